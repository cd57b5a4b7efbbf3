import { MediaLink, type MediaState } from "./media-link";
import type { SlotsData } from "./room-messages";
import type { IceServer } from "./types";

/** For five others and a screen: a shop lets six people in at most. */
const MOST_SLOTS = 9;
/** What the server forwards; an offer with all that browsers know would be too long. */
const FORWARDED = /^(audio\/opus|video\/(vp8|vp9|h264|rtx))$/i;
const SELDOM = /packetization-mode=0|profile-id=[1-9]/;
const LOOK_MS = 100;
/** Whose camera is off has no first picture. */
const MOST_LOOKS = 30;
const FORMER_MS = 2 * MOST_LOOKS * LOOK_MS;

export interface EventSubscriberOptions {
  readonly url: string;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
  /** The connection, or what the slots carry, is another. */
  readonly onChange: () => void;
  /** The server offers nothing of the kind. */
  readonly onRefused: () => void;
}

/** A line of sound and one of picture, for one publication after the other. */
export class Slot {
  private ready: Promise<void> | null = null;

  constructor(
    private readonly audio: RTCRtpReceiver,
    private readonly video: RTCRtpReceiver,
  ) {}

  get tracks(): readonly MediaStreamTrack[] {
    return [this.audio.track, this.video.track];
  }

  /** Until a first picture has come, or it can be told that none will. */
  whenReady(): Promise<void> {
    return (this.ready ??= this.awaitPicture());
  }

  private async awaitPicture(): Promise<void> {
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      if (await this.hasPicture()) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  private async hasPicture(): Promise<boolean> {
    const report: ReadonlyMap<string, { framesDecoded?: number }> = await this.video.getStats();
    return [...report.values()].some(({ framesDecoded = 0 }) => framesDecoded > 0);
  }
}

/** Receives all publications of an event by one connection, in slots that the server fills. */
export class EventSubscriber {
  private readonly link: MediaLink;
  private slots: Slot[] = [];
  private size = 0;
  private told: SlotsData | null = null;
  private linkState: MediaState = "connecting";
  /** The smaller connection, whose pictures are seen until the larger one's are there. */
  private former: RTCPeerConnection | null = null;

  constructor(private readonly options: EventSubscriberOptions) {
    this.link = new MediaLink({
      ...options,
      prepare: (connection) => this.prepare(connection),
      onState: (state) => {
        this.linkState = state;
        if (state === "connected") this.forgetFormer();
        options.onChange();
      },
    });
  }

  get state(): MediaState {
    return this.linkState;
  }

  /** With a slot for each of so many publications. */
  start(publications: number): void {
    this.size = Math.min(publications, MOST_SLOTS);
    this.link.start();
  }

  /** Sets the connection up anew when they no longer fit. */
  makeRoom(publications: number): void {
    if (publications <= this.size || this.size === MOST_SLOTS) return;
    this.size = Math.min(publications + 1, MOST_SLOTS);
    this.former?.close();
    this.former = this.link.replace();
  }

  /** What the server says of our slots; it may say so before it answers our offer. */
  tell(slots: SlotsData): void {
    this.told = slots;
    this.options.onChange();
  }

  /** The slot that carries it; null while none does, as far as is known. */
  slotOf(publication: string): Slot | null {
    return this.slots[this.named.indexOf(publication)] ?? null;
  }

  /** Whether it is known what this slot carries now. */
  knows(slot: Slot): boolean {
    return this.named.length > 0 && this.slots.includes(slot);
  }

  /** The server may have lost it. */
  check(): void {
    this.link.check();
  }

  hurry(): void {
    this.link.hurry();
  }

  close(how: { ended: boolean }): void {
    this.former?.close();
    this.link.close(how);
  }

  /** What the slots of the present session carry. */
  private get named(): SlotsData["slots"] {
    const { told, link } = this;
    return told !== null && told.session === link.sessionId ? told.slots : [];
  }

  private forgetFormer(): void {
    const { former } = this;
    this.former = null;
    if (former !== null) setTimeout(() => former.close(), FORMER_MS);
  }

  private prepare(connection: RTCPeerConnection): void {
    const receive = (kind: "audio" | "video"): RTCRtpReceiver => {
      const transceiver = connection.addTransceiver(kind, { direction: "recvonly" });
      restrict(transceiver, kind);
      return transceiver.receiver;
    };
    this.slots = Array.from(
      { length: this.size },
      () => new Slot(receive("audio"), receive("video")),
    );
  }
}

function restrict(transceiver: RTCRtpTransceiver, kind: string): void {
  const { codecs = [] } = RTCRtpReceiver.getCapabilities(kind) ?? {};
  const wanted = codecs.filter(
    ({ mimeType, sdpFmtpLine = "" }) => FORWARDED.test(mimeType) && !SELDOM.test(sdpFmtpLine),
  );
  // An older Firefox has no such method, and few formats.
  if ("setCodecPreferences" in transceiver) transceiver.setCodecPreferences(wanted);
}
