/**
 * The cart is a Saleor checkout; its id is kept in the cookie `checkoutId-<channel>`, as Saleor's
 * own storefront keeps it.
 */

import { ask, change, SaleorError } from "./saleor.js";
import { session } from "./session.js";

const CHECKOUT = `
  fragment Cart on Checkout {
    id email quantity
    channel { slug }
    shippingAddress {
      firstName lastName streetAddress1 streetAddress2 city postalCode countryArea phone
      country { code }
    }
    delivery { id shippingMethod { name } }
    lines {
      id quantity
      unitPrice { gross { amount currency } }
      totalPrice { gross { amount currency } }
      problems {
        __typename ... on CheckoutLineProblemInsufficientStock { availableQuantity }
      }
      variant {
        id name quantityLimitPerCustomer
        media { url(size: 256, format: WEBP) alt }
        product { name slug thumbnail(size: 256, format: WEBP) { url } }
      }
    }
    subtotalPrice { gross { amount currency } }
    shippingPrice { gross { amount currency } }
    totalPrice { gross { amount currency } }
  }`;

let cart = null;

const cookieName = () => `checkoutId-${session.channel}`;

function readCookie() {
  const pair = document.cookie.split("; ").find((each) => each.startsWith(`${cookieName()}=`));
  return pair ? decodeURIComponent(pair.slice(cookieName().length + 1)) : null;
}

function writeCookie(checkoutId) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const value = encodeURIComponent(checkoutId ?? "");
  const age = checkoutId ? "" : "; Max-Age=0";
  document.cookie = `${cookieName()}=${value}; Path=/; SameSite=Lax${age}${secure}`;
}

function take(checkout) {
  cart = checkout;
  const count = checkout?.quantity ?? 0;
  document.getElementById("cart-count").textContent = count;
  dispatchEvent(new CustomEvent("cart-changed"));
  return cart;
}

/** Takes over a checkout that came from elsewhere. */
export function adopt(checkoutId) {
  writeCookie(checkoutId);
  return refresh();
}

/** Reads the cart anew, since others may change it too; null when there is none. */
export async function refresh() {
  const id = readCookie();
  if (!id) return take(null);
  const { checkout } = await ask(`query ($id: ID!) { checkout(id: $id) { ...Cart } } ${CHECKOUT}`, {
    id,
  });
  // An ordered checkout is gone from Saleor.
  if (!checkout) writeCookie(null);
  return take(checkout);
}

export const current = () => cart;

export async function add(variantId, quantity) {
  const lines = [{ variantId, quantity }];
  const id = readCookie();
  if (id) {
    try {
      return await changeCheckout("checkoutLinesAdd", "$lines: [CheckoutLineInput!]!", "lines: $lines", {
        id,
        lines,
      });
    } catch (error) {
      if (!(error instanceof SaleorError) || error.code !== "NOT_FOUND") throw error;
    }
  }
  return create(lines);
}

async function create(lines) {
  const { checkout } = await change(
    `mutation ($input: CheckoutCreateInput!) {
      checkoutCreate(input: $input) { checkout { ...Cart } errors { message code } }
    } ${CHECKOUT}`,
    { input: { channel: session.channel, lines, email: session.customer?.email } },
  );
  writeCookie(checkout.id);
  return take(checkout);
}

export function setQuantity(lineId, quantity) {
  return changeCheckout(
    "checkoutLinesUpdate",
    "$lines: [CheckoutLineUpdateInput!]!",
    "lines: $lines",
    { lines: [{ lineId, quantity }] },
  );
}

export function remove(lineId) {
  return changeCheckout("checkoutLinesDelete", "$linesIds: [ID!]!", "linesIds: $linesIds", {
    linesIds: [lineId],
  });
}

export function setEmail(email) {
  return changeCheckout("checkoutEmailUpdate", "$email: String!", "email: $email", { email });
}

/** Uses one address for delivery and for the bill. */
export async function setAddress(address) {
  await changeCheckout(
    "checkoutShippingAddressUpdate",
    "$address: AddressInput!",
    "shippingAddress: $address",
    { address },
  );
  return changeCheckout(
    "checkoutBillingAddressUpdate",
    "$address: AddressInput!",
    "billingAddress: $address",
    { address },
  );
}

export async function deliveryOptions() {
  const { deliveries } = await change(
    `mutation ($id: ID!) {
      deliveryOptionsCalculate(id: $id) {
        deliveries {
          id shippingMethod {
            name price { amount currency } minimumDeliveryDays maximumDeliveryDays
          }
        }
        errors { message code }
      }
    }`,
    { id: readCookie() },
  );
  return deliveries;
}

export function chooseDelivery(deliveryMethodId) {
  return changeCheckout(
    "checkoutDeliveryMethodUpdate",
    "$deliveryMethodId: ID",
    "deliveryMethodId: $deliveryMethodId",
    { deliveryMethodId },
  );
}

/** Pays the whole sum by Saleor's gateway for trying things out. */
export function payByTestCard() {
  return change(
    `mutation ($id: ID, $input: PaymentInput!) {
      checkoutPaymentCreate(id: $id, input: $input) { errors { message code } }
    }`,
    {
      id: readCookie(),
      input: {
        gateway: "mirumee.payments.dummy",
        token: "charged",
        amount: cart.totalPrice.gross.amount,
      },
    },
  );
}

/** Places the order and returns its number. */
export async function complete() {
  const { order } = await change(
    `mutation ($id: ID) {
      checkoutComplete(id: $id) { order { id number } errors { message code } }
    }`,
    { id: readCookie() },
  );
  writeCookie(null);
  take(null);
  return order.number;
}

async function changeCheckout(name, declared, given, variables) {
  const { checkout } = await change(
    `mutation ($id: ID, ${declared}) {
      ${name}(id: $id, ${given}) { checkout { ...Cart } errors { message code } }
    } ${CHECKOUT}`,
    { id: readCookie(), ...variables },
  );
  return take(checkout);
}
