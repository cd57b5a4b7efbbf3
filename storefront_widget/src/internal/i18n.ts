import type { BookingPlainKey, BookingPluralKey } from "../translations/booking-texts";
import {
  languageOf,
  loadCallTexts,
  type Language,
  type PlainKey as CallPlainKey,
  type PluralKey as CallPluralKey,
  type PluralText,
} from "../translations/call-texts";

type Values = Readonly<Record<string, string | number>>;

type PlainKey = CallPlainKey | BookingPlainKey;
type PluralKey = CallPluralKey | BookingPluralKey;
/** The texts of one page, by key. */
type Texts = Readonly<Record<string, string | PluralText>>;

let texts: Texts | undefined;
let locale = "en";
let plurals = new Intl.PluralRules("en");

/** Loads the call page's texts of a BCP 47 locale; see `useTexts`. */
export function useLocale(tag: string): Promise<void> {
  return useTexts(tag, loadCallTexts);
}

/** Loads texts of a BCP 47 locale; to be awaited before the first component renders. */
export async function useTexts(
  tag: string,
  load: (language: Language) => Promise<Texts>,
): Promise<void> {
  const language = languageOf(tag);
  texts = await load(language);
  // The region of the visitor still formats money and dates.
  locale = tag.toLowerCase().startsWith(language) ? tag : language;
  plurals = new Intl.PluralRules(language);
}

/** The locale in use, for Intl. */
export function currentLocale(): string {
  return locale;
}

/** The text of a key with its `{placeholders}` filled in; counting texts go by `n`. */
export function t(key: PlainKey, values?: Values): string;
export function t(key: PluralKey, values: Values & { readonly n: number }): string;
export function t(key: PlainKey | PluralKey, values: Values = {}): string {
  const text = texts?.[key] ?? key;
  return fill(typeof text === "string" ? text : text[pluralForm(values["n"])], values);
}

function pluralForm(n: string | number | undefined): "one" | "other" {
  return plurals.select(Number(n ?? 0)) === "one" ? "one" : "other";
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(values[name] ?? placeholder),
  );
}
