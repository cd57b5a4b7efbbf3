const CHECK_MS = 1_000;
/** Longer than a picture stands still while a keyframe is on its way. */
const STILL_MS = 4_000;

/** Before the first picture, a video still shows the last one of what it played earlier. */
export type Motion = "awaited" | "moving" | "still";

/**
 * Notices that a picture stands still: whoever locked the phone would otherwise go on smiling.
 * Counts only while the page is looked at, since nothing is drawn meanwhile.
 */
export class FrameWatch {
  private timer: ReturnType<typeof setInterval> | undefined;
  private video: HTMLVideoElement | null = null;
  private stillFor = 0;
  private hasMoved = false;
  private motion: Motion = "moving";

  constructor(private readonly onChange: (motion: Motion) => void) {}

  /** Watches this picture from now on; null watches none. */
  watch(video: HTMLVideoElement | null): void {
    if (video === this.video) return;
    clearInterval(this.timer);
    this.video = video;
    // Without that call a browser tells nothing reliable.
    const isTold = video !== null && "requestVideoFrameCallback" in video;
    this.tell(isTold ? "awaited" : "moving");
    if (!isTold) return;
    this.awaitFrame(video);
    this.timer = setInterval(() => this.check(video), CHECK_MS);
  }

  private awaitFrame(video: HTMLVideoElement): void {
    this.hasMoved = false;
    video.requestVideoFrameCallback(() => {
      this.hasMoved = true;
      if (video === this.video) this.tell("moving");
    });
  }

  private check(video: HTMLVideoElement): void {
    if (document.hidden) {
      this.stillFor = 0;
    } else if (this.hasMoved) {
      this.awaitFrame(video);
    } else {
      this.stillFor += CHECK_MS;
      if (this.stillFor >= STILL_MS) this.tell("still");
    }
  }

  private tell(motion: Motion): void {
    this.stillFor = 0;
    if (motion === this.motion) return;
    this.motion = motion;
    this.onChange(motion);
  }
}
