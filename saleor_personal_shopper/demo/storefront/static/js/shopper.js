/**
 * All that a shop with client routing does for Personal Shopper besides the two lines in the page:
 * say which product is looked at and who is signed in, read the cart again when the call has changed
 * it, list a customer's calls in his account, and place the agenda of a campaign.
 */

import { refresh } from "./cart.js";
import { h } from "./html.js";
import { session } from "./session.js";

const OWN_CALLS = `{
  personalShopperEvents(first: 20) {
    edges { node {
      id status startsAt liveAt personalShopper { name } attributions { orderNumber }
    } }
  }
}`;

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

/** The signed-in customer's own calls, newest first. */
export async function ownCalls() {
  const { src } = document.querySelector('script[src*="/widget/v1/"]');
  const response = await fetch(new URL("/graphql/", src), {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${session.customer.token}`,
    },
    body: JSON.stringify({ query: OWN_CALLS }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data.personalShopperEvents.edges.map(({ node }) => node);
}

/** The agenda where customers book; `onBooked` is told `{event, startsAt}`. */
export function agenda(onBooked) {
  return h("personal-shopper", {
    "saleor-api-url": element.getAttribute("saleor-api-url"),
    channel: element.getAttribute("channel"),
    mode: "inline",
    campaign: document.documentElement.dataset.campaign,
    theme: "light",
    "customer-name": element.getAttribute("customer-name"),
    "customer-email": element.getAttribute("customer-email"),
    "onpersonal-shopper:booked": ({ detail }) => onBooked(detail),
  });
}

export function start() {
  tellChannelAndCustomer();
  element.getCustomerToken = () => session.customer?.token ?? null;
  element.addEventListener("personal-shopper:checkout", refresh);
  element.addEventListener("personal-shopper:order", refresh);
}

function setOrRemove(name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}
