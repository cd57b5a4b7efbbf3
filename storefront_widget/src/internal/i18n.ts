import {
  languageOf,
  loadCallTexts,
  type CallTexts,
  type PlainKey,
  type PluralKey,
  type TextKey,
} from "../translations/call-texts";

type Values = Readonly<Record<string, string | number>>;

let texts: CallTexts | undefined;
let locale = "en";
let plurals = new Intl.PluralRules("en");

/** Loads the texts of a BCP 47 locale; to be awaited before the first component renders. */
export async function useLocale(tag: string): Promise<void> {
  const language = languageOf(tag);
  texts = await loadCallTexts(language);
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
export function t(key: TextKey, values: Values = {}): string {
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
