import type { MediaState } from "./media-link";
import { Publisher, type Tracks } from "./publisher";
import { ScreenShare } from "./screen-share";
import { Store } from "./store";
import { Subscriber, type RemoteMedia } from "./subscriber";
import type { IceServer, Publication, Source } from "./types";

const CAMERA_BITRATE = 1_800_000;

export interface MediaRoomState {
  /** By publication. */
  readonly remote: ReadonlyMap<string, RemoteMedia>;
  readonly publishing: MediaState | "idle";
}

export interface MediaRoomOptions {
  readonly whipUrl: string | null;
  readonly screenUrl: string | null;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
}

/** All media of one participant: what he sends, and one subscription for each publication. */
export class MediaRoom {
  readonly state = new Store<MediaRoomState>({ remote: new Map(), publishing: "idle" });
  readonly screen: ScreenShare;
  private readonly publisher: Publisher | null;
  private readonly subscribers = new Map<string, Subscriber>();

  constructor(private readonly options: MediaRoomOptions) {
    const { whipUrl, screenUrl, iceServers, bearer } = options;
    this.screen = new ScreenShare({ url: screenUrl, iceServers, bearer });
    this.publisher =
      whipUrl === null
        ? null
        : new Publisher({
            url: whipUrl,
            iceServers,
            bearer,
            videoBitrate: CAMERA_BITRATE,
            hasSizes: true,
            onState: (publishing) => this.state.update({ publishing }),
          });
  }

  async send(tracks: Tracks): Promise<void> {
    await this.publisher?.send(tracks);
  }

  /** Subscribes to exactly these publications. */
  follow(publications: readonly Publication[]): void {
    const senders = new Set(publications.map(({ participant }) => participant.id));
    this.publisher?.inSizes(senders.size > 1);
    const wanted = new Set(publications.map(({ id }) => id));
    for (const id of [...this.subscribers.keys()]) {
      if (!wanted.has(id)) this.unsubscribe(id, { ended: true });
    }
    for (const publication of publications) {
      if (!this.subscribers.has(publication.id)) this.subscribe(publication);
    }
  }

  /** Publishes anew: the server no longer knows our publication. */
  republish(source: Source): void {
    if (source === "screen") this.screen.restart();
    else this.publisher?.restart();
  }

  hurry(): void {
    this.publisher?.hurry();
    this.screen.hurry();
    for (const subscriber of this.subscribers.values()) subscriber.hurry();
  }

  /** `ended`: the whole call is over, for the server too. */
  close({ ended = false } = {}): void {
    this.publisher?.close({ ended });
    this.screen.stop({ ended });
    for (const id of [...this.subscribers.keys()]) this.unsubscribe(id, { ended });
  }

  private subscribe(publication: Publication): void {
    const { iceServers, bearer } = this.options;
    const subscriber = new Subscriber({
      publication,
      iceServers,
      bearer,
      onChange: (media) => this.put(media),
    });
    this.subscribers.set(publication.id, subscriber);
    subscriber.start();
  }

  private unsubscribe(id: string, how: { ended: boolean }): void {
    const subscriber = this.subscribers.get(id);
    this.subscribers.delete(id);
    subscriber?.close(how);
    const remote = new Map(this.state.value.remote);
    remote.delete(id);
    this.state.update({ remote });
  }

  private put(media: RemoteMedia): void {
    if (!this.subscribers.has(media.publication.id)) return;
    const remote = new Map(this.state.value.remote).set(media.publication.id, media);
    this.state.update({ remote });
  }
}
