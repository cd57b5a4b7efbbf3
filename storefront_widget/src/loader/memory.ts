import type { FrameView } from "../bridge/messages";

const KEY = "personal-shopper:call";
const VIEWS: readonly unknown[] = ["float", "large", "mini"];

/** The call that this tab of the shop is in. */
export interface KeptCall {
  /** Global id of the event; no secret. */
  readonly event: string;
  /** The one-use way back; null where a cookie of the app leads there. */
  readonly handle: string | null;
  readonly view: FrameView;
  /** In a window of its own, which outlives the shop's page. */
  readonly inOwnWindow: boolean;
  /** Another page has it; this tab goes back to it only when asked. */
  readonly elsewhere: boolean;
}

/**
 * Remembers over a full page load of the shop that a call is going on and how it is shown. Holds no
 * token: at most a handle, which the app takes once and for its own page only.
 */
export const callMemory = {
  read(): KeptCall | null {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as KeptCall | null;
      return typeof kept?.event === "string" && VIEWS.includes(kept.view) ? kept : null;
    } catch {
      return null;
    }
  },

  write(kept: KeptCall): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage is blocked: the call ends with the page, as it must then.
    }
  },

  /** Changes what is remembered, if there is a call. */
  change(changes: Partial<KeptCall>): void {
    const kept = this.read();
    if (kept !== null) this.write({ ...kept, ...changes });
  },

  clear(): void {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // As above.
    }
  },
};
