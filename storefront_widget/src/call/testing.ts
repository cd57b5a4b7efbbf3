/** A small cast for the tests. */
import type { WelcomeData } from "./room-messages";
import type {
  ChatFile,
  Checkout,
  Participant,
  Person,
  Product,
  Publication,
  Seat,
  Variant,
} from "./types";

export const personalShopper = { id: "ana", name: "Ana", role: "PERSONAL_SHOPPER" } as const;
export const customer = { id: "marta", name: "Marta", role: "CUSTOMER" } as const;

export function participant(
  person: Required<Person>,
  changes: Partial<Participant> = {},
): Participant {
  return { ...person, microphone: true, camera: false, connected: true, ...changes };
}

export const WHEP = "https://app.example/media/whep";

/** Somebody's camera, unless `changes` say otherwise. */
export function publication(
  participantId: string,
  changes: Partial<Publication> = {},
): Publication {
  const id = `${participantId}-camera`;
  const person = { id: participantId, name: participantId };
  return { id, source: "camera", participant: person, whepUrl: `${WHEP}/${id}`, ...changes };
}

export function variant(id: string, changes: Partial<Variant> = {}): Variant {
  return {
    id,
    name: id,
    sku: null,
    attributes: [],
    price: { amount: 20, currency: "EUR" },
    undiscountedPrice: { amount: 20, currency: "EUR" },
    quantityAvailable: 10,
    quantityLimit: null,
    imageUrl: null,
    ...changes,
  };
}

export function product(id: string, variants: readonly Variant[] = [variant("V")]): Product {
  const price = { amount: 20, currency: "EUR" };
  return {
    id,
    name: `Product ${id}`,
    slug: id,
    thumbnailUrl: null,
    priceRange: { start: price, stop: price },
    description: "",
    images: [],
    variants,
  };
}

export function checkout(cart: string, changes: Partial<Checkout> = {}): Checkout {
  return { cart, lines: [], total: { gross: { amount: 0, currency: "EUR" } }, ...changes };
}

export function welcomeData(changes: Partial<WelcomeData> = {}): WelcomeData {
  return {
    event: {
      id: "event",
      status: "LIVE",
      customerName: customer.name,
      channel: "default",
      liveAt: "2026-11-22T09:00:00Z",
    },
    you: {
      id: customer.id,
      role: "CUSTOMER",
      capabilities: ["CHAT", "ADD_TO_CHECKOUT", "GO_TO_CHECKOUT"],
    },
    participants: [participant(personalShopper), participant(customer)],
    publications: [],
    chat: [],
    shown: [],
    proposals: [],
    checkout: null,
    orders: [],
    queue: null,
    guestUrl: null,
    participantLimit: 6,
    initials: "CM",
    transcriptUrl: "/files/transcripts/1",
    iceServers: [],
    seq: 10,
    ...changes,
  };
}

export function seat(changes: Partial<Seat> = {}): Seat {
  return {
    eventId: "E",
    participantId: "P",
    accessToken: "access",
    socketUrl: "wss://app/first",
    whipUrl: null,
    screenUrl: null,
    iceServers: [],
    ...changes,
  };
}

export function chatFile(id: string, changes: Partial<ChatFile> = {}): ChatFile {
  return {
    id,
    name: "photo.jpg",
    size: 1_400_000,
    contentType: "image/jpeg",
    url: `/files/${id}`,
    width: 640,
    height: 480,
    thumbnailUrl: `/files/${id}/thumbnail`,
    ...changes,
  };
}
