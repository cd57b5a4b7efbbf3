import type { RoomApi } from "../api/room-api";
import { Store } from "../call/store";
import type { ProductCard } from "../call/types";

export interface SearchState {
  /** What the products answer to; empty: those that belong to the call. */
  readonly search: string;
  readonly products: readonly ProductCard[];
  readonly cursor: string | null;
  readonly isLoading: boolean;
  readonly error: unknown;
}

const PAUSE_MS = 300;

/** The shop's catalogue as searched by the personal shopper; the newest question wins. */
export class ProductSearch {
  readonly state = new Store<SearchState>({
    search: "",
    products: [],
    cursor: null,
    isLoading: false,
    error: null,
  });
  /** What stands in the search field. */
  typed = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private question = 0;
  private hasStarted = false;

  constructor(private readonly api: RoomApi) {}

  /** Asks for the products of the call, once. */
  start(): void {
    if (this.hasStarted) return;
    this.hasStarted = true;
    void this.ask("", null);
  }

  /** Searches when the typing rests. */
  type(search: string): void {
    this.typed = search;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(search.trim(), null), PAUSE_MS);
  }

  async more(): Promise<void> {
    const { search, cursor, isLoading } = this.state.value;
    if (cursor !== null && !isLoading) await this.ask(search, cursor);
  }

  private async ask(search: string, after: string | null): Promise<void> {
    const question = ++this.question;
    this.state.update({ isLoading: true, error: null });
    try {
      const { edges, pageInfo } = await this.api.products(search === "" ? null : search, after);
      if (question !== this.question) return;
      const found = edges.map(({ node }) => node);
      this.state.set({
        search,
        products: after === null ? found : [...this.state.value.products, ...found],
        cursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        isLoading: false,
        error: null,
      });
    } catch (error) {
      if (question === this.question) this.state.update({ isLoading: false, error });
    }
  }
}
