/** Keeps the screen on during a call, also after the tab was hidden for a while. */
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
    try {
      this.sentinel = await navigator.wakeLock.request("screen");
    } catch {
      // Low battery or not allowed here: the call goes on without.
    }
  }
}
