/** What a call is made of, in the shapes of the room's messages and of GraphQL. */

export type Role = "CUSTOMER" | "PERSONAL_SHOPPER" | "GUEST";

/** What a participant may do (PM-15); granted by the server, whatever page he is on. */
export type Capability =
  | "MICROPHONE"
  | "CAMERA"
  | "SCREEN"
  | "CHAT"
  | "SHARE_FILES"
  | "SHARE_LINK"
  | "SEARCH_PRODUCTS"
  | "SHOW_PRODUCTS"
  | "PROPOSE"
  | "ADD_TO_CHECKOUT"
  | "EDIT_CHECKOUT"
  | "ANSWER_SURVEY"
  | "END_FOR_ALL"
  | "GO_TO_CHECKOUT";

export type EventStatus =
  | "REQUESTED"
  | "SCHEDULED"
  | "WAITING"
  | "LIVE"
  | "FINISHED"
  | "CANCELLED"
  | "MISSED"
  | "NO_SHOW"
  | "EXPIRED";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role?: Role;
}

export interface Participant {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly connected: boolean;
}

export type Source = "camera" | "screen";

export interface Publication {
  readonly id: string;
  readonly source: Source;
  readonly participant: Person;
  readonly whepUrl: string;
}

/** How well a participant is connected; SILENT: nothing of his arrives. */
export type ConnectionQuality = "GOOD" | "FAIR" | "POOR" | "SILENT";

/** A file of the chat; its addresses open with the bearer. */
export interface ChatFile {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly contentType: string;
  readonly url: string;
  /** Of pictures, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbnailUrl: string | null;
}

/** A text or a file; neither once it was deleted. */
export interface ChatMessage {
  readonly id: string;
  readonly participant: Person;
  readonly text: string;
  readonly sentAt: string;
  /** Left out in messages that were kept before there were files. */
  readonly file?: ChatFile | null;
  /** The sender's own; empty or left out where he gave none. */
  readonly key?: string;
}

export interface Money {
  /** In units of the currency. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

export interface PriceRange {
  readonly start: Money | null;
  readonly stop: Money | null;
}

export interface ProductCard {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly thumbnailUrl: string | null;
  readonly priceRange: PriceRange;
}

export interface Variant {
  readonly id: string;
  readonly name: string;
  readonly sku: string | null;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly price: Money | null;
  readonly undiscountedPrice: Money | null;
  readonly quantityAvailable: number;
  readonly quantityLimit: number | null;
  readonly imageUrl: string | null;
}

export interface Product extends ProductCard {
  readonly description: string;
  readonly images: readonly { readonly url: string; readonly alt: string }[];
  readonly variants: readonly Variant[];
}

export interface ShownProduct {
  readonly id: string;
  readonly productId: string;
  readonly variantId: string | null;
  readonly name: string;
  readonly by: Person | null;
  readonly at: string;
  /** Left out in a room's first state: the page then asks for it. */
  readonly product: Product | null;
}

export interface CheckoutVariant {
  readonly id: string;
  readonly name: string;
  /** Its own picture, where it has one. */
  readonly imageUrl?: string | null;
  readonly product: {
    readonly id: string;
    readonly name: string;
    readonly thumbnailUrl: string | null;
  };
}

export interface CheckoutLineProblem {
  readonly code: "INSUFFICIENT_STOCK" | "VARIANT_NOT_AVAILABLE";
  readonly availableQuantity: number | null;
}

export interface CheckoutLine {
  readonly id: string;
  readonly variant: CheckoutVariant;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly totalPrice: Money;
  readonly problem: CheckoutLineProblem | null;
  /** Null for what was in the cart before the call. */
  readonly addedBy: Person | null;
}

export interface Checkout {
  /** Opaque; another value means that a new cart was opened. */
  readonly cart: string;
  readonly lines: readonly CheckoutLine[];
  readonly total: { readonly gross: Money };
}

export type ProposalStatus = "PENDING" | "ACCEPTED" | "DECLINED";

export interface ProposalLine {
  readonly variant: CheckoutVariant;
  readonly quantity: number;
  readonly unitPrice: Money | null;
}

export interface Proposal {
  readonly id: string;
  readonly status: ProposalStatus;
  readonly by: Person | null;
  readonly lines: readonly ProposalLine[];
}

export interface QueuePlace {
  /** From 1. */
  readonly position: number;
  /** How many could take a call at once; null when not told. */
  readonly personalShoppers: number | null;
}

export interface IceServer {
  readonly urls: readonly string[];
  readonly username: string | null;
  readonly credential: string | null;
}

/** What a participant holds after joining. */
export interface Seat {
  readonly eventId: string;
  readonly participantId: string;
  readonly accessToken: string;
  readonly socketUrl: string;
  /** Where to send microphone and camera; null for who may not. */
  readonly whipUrl: string | null;
  /** Where to send the screen; null for who may not (K2). */
  readonly screenUrl: string | null;
  /** Where to receive everybody by one connection; missing in what an older page has kept. */
  readonly whepUrl?: string;
  readonly iceServers: readonly IceServer[];
}
