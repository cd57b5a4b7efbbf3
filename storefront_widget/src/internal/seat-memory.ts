import type { Seat } from "../call/types";

const KEY = "personal-shopper:seat";

export interface KeptSeat {
  readonly seat: Seat;
  /** Token of the link that leads back when the access token has died; null at the desk. */
  readonly token: string | null;
  /** What the seat belongs to: the link, the shop or the event of the page. */
  readonly place: string;
  readonly recordingConsent: boolean | null;
}

/**
 * Keeps the seat over a reload, in the tab's storage of our own origin, so that the same
 * participant comes back (F17). A frame in a shop has its own, apart from other shops.
 */
export const seatMemory = {
  read(place: string): KeptSeat | null {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as KeptSeat | null;
      return kept?.place === place ? kept : null;
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
