// A client-routed shop: lists, a product, the cart, the checkout. The widget is one element.

import * as saleor from "./saleor.js";

const config = await saleor.configure();
const cookie = `checkoutId-${config.channel}`;
const main = document.querySelector("main");

const checkoutId = () => document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`))?.slice(cookie.length + 1);
const keepCheckout = (id) => { document.cookie = `${cookie}=${id}; path=/; SameSite=Lax`; };
const forgetCheckout = () => { document.cookie = `${cookie}=; path=/; max-age=0; SameSite=Lax`; };

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const money = ({ amount, currency }) => new Intl.NumberFormat(navigator.language, { style: "currency", currency }).format(amount);

function words(description) {
  if (!description) return "";
  const blocks = JSON.parse(description).blocks ?? [];
  return new DOMParser().parseFromString(blocks.map((each) => each.data?.text ?? "").join(" "), "text/html").body.textContent;
}

// The widget: loaded by one script, told what the customer looks at.
const widget = element("personal-shopper", {
  "saleor-api-url": config.saleorApiUrl,
  channel: config.channel,
  "cart-cookie": cookie,
});
document.body.append(widget, element("script", { type: "module", src: `${config.appUrl}/widget/v1/personal-shopper.js` }));
widget.addEventListener("personal-shopper:checkout", ({ detail }) => {
  keepCheckout(detail.checkoutId);
  refreshCart();
});
widget.addEventListener("personal-shopper:order", () => {
  forgetCheckout();
  refreshCart();
});

async function refreshCart() {
  const cart = await currentCheckout();
  const count = cart?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
  const badge = document.querySelector(".count");
  badge.hidden = !count;
  badge.textContent = count;
  if (location.pathname === "/cart") render();
}

async function currentCheckout() {
  const id = checkoutId();
  return id ? saleor.checkout(id) : null;
}

function grid(found) {
  return element("ul", { class: "grid" }, ...found.map((each) => element("li", {},
    element("a", { href: `/products/${each.slug}` },
      element("img", { src: each.thumbnail?.url ?? "", alt: "", loading: "lazy", width: 320, height: 400 }),
      element("span", { class: "name" }, each.name),
      element("span", { class: "price" }, money(each.pricing.priceRange.start.gross))))));
}

async function listPage() {
  return [element("h1", {}, "Things worth keeping"),
    element("p", { class: "lead" }, "Clothes, light and things for the house, made slowly. If you would rather talk it over, ask for a personal shopper."),
    grid(await saleor.products())];
}

async function collectionPage(slug) {
  const found = await saleor.collection(slug);
  if (!found) return missingPage();
  return [element("h1", {}, found.name), element("p", { class: "lead" }, words(found.description)),
    grid(found.products.edges.map((each) => each.node))];
}

async function productPage(slug) {
  const found = await saleor.product(slug);
  if (!found) return missingPage();
  widget.setAttribute("product", found.id);
  const variants = found.productVariants.edges.map((each) => each.node);
  const price = element("p", { class: "price" });
  const note = element("p", { class: "note", role: "status" });
  const button = element("button", { type: "button" }, "Add to cart");
  let chosen;
  const choose = (variant) => {
    chosen = variant;
    price.textContent = money(variant.pricing.price.gross);
    button.disabled = !variant.quantityAvailable;
    widget.setAttribute("variant", variant.id);
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    note.textContent = await addToCart(chosen).then(() => "It is in your cart.", (error) => error.message);
    button.disabled = false;
  });
  const first = variants.find((each) => each.quantityAvailable) ?? variants[0];
  choose(first);
  return [element("div", { class: "product" },
    element("div", {}, ...found.media.slice(0, 1).map((each) => element("img", { src: each.url, alt: each.alt || found.name }))),
    element("div", {}, element("h1", {}, found.name), price, element("p", {}, words(found.description)),
      element("fieldset", {}, element("legend", {}, "Variant"), element("div", { class: "choices" },
        ...variants.map((each) => element("label", {},
          element("input", { type: "radio", name: "variant", checked: each === first, disabled: !each.quantityAvailable, onchange: () => choose(each) }),
          variantName(each))))),
      button, note))];
}

const variantName = (variant) =>
  variant.attributes.map((each) => each.values.map((value) => value.name).join(", ")).filter(Boolean).join(" · ") || variant.name;

async function addToCart(variant) {
  if (await currentCheckout()) await saleor.addLine(checkoutId(), variant.id);
  else keepCheckout(await saleor.createCheckout([{ variantId: variant.id, quantity: 1 }]));
  await refreshCart();
}

async function cartPage() {
  const cart = await currentCheckout();
  if (!cart?.lines.length) return [element("h1", {}, "Your cart"), element("p", { class: "lead" }, "It is still empty."), element("a", { class: "button", href: "/" }, "Go on looking")];
  const remove = async (line) => {
    await saleor.removeLine(cart.id, line.id);
    refreshCart();
  };
  return [element("h1", {}, "Your cart"),
    element("ul", { class: "lines" }, ...cart.lines.map((line) => element("li", {},
      element("img", { src: line.variant.product.thumbnail?.url ?? "", alt: "" }),
      element("div", {}, element("a", { href: `/products/${line.variant.product.slug}` }, line.variant.product.name),
        element("div", { class: "price" }, `${line.variant.name} · ${line.quantity}`),
        element("button", { class: "quiet", type: "button", onclick: () => remove(line) }, "Remove")),
      element("span", {}, money(line.totalPrice.gross))))),
    element("p", { class: "total" }, `Total ${money(cart.totalPrice.gross)}`),
    element("a", { class: "button", href: "/checkout" }, "Check out")];
}

function field(label, name, attributes = {}) {
  return element("label", {}, label, element("input", { name, required: true, ...attributes }));
}

async function checkoutPage() {
  const cart = await currentCheckout();
  if (!cart?.lines.length) return cartPage();
  const note = element("p", { class: "note", role: "alert" });
  const submit = async (event) => {
    event.preventDefault();
    const button = event.target.querySelector("button");
    button.disabled = true;
    try {
      const order = await saleor.placeOrder(cart.id, { country: "US", ...Object.fromEntries(new FormData(event.target)) });
      forgetCheckout();
      refreshCart();
      navigate(`/thanks/${order.number}`);
    } catch (error) {
      note.textContent = error.message;
      button.disabled = false;
    }
  };
  return [element("h1", {}, "Check out"), element("p", { class: "total" }, `Total ${money(cart.totalPrice.gross)}`),
    element("form", { class: "checkout", onsubmit: submit },
      field("Email", "email", { type: "email", autocomplete: "email", value: cart.email ?? "" }),
      element("div", { class: "pair" }, field("First name", "firstName", { autocomplete: "given-name" }), field("Last name", "lastName", { autocomplete: "family-name" })),
      field("Street", "streetAddress1", { autocomplete: "address-line1" }),
      element("div", { class: "pair" }, field("ZIP code", "postalCode", { autocomplete: "postal-code" }), field("City", "city", { autocomplete: "address-level2" })),
      field("State", "countryArea", { autocomplete: "address-level1", maxlength: 2 }),
      element("button", {}, "Place the order"), note)];
}

const thanksPage = (number) => [element("h1", {}, "Thank you"), element("p", { class: "lead" }, `Your order has the number ${number}.`), element("a", { class: "button", href: "/" }, "Go on looking")];
const missingPage = () => [element("h1", {}, "Not here"), element("p", { class: "lead" }, "This page does not exist."), element("a", { class: "button", href: "/" }, "To the shop")];
const textPage = (title, text) => [element("h1", {}, title), element("p", { class: "lead" }, text)];

async function content() {
  const [, area, name] = location.pathname.split("/").map(decodeURIComponent);
  if (!area) return listPage();
  if (area === "collections") return collectionPage(name);
  if (area === "products") return productPage(name);
  if (area === "cart") return cartPage();
  if (area === "checkout") return checkoutPage();
  if (area === "thanks") return thanksPage(name);
  if (area === "privacy") return textPage("Privacy", "This shop exists for the demo only. Nothing leaves your machine.");
  if (area === "terms") return textPage("Terms", "Nothing here is for sale.");
  return missingPage();
}

let rendering = 0;

async function render() {
  const mine = ++rendering;
  if (!location.pathname.startsWith("/products/")) {
    widget.removeAttribute("product");
    widget.removeAttribute("variant");
  }
  const shown = await content().catch((error) => textPage("The shop does not answer", error.message));
  if (mine !== rendering) return;
  main.replaceChildren(...shown);
  document.title = `${main.querySelector("h1").textContent} · Maison Lumen`;
  for (const link of document.querySelectorAll("nav a")) link.toggleAttribute("aria-current", link.pathname === location.pathname);
}

function navigate(path) {
  history.pushState(null, "", path);
  render().then(() => main.focus({ preventScroll: true }));
  scrollTo(0, 0);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='/']");
  if (!link || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  event.preventDefault();
  navigate(link.getAttribute("href"));
});
addEventListener("popstate", render);

document.querySelector("nav").append(...(await saleor.collections()).map((each) => element("a", { href: `/collections/${each.slug}` }, each.name)));
await render();
await refreshCart();
