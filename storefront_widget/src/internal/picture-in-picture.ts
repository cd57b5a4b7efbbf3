import { Store } from "../call/store";

/** What the small window shows: a picture, or the initials of whoever sends none. */
export interface Shown {
  readonly track: MediaStreamTrack | null;
  readonly initials: string;
}

const WIDTH = 640;
const HEIGHT = 360;

/**
 * The browser's own small window, which stays above everything. It has a video of its own, without
 * sound, so that it outlives whatever the page shows meanwhile.
 */
export class PictureInPicture {
  readonly state = new Store({ isOpen: false });
  private shown: Shown = { track: null, initials: "" };
  private video: HTMLVideoElement | null = null;

  static get isPossible(): boolean {
    // Firefox has a window of its own for any video, and knows no such property.
    return (document as Partial<Document>).pictureInPictureEnabled === true;
  }

  /** Follows whom it shows, and his camera. */
  show(shown: Shown): void {
    const { track, initials } = this.shown;
    if (shown.track === track && shown.initials === initials) return;
    this.shown = shown;
    if (this.video !== null) void this.play(this.video);
  }

  /** Call it inside a click. Throws where the browser refuses. */
  async toggle(): Promise<void> {
    if (this.video !== null) this.close();
    else await this.open();
  }

  close(): void {
    const { video } = this;
    if (video === null) return;
    this.video = null;
    if (document.pictureInPictureElement === video) {
      document.exitPictureInPicture().catch(() => undefined);
    }
    video.srcObject = null;
    video.remove();
    this.state.update({ isOpen: false });
  }

  private async open(): Promise<void> {
    const video = document.createElement("video");
    Object.assign(video, { muted: true, playsInline: true, ariaHidden: "true" });
    // Out of sight; what is not displayed at all may not be played.
    video.style.cssText = "position:fixed;width:1px;height:1px;opacity:0;pointer-events:none";
    video.addEventListener("leavepictureinpicture", () => {
      if (this.video === video) this.close();
    });
    document.body.append(video);
    this.video = video;
    try {
      await this.play(video);
      await video.requestPictureInPicture();
      this.state.update({ isOpen: true });
    } catch (error) {
      this.close();
      throw error;
    }
  }

  private async play(video: HTMLVideoElement): Promise<void> {
    const { track, initials } = this.shown;
    const { stream, draw } = track === null ? drawn(initials) : { stream: of(track), draw: null };
    const isThere = new Promise((resolve) => {
      video.addEventListener("loadedmetadata", resolve, { once: true });
    });
    video.srcObject = stream;
    const played = video.play().catch(() => undefined);
    draw?.();
    await Promise.all([isThere, played]);
  }
}

function of(track: MediaStreamTrack): MediaStream {
  return new MediaStream([track]);
}

/** A picture of initials; to be drawn once somebody looks at it. */
function drawn(initials: string): { stream: MediaStream; draw: () => void } {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const paper = canvas.getContext("2d");
  const draw = (): void => {
    if (paper === null) return;
    paper.fillStyle = "#1d2430";
    paper.fillRect(0, 0, WIDTH, HEIGHT);
    paper.fillStyle = "#343c49";
    paper.beginPath();
    paper.arc(WIDTH / 2, HEIGHT / 2, 84, 0, 2 * Math.PI);
    paper.fill();
    paper.fillStyle = "#fff";
    paper.font = "600 60px system-ui, sans-serif";
    paper.textAlign = "center";
    paper.textBaseline = "middle";
    paper.fillText(initials, WIDTH / 2, HEIGHT / 2 + 4);
  };
  return { stream: canvas.captureStream(), draw };
}
