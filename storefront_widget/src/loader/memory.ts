import type { FrameView } from "../bridge/messages";

const KEY = "personal-shopper:call";

/**
 * Remembers over a full page load that a call is going on and how it is shown. Holds no token: the
 * call page finds its own call again in its own origin's storage.
 */
export const callMemory = {
  read(): FrameView | null {
    try {
      const view = sessionStorage.getItem(KEY);
      return view === "float" || view === "large" || view === "mini" ? view : null;
    } catch {
      return null;
    }
  },

  write(view: FrameView): void {
    try {
      sessionStorage.setItem(KEY, view);
    } catch {
      // Storage is blocked: the call ends with the page, as it must then.
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
