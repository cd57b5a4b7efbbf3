/**
 * All that a shop with client routing does for Personal Shopper besides the two lines in the page:
 * say which product is looked at, and read the cart again when the call has changed it.
 */

import { refresh } from "./cart.js";
import { session } from "./session.js";

const element = document.querySelector("personal-shopper");

/** Tells the element what the visitor looks at; null for a page without a product. */
export function lookAt(productId, variantId = null) {
  setOrRemove("product", productId);
  setOrRemove("variant", variantId);
}

export function tellChannelAndCustomer() {
  const { channel, customer } = session;
  element.setAttribute("channel", channel);
  setOrRemove("customer-email", customer?.email);
  setOrRemove("customer-name", customer && `${customer.firstName} ${customer.lastName}`);
}

export function start() {
  tellChannelAndCustomer();
  element.addEventListener("personal-shopper:checkout", refresh);
  element.addEventListener("personal-shopper:order", refresh);
}

function setOrRemove(name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}
