/** The cart. It is shown anew whenever it changes, also by the other side of a call. */

import * as cart from "../cart.js";
import { h, price, whileBusy } from "../html.js";

export async function cartPage() {
  await cart.refresh();
  const place = h("div.cart");
  const paint = () => place.replaceChildren(...render(cart.current()));
  const follow = () => {
    if (place.isConnected) paint();
    else removeEventListener("cart-changed", follow);
  };
  addEventListener("cart-changed", follow);
  paint();
  return { title: "Your cart", body: [place] };
}

function render(checkout) {
  if (!checkout?.lines.length) {
    return [
      h(
        "div.message",
        {},
        h("h1", {}, "Your cart is empty"),
        h("p", {}, "Have a look around, or call a personal shopper and ask."),
        h("a.button", { href: "/" }, "To the shop"),
      ),
    ];
  }
  return [
    h("h1", {}, "Your cart"),
    h(
      "div.with-summary",
      {},
      h("ul.lines", {}, checkout.lines.map(line)),
      h(
        "aside.summary",
        {},
        sums(checkout),
        h("a.button.wide", { href: "/checkout" }, "Go to checkout"),
        h("p.fine", {}, "Delivery is chosen in the next step."),
      ),
    ),
  ];
}

function line({ id, quantity, variant, totalPrice, problems }) {
  const problem = h("p.problem", { role: "alert" }, problems.map(problemText).join(" "));
  const amount = h("input", {
    type: "number",
    min: 1,
    max: variant.quantityLimitPerCustomer,
    value: quantity,
    "aria-label": `Quantity of ${variant.product.name}`,
  });
  amount.addEventListener("change", () =>
    whileBusy(amount, problem, () => cart.setQuantity(id, Number(amount.value))).then(() => {
      if (problem.textContent) amount.value = quantity;
    }),
  );
  const removal = h("button.link-button", { type: "button" }, "Remove");
  removal.addEventListener("click", () => whileBusy(removal, problem, () => cart.remove(id)));
  return h(
    "li.line",
    {},
    h("img", { src: variant.media[0]?.url ?? variant.product.thumbnail?.url ?? "", alt: "" }),
    h(
      "div.line-text",
      {},
      h("a", { href: `/products/${variant.product.slug}` }, variant.product.name),
      h("span.fine", {}, variant.name),
      problem,
    ),
    h("div.line-tools", {}, amount, removal),
    h("p.line-price", {}, price(totalPrice.gross)),
  );
}

function problemText(problem) {
  return problem.__typename === "CheckoutLineProblemInsufficientStock"
    ? `Only ${problem.availableQuantity} left of this.`
    : "This is not sold here any more. Please remove it.";
}

export function sums(checkout) {
  const row = (name, money) => h("div", {}, h("dt", {}, name), h("dd", {}, price(money)));
  return h(
    "dl.sums",
    {},
    row("Goods", checkout.subtotalPrice.gross),
    checkout.delivery ? row(checkout.delivery.shippingMethod.name, checkout.shippingPrice.gross) : null,
    h("div.total", {}, h("dt", {}, "Total"), h("dd", {}, price(checkout.totalPrice.gross))),
  );
}
