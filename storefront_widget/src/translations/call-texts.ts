import type { call as en } from "./en";

export type TextKey = keyof typeof en;

/** Forms of a text that counts; a language without a form of its own uses `other`. */
export interface PluralText {
  readonly one: string;
  readonly other: string;
}

/** Keys whose text counts something and so takes `n`. */
export type PluralKey = {
  [Key in TextKey]: (typeof en)[Key] extends string ? never : Key;
}[TextKey];

export type PlainKey = Exclude<TextKey, PluralKey>;

export type CallTexts = Readonly<Record<PlainKey, string> & Record<PluralKey, PluralText>>;

export const LANGUAGES = ["en", "es", "pt", "ca"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The catalogue's language for a BCP 47 tag. */
export function languageOf(tag: string): Language {
  const base = tag.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === base) ?? "en";
}

/** Each language is a chunk of its own, so a visitor loads only his. */
export async function loadCallTexts(language: Language): Promise<CallTexts> {
  switch (language) {
    case "es":
      return (await import("./es")).call;
    case "pt":
      return (await import("./pt")).call;
    case "ca":
      return (await import("./ca")).call;
    case "en":
      return (await import("./en")).call;
  }
}
