import { Publisher } from "./publisher";
import { Store } from "./store";
import type { IceServer } from "./types";

const VIDEO_BITRATE = 2_500_000;
/** Text stays sharp; nobody shows films. */
const MOST_FRAMES = 15;

export interface ScreenShareOptions {
  /** Where to send it; null for who may not. */
  readonly url: string | null;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
  /** Missing on an insecure origin; phones have no getDisplayMedia. */
  readonly source?: MediaDevices | undefined;
}

/** The participant's own screen, window or tab: a publication of its own (CL-05). */
export class ScreenShare {
  readonly state = new Store<{ readonly isOn: boolean }>({ isOn: false });
  private readonly source: MediaDevices | undefined;
  private publisher: Publisher | null = null;
  private stream: MediaStream | null = null;

  constructor(private readonly options: ScreenShareOptions) {
    this.source = "source" in options ? options.source : globalThis.navigator.mediaDevices;
  }

  /** Whether it is shared; null where he may not, or his browser cannot. */
  get isOn(): boolean | null {
    const can = this.source !== undefined && "getDisplayMedia" in this.source;
    return can && this.options.url !== null ? this.state.value.isOn : null;
  }

  /**
   * Lets the participant choose what to share, then sends it. Call it inside a click.
   * Throws what getDisplayMedia throws: NotAllowedError where he chose nothing.
   */
  async start(): Promise<void> {
    const { url } = this.options;
    if (url === null || this.source === undefined || this.stream !== null) return;
    const stream = await this.source.getDisplayMedia({
      video: { frameRate: { max: MOST_FRAMES } },
      audio: true,
    });
    this.stop();
    this.stream = stream;
    const [audio = null] = stream.getAudioTracks();
    const [video = null] = stream.getVideoTracks();
    if (video !== null) {
      video.contentHint = "detail";
      // The browser has a button of its own for this.
      video.onended = () => this.stop();
    }
    this.publisher = new Publisher({
      ...this.options,
      url,
      videoBitrate: VIDEO_BITRATE,
      onState: () => undefined,
    });
    void this.publisher.send({ audio, video });
    this.state.update({ isOn: true });
  }

  /** `ended`: the server ended it itself. */
  stop({ ended = false } = {}): void {
    if (this.stream === null) return;
    for (const track of this.stream.getTracks()) track.stop();
    this.publisher?.close({ ended });
    this.stream = this.publisher = null;
    this.state.update({ isOn: false });
  }

  /** Sends it anew: the server no longer knows it. */
  restart(): void {
    this.publisher?.restart();
  }

  hurry(): void {
    this.publisher?.hurry();
  }
}
