import { loader as ca } from "./ca";
import { loader as en } from "./en";
import { loader as es } from "./es";
import { loader as pt } from "./pt";

export type LoaderTexts = Readonly<Record<keyof typeof en, string>>;

const CATALOGUES: Readonly<Record<string, LoaderTexts>> = { en, es, pt, ca };

/** The loader's texts in a BCP 47 language; English where there is no catalogue. */
export function loaderTexts(language: string): LoaderTexts {
  return CATALOGUES[language.slice(0, 2).toLowerCase()] ?? en;
}
