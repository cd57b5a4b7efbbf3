import { MediaLink, type MediaState } from "./media-link";
import type { IceServer } from "./types";

const FULL = "f";
const SMALLER: readonly RTCRtpEncodingParameters[] = [
  { rid: "h", scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { rid: "q", scaleResolutionDownBy: 4, maxBitrate: 150_000 },
];

const HAND_OVER_MS = 5_000;

export interface Tracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

export interface PublisherOptions {
  readonly url: string;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
  /** The most that the picture may take, in bits per second. */
  readonly videoBitrate: number;
  /** Sends the picture in several sizes while `inSizes` says so. */
  readonly hasSizes?: boolean;
  readonly onState: (state: MediaState) => void;
}

/**
 * Sends sound and picture of one source as one publication. Both lines are offered from the
 * start, so that a camera turned on later needs no new offer.
 */
export class Publisher {
  private readonly link: MediaLink;
  private tracks: Tracks = { audio: null, video: null };
  private audio: RTCRtpSender | null = null;
  private video: RTCRtpSender | null = null;
  private started = false;
  private isInSizes = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: PublisherOptions) {
    this.link = new MediaLink({ ...options, prepare: (connection) => this.prepare(connection) });
  }

  /** Sends these tracks from now on; the first track begins the publication. */
  async send(tracks: Tracks): Promise<void> {
    this.tracks = tracks;
    if (!this.started) {
      if (tracks.audio === null && tracks.video === null) return;
      this.started = true;
      this.link.start();
      return;
    }
    await Promise.all([
      this.audio?.replaceTrack(tracks.audio),
      this.video?.replaceTrack(tracks.video),
    ]);
  }

  /** Whether the small sizes are sent, too: for one other participant the full one will do. */
  inSizes(isOn: boolean): void {
    clearTimeout(this.timer);
    if (isOn === this.isInSizes) return;
    const apply = (): void => {
      this.isInSizes = isOn;
      this.applySizes();
    };
    // Whoever watches a small size is first handed over to the full one.
    if (isOn) apply();
    else this.timer = setTimeout(apply, HAND_OVER_MS);
  }

  restart(): void {
    if (this.started) this.link.restart();
  }

  hurry(): void {
    if (this.started) this.link.hurry();
  }

  close(how: { ended: boolean }): void {
    clearTimeout(this.timer);
    if (this.started) this.link.close(how);
  }

  private prepare(connection: RTCPeerConnection): void {
    const stream = new MediaStream();
    const { audio, video } = this.tracks;
    // By each answer browsers send all sizes.
    connection.onsignalingstatechange = () => {
      if (connection.signalingState === "stable") this.applySizes();
    };
    this.audio = connection.addTransceiver(audio ?? "audio", {
      direction: "sendonly",
      streams: [stream],
    }).sender;
    this.video = connection.addTransceiver(video ?? "video", {
      direction: "sendonly",
      streams: [stream],
      sendEncodings: this.encodings,
    }).sender;
  }

  /** The full size first: of a small picture browsers leave out what comes last. */
  private get encodings(): RTCRtpEncodingParameters[] {
    const full = { maxBitrate: this.options.videoBitrate };
    return this.options.hasSizes ? [{ rid: FULL, ...full }, ...SMALLER] : [full];
  }

  private applySizes(): void {
    const parameters = this.options.hasSizes ? this.video?.getParameters() : undefined;
    if (parameters === undefined || parameters.encodings.length < 2) return;
    for (const encoding of parameters.encodings) {
      encoding.active = this.isInSizes || encoding.rid === FULL;
    }
    this.video?.setParameters(parameters).catch(() => {
      // A browser that cannot sends all sizes.
    });
  }
}
