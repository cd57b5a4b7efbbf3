/** Address, delivery, payment: three steps on one page. */

import * as cart from "../cart.js";
import { h, price, whileBusy } from "../html.js";
import { navigate } from "../router.js";
import { session } from "../session.js";
import { sums } from "./cart.js";

const COUNTRIES = {
  "default-channel": { US: "United States", CA: "Canada", MX: "Mexico", GB: "United Kingdom" },
  eu: { ES: "Spain", PT: "Portugal", FR: "France", DE: "Germany", IT: "Italy", AD: "Andorra" },
};

/** How each channel is paid, as its merchant has agreed with Saleor (allowUnpaidOrders). */
const PAYMENTS = {
  "default-channel": {
    name: "Pay on invoice",
    detail: "The order is placed now, and marked as paid when the money has come.",
    pay: async () => {},
  },
  eu: {
    name: "Test card",
    detail: "The order is paid at once. No real money moves.",
    pay: cart.payByTestCard,
  },
};

const EXAMPLES = {
  "default-channel": {
    firstName: "Emma", lastName: "Collins", streetAddress1: "12 Harbour Street",
    city: "Portland", postalCode: "04101", countryArea: "ME", country: "US", phone: "+12075550142",
  },
  eu: {
    firstName: "Lucas", lastName: "Moreau", streetAddress1: "Carrer de Verdi 48",
    city: "Barcelona", postalCode: "08012", countryArea: "Barcelona", country: "ES", phone: "+34931234567",
  },
};

export async function checkoutPage() {
  const checkout = await cart.refresh();
  if (!checkout?.lines.length) {
    return {
      title: "Checkout",
      body: [h("div.message", {}, h("h1", {}, "There is nothing to pay"), h("a.button", { href: "/" }, "To the shop"))],
    };
  }
  return { title: "Checkout", body: [h("h1", {}, "Checkout"), steps(checkout)] };
}

function steps(checkout) {
  const summary = h("aside.summary", {}, sums(checkout));
  const delivery = h("section.step", { hidden: true });
  const payment = h("section.step", { hidden: true });
  const follow = () => {
    if (!summary.isConnected) removeEventListener("cart-changed", follow);
    else if (cart.current()) summary.replaceChildren(sums(cart.current()));
  };
  addEventListener("cart-changed", follow);
  const showDelivery = async () => {
    delivery.replaceChildren(...(await deliveryStep(() => showPayment())));
    delivery.hidden = false;
    payment.hidden = true;
    delivery.querySelector("input")?.focus();
  };
  const showPayment = () => {
    payment.replaceChildren(...paymentStep());
    payment.hidden = false;
  };
  const address = h("section.step", {}, addressStep(checkout, showDelivery));
  return h("div.with-summary", {}, h("div", {}, address, delivery, payment), summary);
}

function field(name, label, value, { type = "text", autocomplete = "off", required = true } = {}) {
  return h(
    "label.field",
    {},
    label,
    h("input", { name, type, value: value ?? "", autocomplete, required }),
  );
}

function addressStep(checkout, next) {
  const known = checkout.shippingAddress ?? {};
  const problem = h("p.problem", { role: "alert" });
  const button = h("button.button", { type: "submit" }, "Continue to delivery");
  const form = h(
    "form.form",
    {},
    h("h2", {}, "1 · Where to"),
    h("button.link-button", { type: "button", onclick: () => fillIn(form) }, "Use example details"),
    field("email", "Email", checkout.email ?? session.customer?.email, { type: "email", autocomplete: "email" }),
    h(
      "div.pair",
      {},
      field("firstName", "First name", known.firstName, { autocomplete: "given-name" }),
      field("lastName", "Last name", known.lastName, { autocomplete: "family-name" }),
    ),
    field("streetAddress1", "Street and number", known.streetAddress1, { autocomplete: "address-line1" }),
    h(
      "div.pair",
      {},
      field("postalCode", "Postal code", known.postalCode, { autocomplete: "postal-code" }),
      field("city", "City", known.city, { autocomplete: "address-level2" }),
    ),
    h(
      "div.pair",
      {},
      field("countryArea", "State or province", known.countryArea, { autocomplete: "address-level1", required: false }),
      countryField(known.country?.code),
    ),
    field("phone", "Phone", known.phone, { type: "tel", autocomplete: "tel", required: false }),
    problem,
    button,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, problem, async () => {
      const { email, ...address } = Object.fromEntries(new FormData(form));
      await cart.setEmail(email);
      await cart.setAddress(address);
      await next();
    });
  });
  return form;
}

function countryField(code) {
  const countries = COUNTRIES[session.channel];
  const select = h(
    "select",
    { name: "country", autocomplete: "country" },
    Object.entries(countries).map(([value, name]) => h("option", { value }, name)),
  );
  select.value = code in countries ? code : session.country;
  return h("label.field", {}, "Country", select);
}

function fillIn(form) {
  const example = { email: session.customer?.email ?? "visitor@example.com", ...EXAMPLES[session.channel] };
  for (const [name, value] of Object.entries(example)) form.elements[name].value = value;
}

async function deliveryStep(next) {
  const options = await cart.deliveryOptions();
  const problem = h("p.problem", { role: "alert" });
  if (!options.length) return [h("h2", {}, "2 · Delivery"), h("p", {}, "We do not deliver to this country yet.")];
  const choose = (id) =>
    cart.chooseDelivery(id).then(next, (error) => {
      problem.textContent = error.message;
    });
  return [
    h("h2", {}, "2 · Delivery"),
    h(
      "fieldset.radios",
      {},
      h("legend.visually-hidden", {}, "Delivery"),
      options.map(({ id, shippingMethod: method }) =>
        h(
          "label.radio",
          {},
          h("input", { type: "radio", name: "delivery", value: id, onchange: () => choose(id) }),
          h("span", {}, method.name),
          h("span.fine", {}, daysText(method)),
          h("span", {}, price(method.price)),
        ),
      ),
    ),
    problem,
  ];
}

function daysText({ minimumDeliveryDays: from, maximumDeliveryDays: to }) {
  return from && to ? `${from} to ${to} days` : "";
}

function paymentStep() {
  const payment = PAYMENTS[session.channel];
  const problem = h("p.problem", { role: "alert" });
  const button = h("button.button.wide", { type: "button" }, "Place order");
  button.addEventListener("click", () =>
    whileBusy(button, problem, async () => {
      await payment.pay();
      navigate(`/thanks/${await cart.complete()}`);
    }),
  );
  return [
    h("h2", {}, "3 · Payment"),
    h("p", {}, h("strong", {}, payment.name), h("br"), payment.detail),
    problem,
    button,
  ];
}
