/**
 * What was booked in this browser: from the link into a call to the one that manages it. The server
 * never leads from one to the other, since the first may have been passed on to guests.
 */
const KEY = "personal-shopper:bookings";
const MOST = 20;

type Known = readonly (readonly [joinToken: string, manageUrl: string])[];

export const knownBookings = {
  add(joinUrl: string, manageUrl: string): void {
    const token = lastPart(joinUrl);
    const others = read().filter(([known]) => known !== token);
    write([[token, manageUrl], ...others].slice(0, MOST) as Known);
  },

  /** Where the booking behind a link of the call is managed; null if it was booked elsewhere. */
  manageUrlOf(joinToken: string): string | null {
    return read().find(([token]) => token === joinToken)?.[1] ?? null;
  },
};

function lastPart(url: string): string {
  return new URL(url, "https://x.invalid").pathname.split("/").at(-1) ?? "";
}

function read(): Known {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? (found as Known) : [];
  } catch {
    // A browser that keeps nothing for us, or something else under our name.
    return [];
  }
}

function write(known: Known): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // Then the mail leads there.
  }
}
