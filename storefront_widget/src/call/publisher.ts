import { MediaLink, type MediaState } from "./media-link";
import type { IceServer } from "./types";

const VIDEO_BITRATE = 1_800_000;

export interface Tracks {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
}

export interface PublisherOptions {
  readonly url: string;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
  readonly onState: (state: MediaState) => void;
}

/**
 * Sends microphone and camera as one publication. Both lines are offered from the start, so that
 * a camera turned on later needs no new offer.
 */
export class Publisher {
  private readonly link: MediaLink;
  private tracks: Tracks = { microphone: null, camera: null };
  private audio: RTCRtpSender | null = null;
  private video: RTCRtpSender | null = null;
  private started = false;

  constructor(options: PublisherOptions) {
    this.link = new MediaLink({ ...options, prepare: (connection) => this.prepare(connection) });
  }

  /** Sends these tracks from now on; the first track begins the publication. */
  async send(tracks: Tracks): Promise<void> {
    this.tracks = tracks;
    if (!this.started) {
      if (tracks.microphone === null && tracks.camera === null) return;
      this.started = true;
      this.link.start();
      return;
    }
    await Promise.all([
      this.audio?.replaceTrack(tracks.microphone),
      this.video?.replaceTrack(tracks.camera),
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
    const { microphone, camera } = this.tracks;
    this.audio = connection.addTransceiver(microphone ?? "audio", {
      direction: "sendonly",
      streams: [stream],
    }).sender;
    this.video = connection.addTransceiver(camera ?? "video", {
      direction: "sendonly",
      streams: [stream],
      sendEncodings: [{ maxBitrate: VIDEO_BITRATE }],
    }).sender;
  }
}
