/** The page of one product: pictures, colours, sizes, and into the cart. */

import * as cart from "../cart.js";
import { paragraphs, product as readProduct, products } from "../catalogue.js";
import { announce, h, price, whileBusy } from "../html.js";
import { NotHere } from "../router.js";
import { lookAt } from "../shopper.js";
import { card } from "./listing.js";

// Below this the page says how many are left.
const FEW = 5;

export async function productPage(slug) {
  const product = await readProduct(slug);
  if (!product) throw new NotHere("We do not have this product, or do not send it to you.");
  const view = new ProductView(product);
  return { title: product.name, body: [view.element, related(product)] };
}

/** The chosen variant and everything on the page that depends on it. */
class ProductView {
  constructor(product) {
    this.product = product;
    this.variant = product.variants.find((each) => each.quantityAvailable) ?? product.variants[0];
    this.picture = h("img.product-picture", { width: 800, height: 1000 });
    this.cost = h("p.price.product-price");
    this.stock = h("p.stock", { role: "status" });
    this.choices = h("div.choices");
    this.quantity = h("input", { type: "number", min: 1, value: 1, id: "quantity", inputmode: "numeric" });
    this.problem = h("p.problem", { role: "alert" });
    this.button = h("button.button.wide", { type: "button", onclick: () => this.addToCart() });
    this.element = this.render();
    this.paint();
  }

  render() {
    const { product } = this;
    return h(
      "article.product",
      {},
      h("div.gallery", {}, this.picture),
      h(
        "div.product-text",
        {},
        h("p.eyebrow", {}, product.category.name),
        h("h1", {}, product.name),
        this.cost,
        this.choices,
        this.stock,
        h("div.buy", {}, h("label.visually-hidden", { for: "quantity" }, "Quantity"), this.quantity, this.button),
        this.problem,
        paragraphs(product.description).map((text) => h("p", {}, text)),
        h("p.fine", {}, "Delivered in 3 to 5 days. Free returns within 30 days."),
      ),
    );
  }

  paint() {
    const { variant, product } = this;
    const { price: now, priceUndiscounted: before } = variant.pricing;
    const shown = variant.media[0] ?? product.media[0] ?? product.thumbnail;
    this.picture.src = shown?.url ?? "";
    this.picture.alt = shown?.alt ?? "";
    this.cost.replaceChildren(price(now.gross));
    if (before.gross.amount > now.gross.amount) this.cost.append(h("del", {}, price(before.gross)));
    this.choices.replaceChildren(...attributeSlugs(product).map((slug) => this.choice(slug)));
    this.stock.textContent = stockText(variant);
    this.button.disabled = !variant.quantityAvailable;
    this.button.textContent = variant.quantityAvailable ? "Add to cart" : "Sold out";
    this.quantity.max = variant.quantityAvailable;
    lookAt(product.id, variant.id);
  }

  choice(slug) {
    const chosen = valueOf(this.variant, slug);
    const values = new Map(
      this.product.variants.map((each) => [valueOf(each, slug).slug, valueOf(each, slug)]),
    );
    return h(
      "fieldset.choice",
      {},
      h("legend", {}, `${nameOf(this.variant, slug)}: `, h("span", {}, chosen.name)),
      [...values.values()].map((value) => this.option(slug, value, value.slug === chosen.slug)),
    );
  }

  option(slug, value, isChosen) {
    const variant = this.variantWith(slug, value);
    const input = h("input", {
      type: "radio",
      name: slug,
      value: value.slug,
      checked: isChosen,
      onchange: () => this.choose(variant, slug),
    });
    const face = value.value ? swatch(value) : h("span", {}, value.name);
    const classes = variant.quantityAvailable ? "label.option" : "label.option.gone";
    return h(classes, { title: value.name }, input, face);
  }

  choose(variant, slug) {
    this.variant = variant;
    this.problem.textContent = "";
    this.paint();
    this.choices.querySelector(`input[name="${slug}"]:checked`)?.focus();
  }

  /** The variant that differs from the chosen one by this value, or the first that has it. */
  variantWith(slug, value) {
    const having = this.product.variants.filter((each) => valueOf(each, slug).slug === value.slug);
    const others = attributeSlugs(this.product).filter((each) => each !== slug);
    const same = (each) =>
      others.every((other) => valueOf(each, other).slug === valueOf(this.variant, other).slug);
    return having.find(same) ?? having[0];
  }

  addToCart() {
    return whileBusy(this.button, this.problem, async () => {
      await cart.add(this.variant.id, Number(this.quantity.value));
      announce(`${this.product.name}, ${this.variant.name}, is in your cart.`);
    });
  }
}

function swatch(value) {
  const face = h("span.swatch", {}, h("span.visually-hidden", {}, value.name));
  face.style.setProperty("--swatch", value.value);
  return face;
}

const attributeSlugs = (product) =>
  product.variants[0].attributes.map(({ attribute }) => attribute.slug);

const find = (variant, slug) => variant.attributes.find(({ attribute }) => attribute.slug === slug);
const valueOf = (variant, slug) => find(variant, slug)?.values[0] ?? { name: "", slug: "" };
const nameOf = (variant, slug) => find(variant, slug).attribute.name;

function stockText({ quantityAvailable, quantityLimitPerCustomer }) {
  if (!quantityAvailable) return "Sold out in this variant.";
  if (quantityLimitPerCustomer) return `At most ${quantityLimitPerCustomer} to a customer.`;
  return quantityAvailable < FEW ? `Only ${quantityAvailable} left.` : "In stock.";
}

function related(product) {
  const grid = h("div.grid");
  const [collection] = product.collections;
  const where = collection ? { collection: { eq: collection.id } } : {};
  products({ where }).then((found) => {
    const others = found.filter(({ id }) => id !== product.id).slice(0, 4);
    grid.replaceChildren(...others.map(card));
  });
  return h("section.listing", {}, h("h2", {}, "Goes well with it"), grid);
}
