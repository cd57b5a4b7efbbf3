/**
 * Typings of `<personal-shopper>` for TypeScript and JSX (React 18 and 19, Preact, Solid).
 * Put this file into the storefront's source, or reference it: nothing of it is shipped.
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

export interface PersonalShopperEventMap {
  "personal-shopper:presence": CustomEvent<PersonalShopperPresence>;
  "personal-shopper:open": CustomEvent<undefined>;
  "personal-shopper:joined": CustomEvent<{ readonly event: string }>;
  /** The cart is new or was changed; cancel it to go to the checkout by your own router. */
  "personal-shopper:checkout": CustomEvent<PersonalShopperCart>;
  "personal-shopper:order": CustomEvent<{ readonly number: string }>;
  "personal-shopper:ended": CustomEvent<{ readonly reason: string }>;
}

export interface PersonalShopperAttributes {
  "saleor-api-url"?: string;
  channel: string;
  locale?: string;
  product?: string;
  variant?: string;
  "checkout-id"?: string;
  /** Name of the cookie that holds the checkout's id; may contain `{channel}`. */
  "cart-cookie"?: string;
  "customer-name"?: string;
  "customer-email"?: string;
  mode?: "float" | "inline" | "window";
  theme?: "light" | "dark";
}

export interface PersonalShopperElement extends HTMLElement {
  /** Opens the call; call it inside a click. */
  open(view?: "float" | "large" | "mini"): void;
}

type ElementProps = PersonalShopperAttributes & {
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  ref?: unknown;
  key?: string | number | null;
};

declare global {
  interface HTMLElementTagNameMap {
    "personal-shopper": PersonalShopperElement;
  }
  interface GlobalEventHandlersEventMap extends PersonalShopperEventMap {}
  namespace JSX {
    interface IntrinsicElements {
      "personal-shopper": ElementProps;
    }
  }
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "personal-shopper": ElementProps;
    }
  }
}
