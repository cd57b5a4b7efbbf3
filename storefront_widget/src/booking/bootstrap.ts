/** What Django's shell of the booking page tells it. */
export interface BookingBootstrap {
  readonly mode: "book" | "manage";
  readonly graphqlUrl: string;
  readonly locale: string;
  readonly storeName: string;
  readonly saleorApiUrl?: string;
  readonly channel?: string;
  readonly shopUrl?: string;
  /** Mode `book`: public ids, as they stand in the address. */
  readonly campaign?: string;
  readonly personalShopper?: string | null;
  /** Mode `manage`: last part of the address, and where to book anew. */
  readonly token?: string;
  readonly bookUrl?: string;
  /** Who may frame the page and speak to it. */
  readonly storefrontOrigins: readonly string[];
}

/** The visitor's own region of the page's language, by which dates and hours are written. */
export function regionalLocale(locale: string, visitors: readonly string[]): string {
  const language = locale.slice(0, 2).toLowerCase();
  return visitors.find((one) => one.slice(0, 2).toLowerCase() === language) ?? locale;
}
