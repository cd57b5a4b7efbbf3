/** Thanks, privacy and terms. */

import { h } from "../html.js";

export async function thanksPage(number) {
  return {
    title: "Thank you",
    body: [
      h(
        "div.message",
        {},
        h("p.eyebrow", {}, "Order placed"),
        h("h1", {}, "Thank you"),
        h("p", {}, "Your order number is ", h("strong", { id: "order-number" }, `#${number}`), "."),
        h("a.button", { href: "/" }, "Back to the shop"),
      ),
    ],
  };
}

export async function privacyPage() {
  return text("Privacy", [
    "Maison Lumen is a demo. What you enter stays on the machine that runs it, and is gone when its data is deleted.",
    "Calls with a personal shopper are not recorded.",
  ]);
}

export async function termsPage() {
  return text("Terms", [
    "Nothing here is really sold, paid or delivered.",
    "Every product, picture and person on these pages was invented for the demo.",
  ]);
}

function text(title, parts) {
  return {
    title,
    body: [h("article.text", {}, h("h1", {}, title), parts.map((part) => h("p", {}, part)))],
  };
}
