import type { EventSubscriber, Slot } from "./event-subscriber";
import type { MediaState } from "./media-link";
import { Subscriber, type RemoteMedia, type SubscriberOptions } from "./subscriber";

/**
 * One publication as it is received: by a subscription of its own, or in a slot of the event's.
 * From the one to the other it goes over when the new picture is there; whoever shows the stream
 * notices nothing.
 */
export class Received {
  private single: Subscriber | null = null;
  /** Whose tracks the stream has. */
  private slot: Slot | null = null;
  private awaited: Slot | null = null;
  private current: RemoteMedia;

  constructor(private readonly options: SubscriberOptions) {
    const { publication } = options;
    this.current = { publication, stream: new MediaStream(), state: "connecting" };
  }

  get media(): RemoteMedia {
    return this.current;
  }

  /** Receives it by itself. */
  subscribe(): void {
    if (this.single !== null) return;
    this.single = new Subscriber({
      ...this.options,
      onChange: (media) => {
        if (this.single !== null) this.put(media);
      },
    });
    this.single.start();
  }

  /** Receives it in the slot that the event's subscription has for it. */
  follow(event: EventSubscriber): void {
    const slot = event.slotOf(this.current.publication.id);
    if (this.slot !== null && this.slot !== slot && event.knows(this.slot)) this.empty();
    if (slot !== null && slot !== this.slot && event.state === "connected") {
      void this.goOver(event, slot);
    }
    if (this.single === null) this.be(event.state);
  }

  hurry(): void {
    this.single?.hurry();
  }

  close(how: { ended: boolean }): void {
    this.awaited = null;
    const { single } = this;
    this.single = null;
    single?.close(how);
  }

  private async goOver(event: EventSubscriber, slot: Slot): Promise<void> {
    if (slot === this.awaited) return;
    this.awaited = slot;
    const { stream, publication } = this.current;
    if (stream.getTracks().length > 0) await slot.whenReady();
    if (slot !== this.awaited) return;
    this.awaited = null;
    if (slot !== event.slotOf(publication.id)) return;
    this.slot = slot;
    this.put({
      publication,
      stream: exchange(this.current.stream, slot.tracks),
      state: event.state,
    });
    this.close({ ended: false });
  }

  /** Goes by the connection, as far as it has a slot for this. */
  private be(state: MediaState): void {
    const own = state === "connected" && this.slot === null ? "connecting" : state;
    if (own !== this.current.state) this.current = { ...this.current, state: own };
  }

  /** What comes there now is somebody else's. */
  private empty(): void {
    this.slot = null;
    this.current = { ...this.current, stream: new MediaStream() };
  }

  private put(media: RemoteMedia): void {
    this.current = media;
    this.options.onChange(media);
  }
}

/** A stream that plays gets the new tracks, so that the picture is not dark in between. */
function exchange(stream: MediaStream, tracks: readonly MediaStreamTrack[]): MediaStream {
  if (!stream.active) return new MediaStream([...tracks]);
  // In the other order Firefox stays with the old ones.
  for (const track of stream.getTracks()) stream.removeTrack(track);
  for (const track of tracks) stream.addTrack(track);
  return stream;
}
