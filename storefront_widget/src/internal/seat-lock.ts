const NAME = "personal-shopper:seat:";
/** After a reload the page before may still be on its way out. */
const PATIENCE_MS = 700;

/**
 * Tells the tabs of one browser who of them shows the call: a copied tab has the seat in its
 * storage too, and would take the call from the first unasked. Where the browser has no locks,
 * nobody else is known.
 */
export class SeatLock {
  private held: string | null = null;
  private let: (() => void) | null = null;

  constructor(private readonly locks: LockManager | null = browserLocks()) {}

  /** Whether another tab shows the call with this seat. */
  async isHeldElsewhere(participantId: string): Promise<boolean> {
    if (this.locks === null || this.held === participantId) return false;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      await this.locks.request(NAME + participantId, { signal }, () => undefined);
      return false;
    } catch (error) {
      return error instanceof Error && error.name === "TimeoutError";
    }
  }

  /** Notes that this tab shows it from now on, whichever did before. */
  hold(participantId: string): void {
    if (this.held === participantId) return;
    this.release();
    this.held = participantId;
    const isOver = new Promise<void>((resolve) => (this.let = resolve));
    this.locks
      ?.request(NAME + participantId, { steal: true }, () => isOver)
      .catch(() => {
        // Another tab shows the call now, or the browser keeps no locks for this page.
      });
  }

  release(): void {
    this.let?.();
    this.let = this.held = null;
  }
}

/** None without TLS, and in old browsers. */
function browserLocks(): LockManager | null {
  return (navigator as Partial<Navigator>).locks ?? null;
}
