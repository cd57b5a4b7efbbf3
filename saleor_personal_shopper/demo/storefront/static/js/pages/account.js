/** Signing in and out. */

import { h, whileBusy } from "../html.js";
import { navigate } from "../router.js";
import { signIn } from "../saleor.js";
import { session } from "../session.js";

export async function accountPage() {
  const { customer } = session;
  return customer
    ? { title: "Your account", body: [signedIn(customer)] }
    : { title: "Sign in", body: [signInForm()] };
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
