/** Questions about the room that several components ask. */
import type { RoomState } from "./room-state";
import type { Capability, EventStatus, Participant, ShownProduct } from "./types";

const OPEN: ReadonlySet<EventStatus> = new Set(["REQUESTED", "SCHEDULED", "WAITING", "LIVE"]);

export function isOpen(status: EventStatus): boolean {
  return OPEN.has(status);
}

export function may(room: RoomState, capability: Capability): boolean {
  return room.me.capabilities.includes(capability);
}

/** Whether the cart concerns this participant at all. */
export function seesCart(room: RoomState): boolean {
  const cart: readonly Capability[] = [
    "ADD_TO_CHECKOUT",
    "PROPOSE",
    "EDIT_CHECKOUT",
    "GO_TO_CHECKOUT",
  ];
  return cart.some((capability) => may(room, capability));
}

/** Customer and personal shopper always find their seats. */
const SEATS_OF_THE_TWO = 2;

/** Whether this participant may let guests in: by his part, and by the merchant's limit. */
export function mayInvite(room: RoomState): boolean {
  const hasLink = may(room, "SHARE_LINK") && room.guestUrl !== null;
  return hasLink && room.participantLimit > SEATS_OF_THE_TWO;
}

/** How many guests more there is room for. */
export function placesLeft(room: RoomState): number {
  const guests = room.participants.filter(({ role }) => role === "GUEST").length;
  return Math.max(0, room.participantLimit - SEATS_OF_THE_TWO - guests);
}

export function others(room: RoomState): readonly Participant[] {
  return room.participants.filter(({ id }) => id !== room.me.id);
}

/**
 * Whom to show large: the customer sees the personal shopper, the personal shopper the customer,
 * a guest the personal shopper. Somebody who is connected goes before somebody who is not.
 */
export function counterpart(room: RoomState): Participant | null {
  const wanted = room.me.role === "PERSONAL_SHOPPER" ? "CUSTOMER" : "PERSONAL_SHOPPER";
  const rank = (participant: Participant): number =>
    (participant.connected ? 0 : 2) + (participant.role === wanted ? 0 : 1);
  return [...others(room)].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** A customer or guest waits in the lobby; a personal shopper enters the room at once. */
export function isInLobby(room: RoomState): boolean {
  return room.me.role !== "PERSONAL_SHOPPER" && room.status !== "LIVE";
}

export function latestShown(room: RoomState): ShownProduct | null {
  return room.shown.at(-1) ?? null;
}

/** Each product once, the newest first. */
export function shownOnce(room: RoomState): readonly ShownProduct[] {
  const byProduct = new Map(room.shown.map((shown) => [shown.productId, shown]));
  return [...byProduct.values()].sort((a, b) => room.shown.indexOf(b) - room.shown.indexOf(a));
}

export function itemCount(room: RoomState): number {
  return room.checkout?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
}

export function nameOf(room: RoomState, participantId: string): string {
  return room.participants.find(({ id }) => id === participantId)?.name ?? "";
}
