/**
 * Typings of `<personal-shopper>`. Put this file into the storefront's source: nothing of it is
 * shipped. For React add `personal-shopper-react.d.ts` beside it.
 */

export interface PersonalShopperPresence {
  /** Whether a request would be taken. */
  readonly available: boolean;
  /** How many are free at once. */
  readonly personalShoppers: number;
  /** How many customers wait. */
  readonly waiting: number;
}

export interface PersonalShopperCart {
  readonly checkoutId: string;
  readonly channel: string;
}

export interface PersonalShopperBooked {
  /** Id of the event, for `personalShopperEvent` with the customer's own token. */
  readonly event: string;
  /** ISO 8601, UTC. */
  readonly startsAt: string;
}

export interface PersonalShopperEventMap {
  "personal-shopper:presence": CustomEvent<PersonalShopperPresence>;
  "personal-shopper:open": CustomEvent<undefined>;
  "personal-shopper:joined": CustomEvent<{ readonly event: string }>;
  /**
   * The cart is new or was changed. When the customer goes to the checkout it is `cancelable`: cancel
   * it to go there by your own router.
   */
  "personal-shopper:checkout": CustomEvent<PersonalShopperCart>;
  "personal-shopper:order": CustomEvent<{ readonly number: string }>;
  "personal-shopper:ended": CustomEvent<{ readonly reason: string }>;
  /** A call was booked in the agenda of a `campaign`. */
  "personal-shopper:booked": CustomEvent<PersonalShopperBooked>;
}

export interface PersonalShopperAttributes {
  "saleor-api-url"?: string | undefined;
  channel: string;
  /** `en`, `es`, `pt` or `ca`; otherwise the page's language. */
  locale?: string | undefined;
  product?: string | undefined;
  variant?: string | undefined;
  "checkout-id"?: string | undefined;
  /** Name of the cookie that holds the checkout's id; may contain `{channel}`. */
  "cart-cookie"?: string | undefined;
  "customer-name"?: string | undefined;
  "customer-email"?: string | undefined;
  /** With a `campaign`, `inline` shows its agenda in place. */
  mode?: "float" | "inline" | "window" | undefined;
  /** Id of a campaign, as in the link to its agenda. */
  campaign?: string | undefined;
  /** Id of one personal shopper, as in the link to his agenda in the campaign. */
  "personal-shopper"?: string | undefined;
  theme?: "light" | "dark" | undefined;
}

/** The Saleor access token of the customer who is signed in, or null. */
export type PersonalShopperCustomerToken = () => string | null | Promise<string | null>;

export interface PersonalShopperElement extends HTMLElement {
  /** Asked whenever the call needs a token; it is used at once and never kept. */
  getCustomerToken: PersonalShopperCustomerToken | null;
  /** Opens the call; call it inside a click. */
  open(view?: "float" | "large" | "mini"): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "personal-shopper": PersonalShopperElement;
  }
  interface GlobalEventHandlersEventMap extends PersonalShopperEventMap {}
}
