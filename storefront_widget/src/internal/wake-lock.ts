/**
 * Keeps the screen on while somebody waits for a call or is in one. The browser lets it go whenever
 * the page is out of sight; it is taken anew when the page is back.
 */
export class WakeLock {
  private sentinel: WakeLockSentinel | null = null;
  private wanted = false;

  hold(): void {
    if (this.wanted) return;
    this.wanted = true;
    document.addEventListener("visibilitychange", this.handleVisibility);
    void this.request();
  }

  release(): void {
    this.wanted = false;
    document.removeEventListener("visibilitychange", this.handleVisibility);
    void this.sentinel?.release();
    this.sentinel = null;
  }

  private readonly handleVisibility = (): void => void this.request();

  private async request(): Promise<void> {
    if (!this.wanted || document.hidden || !("wakeLock" in navigator)) return;
    if (this.sentinel?.released === false) return;
    try {
      this.keep(await navigator.wakeLock.request("screen"));
    } catch {
      // Low battery or not allowed here: the call goes on without.
    }
  }

  private keep(sentinel: WakeLockSentinel): void {
    if (this.wanted) this.sentinel = sentinel;
    else void sentinel.release();
  }
}
