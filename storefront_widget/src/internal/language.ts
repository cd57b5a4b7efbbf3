import { ReactiveElement } from "lit";
import { languageOf, LANGUAGES, type Language } from "../translations/call-texts";

const KEY = "personal-shopper:language";

/** The language that the visitor has chosen in this tab; null where he has not, or may not. */
export function chosenLanguage(): Language | null {
  try {
    const kept = sessionStorage.getItem(KEY);
    return LANGUAGES.find((language) => language === kept) ?? null;
  } catch {
    return null;
  }
}

function keep(language: Language): void {
  try {
    sessionStorage.setItem(KEY, language);
  } catch {
    // Blocked storage: the choice holds for this page only.
  }
}

/** Fetches a page's texts of a BCP 47 locale; rejects where they cannot be had. */
export type UseTexts = (locale: string) => Promise<void>;

/** Lets the page speak a BCP 47 locale from now on. Throws where its texts cannot be fetched. */
export async function speak(locale: string, page: Document, use: UseTexts): Promise<void> {
  await use(locale);
  page.documentElement.lang = languageOf(locale);
}

/** The visitor's own choice, for this page and the next ones of the tab. Throws as `speak`. */
export async function chooseLanguage(
  language: Language,
  page: Document,
  use: UseTexts,
): Promise<void> {
  await speak(language, page, use);
  keep(language);
  renderAnew(page);
}

/** Every component says its words again. */
function renderAnew(root: ParentNode): void {
  for (const element of root.querySelectorAll("*")) {
    if (element instanceof ReactiveElement) element.requestUpdate();
    if (element.shadowRoot !== null) renderAnew(element.shadowRoot);
  }
}
