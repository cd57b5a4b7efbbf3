import type { MediaState } from "./media-link";
import { Publisher, type Tracks } from "./publisher";
import { Reception } from "./reception";
import type { SlotsData } from "./room-messages";
import { ScreenShare } from "./screen-share";
import { Store } from "./store";
import type { RemoteMedia } from "./subscriber";
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
  /** Where to receive everybody by one connection; undefined where that is not known. */
  readonly whepUrl: string | undefined;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
}

/** All media of one participant: what he sends, and what he receives of the others. */
export class MediaRoom {
  readonly state = new Store<MediaRoomState>({ remote: new Map(), publishing: "idle" });
  readonly screen: ScreenShare;
  private readonly publisher: Publisher | null;
  private readonly reception: Reception;

  constructor(options: MediaRoomOptions) {
    const { whipUrl, screenUrl, whepUrl, iceServers, bearer } = options;
    this.reception = new Reception({
      whepUrl,
      iceServers,
      bearer,
      onChange: (remote) => this.state.update({ remote }),
    });
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

  /** Receives exactly these publications, in a call of so many `places`. */
  follow(publications: readonly Publication[], places: number): void {
    const senders = new Set(publications.map(({ participant }) => participant.id));
    const areSeveral = senders.size > 1;
    this.publisher?.inSizes(areSeveral);
    this.reception.follow(publications, { areSeveral, places });
  }

  /** What comes in the slots of our connection for everybody. */
  tellSlots(slots: SlotsData): void {
    this.reception.tellSlots(slots);
  }

  /** Publishes anew: the server no longer knows our publication. */
  republish(source: Source): void {
    if (source === "screen") this.screen.restart();
    else this.publisher?.restart();
    this.reception.check();
  }

  hurry(): void {
    this.publisher?.hurry();
    this.screen.hurry();
    this.reception.hurry();
  }

  /** `ended`: the whole call is over, for the server too. */
  close({ ended = false } = {}): void {
    this.publisher?.close({ ended });
    this.screen.stop({ ended });
    this.reception.close({ ended });
  }
}
