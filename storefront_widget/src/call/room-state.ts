/**
 * What everybody in the room sees, computed from the room's messages. Pure: the same messages give
 * the same state, a message seen before changes nothing.
 */
import {
  personId,
  type EndData,
  type QualityData,
  type ServerMessage,
  type ShownData,
  type WelcomeData,
} from "./room-messages";
import type {
  Capability,
  ChatMessage,
  Checkout,
  ConnectionQuality,
  EventStatus,
  IceServer,
  Participant,
  Person,
  Proposal,
  Publication,
  QueuePlace,
  Role,
  ShownProduct,
} from "./types";

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly capabilities: readonly Capability[];
}

export interface RoomState {
  /** Of the newest message that changed the state. */
  readonly seq: number;
  readonly eventId: string;
  readonly status: EventStatus;
  readonly customerName: string;
  readonly channel: string;
  /** First moment both sides were present. */
  readonly liveAt: string | null;
  readonly personalShopperName: string | null;
  readonly me: Me;
  readonly participants: readonly Participant[];
  readonly publications: readonly Publication[];
  /** How well participants are connected, as far as that was told. */
  readonly quality: Readonly<Record<string, ConnectionQuality>>;
  /** Publications whose picture our own connection does not carry now. */
  readonly paused: readonly string[];
  /** Who speaks now. */
  readonly speaker: string | null;
  readonly chat: readonly ChatMessage[];
  /** What was written, to download; opens with the bearer. */
  readonly transcriptUrl: string;
  readonly typing: readonly string[];
  readonly shown: readonly ShownProduct[];
  readonly proposals: readonly Proposal[];
  readonly checkout: Checkout | null;
  /** Who changed the cart last. */
  readonly checkoutBy: Person | null;
  /** Numbers of the orders placed in this call. */
  readonly orders: readonly string[];
  readonly queue: QueuePlace | null;
  readonly guestUrl: string | null;
  /** How many people there is room for, the two included. */
  readonly participantLimit: number;
  /** Shown instead of a picture while a camera is off (CL-36). */
  readonly initials: string;
  readonly iceServers: readonly IceServer[];
  /** Consents given or withdrawn during the call, by participant and kind. */
  readonly consents: Readonly<Record<string, boolean>>;
  readonly end: EndData | null;
}

/** The state after a message. Before the first `welcome` there is no room yet. */
export function reduceRoom(room: RoomState | null, message: ServerMessage): RoomState | null {
  if (message.type === "welcome") return fromWelcome(message.data, room);
  if (room === null) return null;
  if (message.seq !== undefined && message.seq <= room.seq) return room;
  const next = apply(room, message);
  return message.seq === undefined ? next : { ...next, seq: message.seq };
}

function fromWelcome(data: WelcomeData, before: RoomState | null): RoomState {
  const me = data.participants.find((participant) => participant.id === data.you.id);
  return {
    seq: data.seq,
    eventId: data.event.id,
    status: data.event.status,
    customerName: data.event.customerName,
    channel: data.event.channel,
    liveAt: data.event.liveAt,
    personalShopperName: data.event.personalShopper ?? null,
    me: { ...data.you, name: data.you.name ?? me?.name ?? "" },
    participants: data.participants,
    publications: data.publications,
    // Told only when it changes.
    quality: before?.eventId === data.event.id ? before.quality : {},
    paused: before?.eventId === data.event.id ? before.paused : [],
    speaker: null,
    chat: data.chat,
    transcriptUrl: data.transcriptUrl,
    typing: [],
    shown: data.shown.map((shown) => shownProduct(shown, "")),
    proposals: data.proposals,
    checkout: data.checkout,
    checkoutBy: null,
    orders: data.orders.map((order) => order.number),
    queue: data.queue && {
      position: data.queue.position,
      personalShoppers: data.queue.personalShoppers ?? data.personalShoppers ?? null,
    },
    guestUrl: data.guestUrl,
    participantLimit: data.participantLimit,
    initials: data.initials,
    iceServers: data.iceServers,
    consents: {},
    end: null,
  };
}

function apply(room: RoomState, message: Exclude<ServerMessage, { type: "welcome" }>): RoomState {
  switch (message.type) {
    case "participant.joined":
    case "participant.updated":
      return withParticipant(room, message.data.participant);
    case "participant.left":
      return withoutParticipant(room, message.data.id);
    case "publication.added":
      return { ...room, publications: put(room.publications, message.data.publication) };
    case "publication.removed":
      return { ...room, publications: without(room.publications, message.data.id) };
    case "media.muted":
      return withMedia(room, message.data);
    case "media.quality":
      return withQuality(room, message.data);
    case "media.speaker":
      return { ...room, speaker: message.data.participant };
    case "event.status":
      return withStatus(room, message.data, message.at);
    case "queue.position":
      return withQueue(room, message.data);
    case "chat.message":
      return withChat(room, message.data);
    case "chat.typing":
      return withTyping(room, personId(message.data.participant), message.data.typing);
    case "product.shown":
      return { ...room, shown: put(room.shown, shownProduct(message.data, message.at)) };
    case "proposal.created":
      return { ...room, proposals: put(room.proposals, message.data.proposal) };
    case "proposal.answered":
      return withAnswer(room, message.data);
    case "checkout.updated":
      return { ...room, checkout: message.data.checkout, checkoutBy: message.data.by ?? null };
    case "order.placed":
      return { ...room, orders: [...room.orders, message.data.number], checkout: null };
    case "consent.updated":
      return withConsent(room, message.data);
    case "end":
      return { ...room, end: message.data };
    case "media.slots":
    case "token":
    case "ack":
    case "error":
      return room;
    default:
      // A newer server may say things that this page does not know.
      return room;
  }
}

interface Identified {
  readonly id: string;
}

/** Replaces the item of the same id, or adds it at the end. */
function put<Item extends Identified>(items: readonly Item[], item: Item): readonly Item[] {
  const known = items.some(({ id }) => id === item.id);
  return known ? items.map((old) => (old.id === item.id ? item : old)) : [...items, item];
}

function without<Item extends Identified>(items: readonly Item[], id: string): readonly Item[] {
  return items.filter((item) => item.id !== id);
}

function withParticipant(room: RoomState, participant: Participant): RoomState {
  const old = room.participants.find(({ id }) => id === participant.id);
  return { ...room, participants: put(room.participants, { ...old, ...participant }) };
}

function withoutParticipant(room: RoomState, id: string): RoomState {
  return {
    ...room,
    participants: without(room.participants, id),
    publications: room.publications.filter(({ participant }) => participant.id !== id),
    typing: room.typing.filter((typing) => typing !== id),
  };
}

function withMedia(
  room: RoomState,
  data: { participant: Person | string; microphone: boolean; camera: boolean },
): RoomState {
  const id = personId(data.participant);
  const { microphone, camera } = data;
  return {
    ...room,
    participants: room.participants.map((participant) =>
      participant.id === id ? { ...participant, microphone, camera } : participant,
    ),
  };
}

function withQuality(room: RoomState, data: QualityData): RoomState {
  const paused = data.participant === room.me.id ? data.paused : room.paused;
  return { ...room, paused, quality: { ...room.quality, [data.participant]: data.quality } };
}

function withStatus(
  room: RoomState,
  data: { status: EventStatus; liveAt?: string },
  at: string,
): RoomState {
  const liveAt = room.liveAt ?? data.liveAt ?? (data.status === "LIVE" ? at : null);
  const queue = data.status === "LIVE" ? null : room.queue;
  return { ...room, status: data.status, liveAt, queue };
}

function withQueue(
  room: RoomState,
  data: { position: number; personalShoppers?: number },
): RoomState {
  const personalShoppers = data.personalShoppers ?? room.queue?.personalShoppers ?? null;
  return { ...room, queue: { position: data.position, personalShoppers } };
}

function withChat(room: RoomState, message: ChatMessage): RoomState {
  const typing = room.typing.filter((id) => id !== message.participant.id);
  return { ...room, chat: put(room.chat, message), typing };
}

function withTyping(room: RoomState, id: string, isTyping: boolean): RoomState {
  const others = room.typing.filter((typing) => typing !== id);
  return { ...room, typing: isTyping && id !== room.me.id ? [...others, id] : others };
}

function withAnswer(
  room: RoomState,
  { id, status }: { id: string; status: Proposal["status"] },
): RoomState {
  return {
    ...room,
    proposals: room.proposals.map((proposal) =>
      proposal.id === id ? { ...proposal, status } : proposal,
    ),
  };
}

function withConsent(
  room: RoomState,
  { participant, kind, given }: { participant: Person | string; kind: string; given: boolean },
): RoomState {
  const key = consentKey(personId(participant), kind);
  return { ...room, consents: { ...room.consents, [key]: given } };
}

export function consentKey(participantId: string, kind: string): string {
  return `${participantId}:${kind}`;
}

function shownProduct(data: ShownData, at: string): ShownProduct {
  const [productId, product] =
    typeof data.product === "string" ? [data.product, null] : [data.product.id, data.product];
  return {
    id: data.id,
    productId,
    variantId: data.variant,
    name: product?.name ?? data.name ?? "",
    by: data.by,
    at: data.at ?? at,
    product,
  };
}
