import type {
  Capability,
  ChatMessage,
  Checkout,
  ConnectionQuality,
  EventStatus,
  IceServer,
  Participant,
  Person,
  Product,
  Proposal,
  ProposalStatus,
  Publication,
  Role,
} from "./types";

export interface WelcomeData {
  readonly event: {
    readonly id: string;
    readonly status: EventStatus;
    readonly customerName: string;
    readonly channel: string;
    readonly liveAt: string | null;
    readonly startsAt?: string | null;
    readonly personalShopper?: string | null;
  };
  readonly you: {
    readonly id: string;
    readonly name?: string;
    readonly role: Role;
    readonly capabilities: readonly Capability[];
  };
  readonly participants: readonly Participant[];
  readonly publications: readonly Publication[];
  readonly chat: readonly ChatMessage[];
  readonly shown: readonly ShownData[];
  readonly proposals: readonly Proposal[];
  readonly checkout: Checkout | null;
  readonly orders: readonly { readonly number: string }[];
  readonly queue: QueueData | null;
  readonly personalShoppers?: number;
  readonly guestUrl: string | null;
  readonly participantLimit: number;
  readonly initials: string;
  readonly transcriptUrl: string;
  readonly iceServers: readonly IceServer[];
  readonly seq: number;
}

export interface QueueData {
  readonly position: number;
  readonly personalShoppers?: number;
}

export interface ShownData {
  readonly id: string;
  /** Whole in `product.shown`; its id in `welcome`. */
  readonly product: Product | string;
  readonly variant: string | null;
  readonly name?: string;
  readonly by: Person | null;
  readonly at?: string;
}

/** A change of the cart that was kept for later and that the shop has refused since. */
export interface Refusal {
  /** Whose change it was. */
  readonly participant: string;
  readonly variant: { readonly id: string };
  readonly code: string;
  readonly availableQuantity: number | null;
}

/** Whenever it changes; figures are the worse of both ways, null where nothing tells. */
export interface QualityData {
  readonly participant: string;
  readonly quality: ConnectionQuality;
  /** A share from 0 to 1. */
  readonly loss: number | null;
  /** Milliseconds. */
  readonly roundTrip: number | null;
  readonly jitter: number | null;
  /** Bits per second. */
  readonly bitrateUp: number;
  readonly bitrateDown: number;
  /** Publications of which he gets the sound alone: his connection does not carry the picture. */
  readonly paused: readonly string[];
}

/** What the slots of a participant's event subscription carry, in their order. */
export interface SlotsData {
  readonly participant: string;
  /** The last part of the subscription's address. */
  readonly session: string;
  /** Ids of publications; null for a slot that carries nothing. */
  readonly slots: readonly (string | null)[];
}

export interface EndData {
  /** The event's last status. */
  readonly reason: string;
  /** Why, in the words of whoever ended it; empty when nothing was said. */
  readonly note: string;
  readonly surveyOpen: boolean;
}

/** Type of a message from the server, and what it carries. */
export interface ServerMessages {
  welcome: WelcomeData;
  "participant.joined": { readonly participant: Participant };
  "participant.updated": { readonly participant: Participant };
  "participant.left": { readonly id: string };
  "publication.added": { readonly publication: Publication };
  "publication.removed": { readonly id: string };
  "event.status": {
    readonly status: EventStatus;
    readonly by?: Person | null;
    readonly liveAt?: string;
  };
  "queue.position": QueueData;
  "chat.message": ChatMessage;
  "chat.typing": { readonly participant: Person | string; readonly typing: boolean };
  "product.shown": ShownData;
  "proposal.created": { readonly proposal: Proposal };
  "proposal.answered": {
    readonly id: string;
    readonly status: ProposalStatus;
    readonly by: Person | null;
  };
  "checkout.updated": {
    readonly checkout: Checkout | null;
    readonly by?: Person | null;
    readonly refusals?: readonly Refusal[];
  };
  "order.placed": { readonly number: string };
  "consent.updated": {
    readonly participant: Person | string;
    readonly kind: string;
    readonly given: boolean;
  };
  "media.muted": {
    readonly participant: Person | string;
    readonly microphone: boolean;
    readonly camera: boolean;
  };
  "media.quality": QualityData;
  "media.slots": SlotsData;
  /** Who speaks now; null for nobody. */
  "media.speaker": { readonly participant: string | null };
  token: { readonly accessToken: string; readonly expiresAt: string };
  end: EndData;
  ack: { readonly id?: string };
  error: { readonly id?: string; readonly code: string; readonly message: string };
}

export type ServerMessageType = keyof ServerMessages;

export type ServerMessage = {
  [Type in ServerMessageType]: {
    readonly type: Type;
    readonly data: ServerMessages[Type];
    readonly at: string;
    /** On everything that changes the room's state. */
    readonly seq?: number;
    /** On `ack` and `error`: which of our messages is answered. */
    readonly id?: string;
  };
}[ServerMessageType];

/** Type of a message to the server, and what it carries. */
export interface ClientMessages {
  "chat.send": { readonly text: string; readonly key: string };
  "chat.typing": { readonly typing: boolean };
  "media.update": { readonly microphone: boolean; readonly camera: boolean };
  /** Which publication is shown large: of others the smallest size will do. */
  "media.view": { readonly large: string };
  leave: Record<string, never>;
  ping: Record<string, never>;
}

/** Reads a text frame; null when it is none of ours (a newer server may say more). */
export function parseServerMessage(frame: unknown): ServerMessage | null {
  if (typeof frame !== "string") return null;
  try {
    const message: unknown = JSON.parse(frame);
    if (typeof message !== "object" || message === null) return null;
    const { type, data } = message as { type?: unknown; data?: unknown };
    if (typeof type !== "string" || (typeof data !== "object" && data !== undefined)) return null;
    return { data: {}, ...message } as ServerMessage;
  } catch {
    return null;
  }
}

/** The id of whom a message speaks of, told whole or by id. */
export function personId(person: Person | string): string {
  return typeof person === "string" ? person : person.id;
}
