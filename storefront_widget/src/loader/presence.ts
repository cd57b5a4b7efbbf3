import type { Presence } from "../bridge/messages";

const INTERVAL_MS = 30_000;
/** Spreads the polls of many open pages. */
const JITTER_MS = 6_000;

/**
 * Asks now and then how many personal shoppers are free. Rests while the page is hidden.
 * `onChange` gets null when the app cannot be reached.
 */
export class PresenceFeed {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;

  constructor(
    private readonly address: URL,
    private readonly onChange: (presence: Presence | null) => void,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    document.addEventListener("visibilitychange", this.handleVisibility);
    this.handleVisibility();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.handleVisibility);
  }

  private readonly handleVisibility = (): void => {
    clearTimeout(this.timer);
    if (!document.hidden) void this.ask();
  };

  private async ask(): Promise<void> {
    const presence = await fetchPresence(this.address);
    if (!this.running) return;
    this.onChange(presence);
    clearTimeout(this.timer);
    if (!document.hidden) {
      this.timer = setTimeout(() => void this.ask(), INTERVAL_MS + Math.random() * JITTER_MS);
    }
  }
}

async function fetchPresence(address: URL): Promise<Presence | null> {
  try {
    const response = await fetch(address, { credentials: "omit" });
    return response.ok ? readPresence(await response.json()) : null;
  } catch {
    return null;
  }
}

export function readPresence(data: unknown): Presence | null {
  if (typeof data !== "object" || data === null) return null;
  const { available, personalShoppers, waiting } = data as Partial<Presence>;
  if (typeof available !== "boolean") return null;
  return { available, personalShoppers: personalShoppers ?? 0, waiting: waiting ?? 0 };
}
