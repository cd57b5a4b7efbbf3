import type { EntryApi, Resumed } from "../api/entry-api";
import { ApiError, RefusedError } from "../api/graphql-client";
import type { Resume } from "../bridge/messages";
import type { Seat } from "../call/types";
import type { ShopBridge } from "./shop-bridge";

/** The page that was left may hold its seat for a moment longer. */
const TRIES = 10;
const PAUSE_MS = 300;

/**
 * The seat of a call in the shop's page, over full page loads of the shop: the tab's page remembers
 * that there is one, the browser keeps our cookie for it, or else the page a handle.
 */
export class ShopSeat {
  /** The seat whose way back the page has already. */
  private kept: string | null = null;
  private wayBack: Pick<Resume, "event" | "handle"> | null = null;

  constructor(
    private readonly api: Pick<EntryApi, "resume" | "keepSeat">,
    private readonly bridge: Pick<ShopBridge, "origin" | "post">,
    private readonly pause = (milliseconds: number): Promise<void> =>
      new Promise((resolve) => setTimeout(resolve, milliseconds)),
  ) {}

  /**
   * Goes back. `left` where the shop's page is given back to the customer, since another page has
   * the call or nothing leads there any more; null where he asked for it and has to begin anew.
   */
  async resume(wanted: Resume): Promise<Resumed | "left" | null> {
    try {
      return await this.ask(wanted);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return this.giveUp(error, wanted.takeOver);
    }
  }

  /** Once more to a seat that was come back to, without the link that leads there. */
  async again(takeOver: boolean): Promise<Seat> {
    if (this.wayBack === null) throw new ApiError("auth", "Nothing leads back to the seat.");
    return (await this.ask({ ...this.wayBack, takeOver })).seat;
  }

  /** Has a new seat kept. Twice, since only the second request tells whether a cookie stays. */
  async keep({ eventId, participantId, accessToken }: Seat): Promise<void> {
    const { origin } = this.bridge;
    if (origin === null || this.kept === participantId) return;
    this.kept = participantId;
    try {
      const first = await this.api.keepSeat(eventId, origin, accessToken);
      const handle = first && (await this.api.keepSeat(eventId, origin, accessToken));
      this.bridge.post({ type: "kept", handle });
    } catch {
      // The call then ends with the shop's page; its link still leads back.
      this.kept = null;
    }
  }

  /** The seat was given up, and with it what leads back: another one is to be kept anew. */
  forget(): void {
    this.kept = null;
  }

  private async ask({ event, handle, takeOver }: Resume): Promise<Resumed> {
    const origin = this.bridge.origin ?? "";
    for (let attempt = 1; ; attempt += 1) {
      try {
        return this.note(event, await this.api.resume({ event, origin, handle, takeOver }));
      } catch (error) {
        const isTaken = error instanceof RefusedError && error.code === "SEAT_TAKEN";
        if (!isTaken || attempt === TRIES) throw error;
      }
      await this.pause(PAUSE_MS);
    }
  }

  /** Before anything else, since this page too may be left at once. */
  private note(event: string, resumed: Resumed): Resumed {
    const { handle, seat } = resumed;
    this.bridge.post({ type: "kept", handle });
    this.kept = seat.participantId;
    this.wayBack = { event, handle };
    return resumed;
  }

  private giveUp(refusal: RefusedError, wasAsked: boolean): "left" | null {
    if (refusal.code === "SEAT_TAKEN") {
      this.bridge.post({ type: "elsewhere" });
      return "left";
    }
    this.bridge.post({ type: "ended", reason: refusal.code });
    // How it ended is worth a page of its own.
    if (refusal.code === "ENDED" || refusal.code === "CANCELLED") throw refusal;
    if (wasAsked) return null;
    this.bridge.post({ type: "close" });
    return "left";
  }
}
