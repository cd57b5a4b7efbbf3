import { MediaLink, type MediaState } from "./media-link";
import type { IceServer } from "./types";

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

  restart(): void {
    if (this.started) this.link.restart();
  }

  hurry(): void {
    if (this.started) this.link.hurry();
  }

  close(how: { ended: boolean }): void {
    if (this.started) this.link.close(how);
  }

  private prepare(connection: RTCPeerConnection): void {
    const stream = new MediaStream();
    const { audio, video } = this.tracks;
    this.audio = connection.addTransceiver(audio ?? "audio", {
      direction: "sendonly",
      streams: [stream],
    }).sender;
    this.video = connection.addTransceiver(video ?? "video", {
      direction: "sendonly",
      streams: [stream],
      sendEncodings: [{ maxBitrate: this.options.videoBitrate }],
    }).sender;
  }
}
