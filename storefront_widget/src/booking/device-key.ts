import { randomKey } from "../internal/random-key";

const KEY = "personal-shopper:device";

/** A random key by which the API knows this tab again: it keeps one slot at a time. */
export function deviceKey(): string {
  const fresh = randomKey();
  try {
    const kept = sessionStorage.getItem(KEY);
    if (kept !== null) return kept;
    sessionStorage.setItem(KEY, fresh);
  } catch {
    // Then it is known until the page goes.
  }
  return fresh;
}
