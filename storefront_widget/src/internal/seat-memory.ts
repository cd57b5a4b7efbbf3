import type { Seat } from "../call/types";

const KEY = "personal-shopper:seat";

/** As who somebody comes in. */
export interface Credentials {
  /** Of the link that leads to the seat; null at the desk, and before a request. */
  readonly token: string | null;
  /** He comes as a guest by the customer's link. */
  readonly asGuest: boolean;
  /** Null where the server knows it. */
  readonly name: string | null;
  /** His answer about recording; null where he was not asked. */
  readonly recordingConsent: boolean | null;
}

export interface KeptSeat {
  readonly seat: Seat;
  /** They lead back when the access token has died. */
  readonly credentials: Credentials;
  /** What the seat belongs to: the link, the shop or the event of the page, and the guest link. */
  readonly places: readonly string[];
}

/**
 * Keeps the seat over a reload, in the tab's storage of our own origin, so that the same
 * participant comes back (F17). A frame in a shop has its own, apart from other shops.
 */
export const seatMemory = {
  read(place: string): KeptSeat | null {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as KeptSeat | null;
      return kept?.places.includes(place) ? kept : null;
    } catch {
      return null;
    }
  },

  write(kept: KeptSeat): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Blocked storage: a reload then begins at the link.
    }
  },

  clear(): void {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // As above.
    }
  },
};
