import type { Phase } from "./phase";

export type Part = "entrance" | "room";

const SOURCES: Readonly<Record<Part, () => Promise<unknown>>> = {
  entrance: () => import("../pages/entrance"),
  room: () => import("../pages/room"),
};

const OF_PHASE: Readonly<Record<Phase["kind"], Part | null>> = {
  loading: null,
  notice: null,
  request: "entrance",
  message: "entrance",
  sent: "entrance",
  join: "entrance",
  seat: "entrance",
  browser: "entrance",
  room: "room",
  farewell: "room",
};

/**
 * The page's code in the order it is wanted: the first words come before the code of a call, which
 * is fetched while they are read.
 */
export class Parts {
  private readonly there = new Set<Part>();
  private readonly awaited = new Set<Part>();

  constructor(
    private readonly onChange: () => void,
    private readonly onFault: () => void,
    private readonly sources = SOURCES,
  ) {}

  /** Whether a page can be shown; if not yet, it is fetched and `onChange` or `onFault` called. */
  has(phase: Phase["kind"]): boolean {
    const part = OF_PHASE[phase];
    if (part === null || this.there.has(part)) return true;
    if (!this.awaited.has(part)) void this.fetch(part);
    return false;
  }

  private async fetch(part: Part): Promise<void> {
    this.awaited.add(part);
    try {
      await this.sources[part]();
    } catch {
      this.onFault();
      return;
    } finally {
      this.awaited.delete(part);
    }
    this.there.add(part);
    this.onChange();
    // Should that fail, it is fetched again when it is wanted.
    if (part === "entrance") await this.sources.room().catch(() => undefined);
  }
}
