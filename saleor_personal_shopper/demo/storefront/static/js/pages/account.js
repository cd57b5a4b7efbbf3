/** Signing in and out. */

import { h, whileBusy } from "../html.js";
import { navigate } from "../router.js";
import { signIn } from "../saleor.js";
import { session } from "../session.js";
import { ownCalls } from "../shopper.js";

const STATES = {
  REQUESTED: "Asked for",
  SCHEDULED: "Planned",
  WAITING: "Waiting",
  LIVE: "Going on",
  FINISHED: "Took place",
};

export async function accountPage() {
  const { customer } = session;
  return customer
    ? { title: "Your account", body: [signedIn(customer), await calls()] }
    : { title: "Sign in", body: [signInForm()] };
}

/** The calls with personal shoppers, as Personal Shopper lists them for the customer's token. */
async function calls() {
  const heading = h("h2", {}, "Your video calls");
  try {
    const found = await ownCalls();
    const rows = found.map(call);
    const list = rows.length ? h("ul.calls", {}, rows) : h("p.fine", {}, "None so far. ", h("a", { href: "/stylists" }, "Book a stylist"));
    return h("section.calls-section", {}, heading, list);
  } catch (error) {
    return h("section.calls-section", {}, heading, h("p.problem", { role: "alert" }, error.message));
  }
}

function call({ status, startsAt, liveAt, personalShopper, attributions }) {
  const day = liveAt ?? startsAt;
  const when = day && new Date(day).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
  const orders = [...new Set(attributions.map(({ orderNumber }) => `#${orderNumber}`))];
  const about = [STATES[status] ?? "Did not take place", when, orders.length && `Order ${orders.join(", ")}`];
  return h(
    "li",
    {},
    h("strong", {}, personalShopper?.name ?? "Personal shopper"),
    h("span.fine", {}, about.filter(Boolean).join(" · ")),
  );
}

function remember(customer) {
  session.customer = customer;
  dispatchEvent(new CustomEvent("customer-changed"));
}

function signedIn(customer) {
  const leave = () => {
    remember(null);
    navigate("/");
  };
  return h(
    "div.message",
    {},
    h("h1", {}, `Hello, ${customer.firstName}`),
    h("p", {}, `You are signed in as ${customer.email}.`),
    h("button.button", { type: "button", onclick: leave }, "Sign out"),
  );
}

function signInForm() {
  const problem = h("p.problem", { role: "alert" });
  const button = h("button.button.wide", { type: "submit" }, "Sign in");
  const form = h(
    "form.form.narrow",
    {},
    h("h1", {}, "Sign in"),
    h("label.field", {}, "Email", h("input", { name: "email", type: "email", autocomplete: "username", required: true })),
    h("label.field", {}, "Password", h("input", { name: "password", type: "password", autocomplete: "current-password", required: true })),
    problem,
    button,
    h("p.fine", {}, "In this demo: emma@example.com with the password emma."),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, problem, async () => {
      const { email, password } = Object.fromEntries(new FormData(form));
      await signIn(email, password);
      remember(session.customer);
      navigate("/");
    });
  });
  return form;
}
