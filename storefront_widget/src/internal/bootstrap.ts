/** What Django's HTML shell tells the page (see docs of the shell in the dashboard door). */
export interface Bootstrap {
  readonly mode: "request" | "link" | "desk";
  readonly graphqlUrl: string;
  readonly locale: string;
  readonly storeName: string;
  readonly saleorApiUrl?: string;
  readonly channel?: string;
  readonly product?: string | null;
  /** Mode `link`: last part of the address. */
  readonly token?: string;
  /** Mode `desk`: the event to enter, and where the staff's bearer comes from. */
  readonly event?: string;
  readonly staffTokenUrl?: string;
  readonly deskUrl?: string;
  readonly shopUrl?: string;
  /** Who may frame the page and speak to it. */
  readonly storefrontOrigins: readonly string[];
}

export function readBootstrap(page: Document): Bootstrap {
  return readTold(page) as Bootstrap;
}

/** What any shell of ours tells its page. */
export function readTold(page: Document): { readonly locale: string } {
  const text = page.getElementById("bootstrap")?.textContent;
  if (!text) throw new Error("The page has no bootstrap data.");
  const given = JSON.parse(text) as { readonly locale: string };
  // The loader passes what the shop's page wants, so that nothing flashes in another language.
  const query = new URLSearchParams(page.location.search);
  return { ...given, locale: query.get("locale") ?? given.locale };
}

export type Theme = "light" | "dark";

export function readTheme(value: string | null): Theme | null {
  return value === "light" || value === "dark" ? value : null;
}

/** Null follows the visitor's own setting. */
export function applyTheme(page: Document, theme: Theme | null): void {
  if (theme === null) delete page.documentElement.dataset["theme"];
  else page.documentElement.dataset["theme"] = theme;
}
