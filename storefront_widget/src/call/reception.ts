import { EventSubscriber } from "./event-subscriber";
import { Received } from "./received";
import type { SlotsData } from "./room-messages";
import type { RemoteMedia } from "./subscriber";
import type { IceServer, Publication } from "./types";

export interface ReceptionOptions {
  /** Where to receive everybody by one connection; undefined where that is not known. */
  readonly whepUrl: string | undefined;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
  /** By publication. */
  readonly onChange: (remote: ReadonlyMap<string, RemoteMedia>) => void;
}

export interface Company {
  readonly areSeveral: boolean;
  readonly places: number;
}

/**
 * All that a participant receives: what one other sends by a subscription for each publication,
 * and as soon as several send, everything by one for the whole event.
 */
export class Reception {
  private readonly received = new Map<string, Received>();
  private event: EventSubscriber | null = null;
  private isRefused = false;
  private remote: ReadonlyMap<string, RemoteMedia> = new Map();

  constructor(private readonly options: ReceptionOptions) {}

  /**
   * Receives exactly these publications, of `areSeveral` participants or of one. So many may be
   * in the call as it has `places`: a slot for each of the others, and one for a screen.
   */
  follow(publications: readonly Publication[], { areSeveral, places }: Company): void {
    const wanted = new Set(publications.map(({ id }) => id));
    const hadSome = this.received.size > 0;
    for (const [id, received] of this.received) {
      if (wanted.has(id)) continue;
      received.close({ ended: true });
      this.received.delete(id);
    }
    // They left, or a media server died.
    if (hadSome && this.received.size === 0) this.check();
    for (const publication of publications) this.add(publication);
    // Whoever was one of several stays so when two are left: they may be three again.
    if (areSeveral) this.openEvent(Math.max(places, publications.length + 1));
    this.event?.makeRoom(publications.length);
    this.settle();
  }

  tellSlots(slots: SlotsData): void {
    this.event?.tell(slots);
  }

  /** The server may have lost our connection for everybody. */
  check(): void {
    this.event?.check();
  }

  hurry(): void {
    this.event?.hurry();
    for (const received of this.received.values()) received.hurry();
  }

  /** `ended`: the server ended all of it. */
  close(how: { ended: boolean }): void {
    this.event?.close(how);
    this.event = null;
    for (const received of this.received.values()) received.close(how);
    this.received.clear();
    this.tell();
  }

  private add(publication: Publication): void {
    if (this.received.has(publication.id)) return;
    const { iceServers, bearer } = this.options;
    const onChange = (): void => this.tell();
    const received = new Received({ publication, iceServers, bearer, onChange });
    this.received.set(publication.id, received);
  }

  private openEvent(slots: number): void {
    const { whepUrl: url, iceServers, bearer } = this.options;
    if (this.event !== null || !url || this.isRefused) return;
    this.event = new EventSubscriber({
      url,
      iceServers,
      bearer,
      onChange: () => this.settle(),
      onRefused: () => this.doWithoutEvent(),
    });
    this.event.start(slots);
  }

  private doWithoutEvent(): void {
    const { event } = this;
    this.isRefused = true;
    this.event = null;
    event?.close({ ended: true });
    this.settle();
  }

  private settle(): void {
    for (const received of this.received.values()) {
      if (this.event === null) received.subscribe();
      else received.follow(this.event);
    }
    this.tell();
  }

  private tell(): void {
    const before = this.remote;
    const media = [...this.received].map(([id, each]) => [id, each.media] as const);
    if (media.length === before.size && media.every(([id, each]) => each === before.get(id)))
      return;
    this.remote = new Map(media);
    this.options.onChange(this.remote);
  }
}
