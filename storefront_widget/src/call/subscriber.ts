import { MediaLink, type MediaState } from "./media-link";
import type { IceServer, Publication } from "./types";

/** What is received of one publication. */
export interface RemoteMedia {
  readonly publication: Publication;
  readonly stream: MediaStream;
  readonly state: MediaState;
}

/** What is received of a participant's microphone and camera; null while that is nothing. */
export function remoteOf(
  remote: ReadonlyMap<string, RemoteMedia>,
  participantId: string,
): RemoteMedia | null {
  for (const media of remote.values()) {
    const { source, participant } = media.publication;
    if (source === "camera" && participant.id === participantId) return media;
  }
  return null;
}

/** The screen that somebody else shares, of several the newest; null while that is none. */
export function sharedScreen(remote: ReadonlyMap<string, RemoteMedia>): RemoteMedia | null {
  const screens = [...remote.values()].filter(({ publication }) => publication.source === "screen");
  return screens.at(-1) ?? null;
}

export interface SubscriberOptions {
  readonly publication: Publication;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
  readonly onChange: (media: RemoteMedia) => void;
}

/** Receives one publication. */
export class Subscriber {
  private readonly link: MediaLink;
  private stream = new MediaStream();
  private state: MediaState = "connecting";

  constructor(private readonly options: SubscriberOptions) {
    this.link = new MediaLink({
      url: options.publication.whepUrl,
      iceServers: options.iceServers,
      bearer: options.bearer,
      prepare: (connection) => this.prepare(connection),
      onState: (state) => {
        this.state = state;
        this.tell();
      },
    });
  }

  start(): void {
    this.link.start();
  }

  hurry(): void {
    this.link.hurry();
  }

  close(how: { ended: boolean }): void {
    this.link.close(how);
  }

  private prepare(connection: RTCPeerConnection): void {
    const stream = new MediaStream();
    connection.ontrack = ({ track }) => {
      stream.addTrack(track);
      // Until the new track is there the old one stays: black in Chromium, its last picture in Firefox.
      this.stream = stream;
      this.tell();
    };
    connection.addTransceiver("audio", { direction: "recvonly" });
    connection.addTransceiver("video", { direction: "recvonly" });
  }

  private tell(): void {
    const { publication } = this.options;
    this.options.onChange({ publication, stream: this.stream, state: this.state });
  }
}
