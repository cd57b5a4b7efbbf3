/** The tab's title: the shop, the place in the queue, and a call to a tab that is not looked at. */
export class PageTitle {
  /** What the shell called the page: the shop, or for an unknown link the service. */
  private readonly name: string;
  private place: number | null = null;
  private call = "";

  constructor(private readonly page: Document) {
    this.name = page.title;
    page.addEventListener("visibilitychange", this.handleVisibility);
  }

  showPlace(place: number | null): void {
    this.place = place;
    this.write();
  }

  /** Puts these words first until the visitor is back at the tab. */
  callBack(words: string): void {
    if (this.page.hidden) this.call = words;
    this.write();
  }

  stop(): void {
    this.page.removeEventListener("visibilitychange", this.handleVisibility);
  }

  private readonly handleVisibility = (): void => {
    if (this.page.hidden) return;
    this.call = "";
    this.write();
  };

  private write(): void {
    const call = this.call === "" ? "" : `${this.call} · `;
    const place = this.place === null ? "" : `(${this.place}) `;
    this.page.title = `${call}${place}${this.name}`;
  }
}
