import { WakeLock } from "./wake-lock";

/**
 * Calls `back` whenever the page may have missed something: the phone was unlocked, the tab is
 * looked at again or thawed, the network is there again. The answer ends that.
 */
export function onReturn(back: () => void): () => void {
  const handleVisibility = (): void => {
    if (!document.hidden) back();
  };
  document.addEventListener("visibilitychange", handleVisibility);
  document.addEventListener("resume", back);
  window.addEventListener("online", back);
  return () => {
    document.removeEventListener("visibilitychange", handleVisibility);
    document.removeEventListener("resume", back);
    window.removeEventListener("online", back);
  };
}

export interface PageLifeListener {
  /** As of `onReturn`. */
  back(): void;
  /** The page is being left, by a reload too. */
  leave(): void;
}

/** What becomes of a page on a phone: out of sight, frozen, left, brought back, and its screen. */
export class PageLife {
  private readonly wakeLock = new WakeLock();
  private isNeeded = false;
  private stopReturns: (() => void) | null = null;

  constructor(private readonly listener: PageLifeListener) {}

  start(): void {
    this.stopReturns = onReturn(() => this.listener.back());
    window.addEventListener("pagehide", this.handlePageHide);
    window.addEventListener("pageshow", this.handlePageShow);
  }

  stop(): void {
    this.stopReturns?.();
    window.removeEventListener("pagehide", this.handlePageHide);
    window.removeEventListener("pageshow", this.handlePageShow);
    this.wakeLock.release();
  }

  /** Whether somebody waits for a call or is in one: then the screen stays on. */
  need(isNeeded: boolean): void {
    this.isNeeded = isNeeded;
    if (isNeeded) this.wakeLock.hold();
    else this.wakeLock.release();
  }

  private readonly handlePageHide = (): void => this.listener.leave();

  /** Back from the browser's own memory of pages, without media and socket: begun anew. */
  private readonly handlePageShow = (event: PageTransitionEvent): void => {
    if (event.persisted && this.isNeeded) location.reload();
  };
}
