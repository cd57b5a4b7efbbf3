import type { Variant } from "../call/types";

export interface Option {
  readonly value: string;
  readonly selected: boolean;
  /** Whether a variant with this value and the rest of the choice is in stock. */
  readonly available: boolean;
}

export interface OptionGroup {
  readonly name: string;
  readonly options: readonly Option[];
}

type Choice = ReadonlyMap<string, string>;

/**
 * The attributes by which the variants differ (size, colour). Null when these do not tell every
 * variant from the others: then the variants are chosen by their names.
 */
export function optionGroups(
  variants: readonly Variant[],
  selected: Variant | null,
): readonly OptionGroup[] | null {
  const names = distinguishing(variants);
  const choices = variants.map((variant) => choiceOf(variant, names));
  const keys = new Set(
    choices.map((choice) => names.map((name) => choice.get(name)).join("\u0000")),
  );
  if (names.length === 0 || keys.size !== variants.length) return null;
  const current = selected === null ? new Map<string, string>() : choiceOf(selected, names);
  return names.map((name) => ({
    name,
    options: [...new Set(choices.map((choice) => choice.get(name) ?? ""))].map((value) => ({
      value,
      selected: current.get(name) === value,
      available: variants.some(
        (variant) =>
          variant.quantityAvailable > 0 &&
          matches(variant, new Map(current).set(name, value), names),
      ),
    })),
  }));
}

/**
 * The variant after choosing one value: with the rest of the choice kept if there is one, else the
 * nearest that has this value, in stock before sold out.
 */
export function chooseOption(
  variants: readonly Variant[],
  selected: Variant | null,
  name: string,
  value: string,
): Variant | null {
  const names = distinguishing(variants);
  const wanted = selected === null ? new Map<string, string>() : choiceOf(selected, names);
  const score = (variant: Variant): number => {
    const choice = choiceOf(variant, names);
    const kept = names.filter((other) => choice.get(other) === wanted.get(other)).length;
    return kept * 2 + (variant.quantityAvailable > 0 ? 1 : 0);
  };
  return (
    variants
      .filter((variant) => choiceOf(variant, names).get(name) === value)
      .sort((a, b) => score(b) - score(a))[0] ?? null
  );
}

/** The variant shown first: the one asked for, else the first in stock. */
export function firstVariant(variants: readonly Variant[], id: string | null): Variant | null {
  const wanted = variants.find((variant) => variant.id === id);
  return (
    wanted ?? variants.find(({ quantityAvailable }) => quantityAvailable > 0) ?? variants[0] ?? null
  );
}

/** How many of a variant one may add at once. */
export function maximumOf(variant: Variant): number {
  return Math.max(0, Math.min(variant.quantityAvailable, variant.quantityLimit ?? 50, 50));
}

function distinguishing(variants: readonly Variant[]): readonly string[] {
  const [first] = variants;
  if (first === undefined || variants.length < 2) return [];
  return first.attributes
    .map(({ name }) => name)
    .filter((name) => {
      const values = variants.map((variant) => choiceOf(variant, [name]).get(name));
      return values.every((value) => value !== undefined) && new Set(values).size > 1;
    });
}

function choiceOf(variant: Variant, names: readonly string[]): Choice {
  const choice = new Map<string, string>();
  for (const { name, values } of variant.attributes) {
    if (names.includes(name) && values.length > 0) choice.set(name, values.join(", "));
  }
  return choice;
}

function matches(variant: Variant, wanted: Choice, names: readonly string[]): boolean {
  const choice = choiceOf(variant, names);
  return names.every((name) => !wanted.has(name) || wanted.get(name) === choice.get(name));
}
