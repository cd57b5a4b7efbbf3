/**
 * What the loader in the shop's page and the call page in its frame say to each other.
 *
 * Both sides accept a message only from the other's window and origin. From the call page outwards
 * no access token and no checkout id ever crosses: a new cart travels as a one-use code, and the way
 * back to a seat as a one-use handle where the browser keeps no cookie for us. Inwards comes the
 * token by which the shop knows its signed-in customer, when the call page asks for it.
 */

/** Version of this protocol; a message of another version is ignored. */
export const BRIDGE_VERSION = 1;

/** How much room the call takes in the shop's page. */
export type FrameView = "float" | "large" | "mini";

export interface PageContext {
  readonly channel: string;
  readonly product: string | null;
  readonly variant: string | null;
  readonly checkoutId: string | null;
  readonly locale: string | null;
  readonly theme: "light" | "dark" | null;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
}

export interface Presence {
  readonly available: boolean;
  readonly personalShoppers: number;
  readonly waiting: number;
}

/** The call that the tab of the shop was in before its page was loaded anew. */
export interface Resume {
  readonly event: string;
  /** Null where a cookie of ours leads back. */
  readonly handle: string | null;
  /** The customer wants it here, wherever else it is open. */
  readonly takeOver: boolean;
}

/** Loader → call page. */
export type LoaderMessage =
  /** The first one: a page of the shop is there. A later page of the shop says it again. */
  | { readonly type: "attach"; readonly resume: Resume | null }
  /** Answers `alive`. */
  | { readonly type: "here" }
  /** Answers `customer-wanted`: the customer's Saleor access token; null when nobody signed in. */
  | { readonly type: "customer"; readonly token: string | null }
  | { readonly type: "context"; readonly context: PageContext }
  | { readonly type: "view"; readonly view: FrameView };

/** Call page → loader. */
export type FrameMessage =
  /** The first one: it can be spoken to from now on. */
  | { readonly type: "ready" }
  /** From a window of its own, again and again: the page that opened it may be another by now. */
  | { readonly type: "alive" }
  | { readonly type: "customer-wanted" }
  | { readonly type: "view"; readonly view: FrameView }
  | { readonly type: "close" }
  | { readonly type: "presence"; readonly presence: Presence }
  | { readonly type: "joined"; readonly event: string }
  /** What leads back to the seat after a full page load. */
  | { readonly type: "kept"; readonly handle: string | null }
  /** The call to go back to is open in another page. */
  | { readonly type: "elsewhere" }
  /** A cart was opened; `code` is exchanged for its id within 60 seconds, once. */
  | { readonly type: "checkout"; readonly code: string }
  /** The cart that the shop already knows was changed. */
  | { readonly type: "checkout-changed" }
  /** The customer goes to the shop's checkout at `url`, which carries `code`. */
  | { readonly type: "go-to-checkout"; readonly url: string; readonly code: string }
  | { readonly type: "order"; readonly number: string }
  | { readonly type: "ended"; readonly reason: string }
  /** From the booking page: how high its content is. */
  | { readonly type: "size"; readonly height: number }
  | { readonly type: "booked"; readonly event: string; readonly startsAt: string };

const FRAME_TYPES: ReadonlySet<string> = new Set<FrameMessage["type"]>([
  "ready",
  "alive",
  "customer-wanted",
  "view",
  "close",
  "presence",
  "joined",
  "kept",
  "elsewhere",
  "checkout",
  "checkout-changed",
  "go-to-checkout",
  "order",
  "ended",
  "size",
  "booked",
]);
const LOADER_TYPES: ReadonlySet<string> = new Set<LoaderMessage["type"]>([
  "attach",
  "here",
  "customer",
  "context",
  "view",
]);

/** Puts a message into its envelope. */
export function seal(message: LoaderMessage | FrameMessage): Record<string, unknown> {
  return { personalShopper: BRIDGE_VERSION, ...message };
}

export interface Sender {
  readonly source: unknown;
  readonly origin: string;
}

export interface Received extends Sender {
  readonly data: unknown;
}

/** The frame's message, or null unless it came from that very window and origin. */
export function openFrameMessage(received: Received, expected: Sender): FrameMessage | null {
  const { source, origin } = expected;
  if (source === null || received.source !== source || received.origin !== origin) return null;
  return open(received.data, FRAME_TYPES) as FrameMessage | null;
}

/** The loader's message, or null unless it came from that window and one of those origins. */
export function openLoaderMessage(
  received: Received,
  source: unknown,
  origins: readonly string[],
): LoaderMessage | null {
  if (source === null || received.source !== source || !origins.includes(received.origin))
    return null;
  return open(received.data, LOADER_TYPES) as LoaderMessage | null;
}

function open(data: unknown, types: ReadonlySet<string>): object | null {
  if (typeof data !== "object" || data === null) return null;
  const { personalShopper, type } = data as Record<string, unknown>;
  if (personalShopper !== BRIDGE_VERSION || typeof type !== "string") return null;
  return types.has(type) ? data : null;
}
