import type { BookingApi } from "../api/booking-api";
import { SlotRefused } from "../api/booking-api";
import type { Hold, HoldInput, Slot } from "../api/booking";
import { Store } from "../call/store";

/**
 * Whether a slot is kept for the visitor: `asking`, `held` until then, `free` where it could not be
 * kept but may still be had, `lost` to somebody else.
 */
export type HoldState =
  | { readonly kind: "none" | "asking" | "free" }
  | { readonly kind: "held"; readonly hold: Hold }
  | { readonly kind: "lost"; readonly alternatives: readonly Slot[]; readonly text: string };

/** A hold lasts five minutes; it is renewed a minute before its end. */
const RENEW_BEFORE_MS = 60_000;
const RENEWALS = 5;

/** Keeps one slot while the form is filled, for as long as somebody may still be at it. */
export class HoldKeeper {
  readonly state = new Store<HoldState>({ kind: "none" });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private input: HoldInput | null = null;
  private renewals = 0;

  constructor(private readonly api: Pick<BookingApi, "hold" | "release">) {}

  get holdId(): string | null {
    const state = this.state.value;
    return state.kind === "held" ? state.hold.id : null;
  }

  async keep(input: HoldInput): Promise<void> {
    clearTimeout(this.timer);
    this.input = input;
    this.renewals = 0;
    this.state.set({ kind: "asking" });
    await this.ask(input);
  }

  /** Lets others have it at once. */
  release(): void {
    const id = this.holdId;
    this.forget();
    // Where this does not come through it ends by itself.
    if (id !== null) void this.api.release(id).catch(() => undefined);
  }

  /** It was booked, or goes with the page. */
  forget(): void {
    clearTimeout(this.timer);
    this.input = null;
    this.state.set({ kind: "none" });
  }

  private async ask(input: HoldInput): Promise<void> {
    const outcome = await this.outcome(input);
    if (this.input !== input) {
      if (outcome.kind === "held") void this.api.release(outcome.hold.id).catch(() => undefined);
      return;
    }
    this.state.set(outcome);
    if (outcome.kind === "held") this.renewAt(outcome.hold, input);
  }

  private async outcome(input: HoldInput): Promise<HoldState> {
    try {
      return { kind: "held", hold: await this.api.hold(input) };
    } catch (error) {
      if (!(error instanceof SlotRefused)) return { kind: "free" };
      const { alternatives, message } = error;
      return isLost(error) ? { kind: "lost", alternatives, text: message } : { kind: "free" };
    }
  }

  private renewAt(hold: Hold, input: HoldInput): void {
    const left = Date.parse(hold.expiresAt) - Date.now();
    if (this.renewals < RENEWALS) {
      this.timer = setTimeout(
        () => {
          this.renewals += 1;
          void this.ask(input);
        },
        Math.max(1_000, left - RENEW_BEFORE_MS),
      );
    } else this.timer = setTimeout(() => this.state.set({ kind: "free" }), left);
  }
}

/** Whether the slot itself is gone; a limit on holds alone leaves it open. */
function isLost({ code }: SlotRefused): boolean {
  return code !== "RATE_LIMITED" && code !== "INVALID";
}
