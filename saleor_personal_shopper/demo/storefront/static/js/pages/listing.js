/** The home page and the pages of collections: a filterable list of products. */

import { collection, collections, paragraphs, products } from "../catalogue.js";
import { h, price } from "../html.js";
import { NotHere } from "../router.js";

const SORTS = {
  newest: { field: "CREATED_AT", direction: "DESC" },
  cheapest: { field: "MINIMAL_PRICE", direction: "ASC" },
  dearest: { field: "MINIMAL_PRICE", direction: "DESC" },
  name: { field: "NAME", direction: "ASC" },
};

export async function homePage() {
  const all = await collections();
  return {
    title: "Clothes and light",
    body: [hero(all), tiles(all), listing({ heading: "Everything in the shop", where: {} })],
  };
}

export async function collectionPage(slug) {
  const found = await collection(slug);
  if (!found) throw new NotHere("There is no such collection.");
  const heading = h(
    "div.page-heading",
    {},
    h("h1", {}, found.name),
    paragraphs(found.description).map((text) => h("p", {}, text)),
  );
  const where = { collection: { eq: found.id } };
  return { title: found.name, body: [heading, listing({ heading: null, where })] };
}

function hero(all) {
  return h(
    "section.hero",
    {},
    h(
      "div.hero-text",
      {},
      h("h1", {}, "Things that go with the light you have"),
      h("p", {}, "A small house of clothes, lamps and quiet furniture. Ask one of us to show you around: face to face, from wherever you are."),
      h(
        "p.buttons",
        {},
        h("a.button", { href: "/collections/new-season" }, "See the new season"),
        h("a.button.quiet", { href: "/stylists" }, "Book a stylist"),
      ),
    ),
    h(
      "div.hero-pictures",
      {},
      all.slice(-2).map(({ backgroundImage }) => picture(backgroundImage)),
    ),
  );
}

/** A decoration; what a merchant has not illustrated stays plain. */
function picture(image) {
  return image ? h("img", { src: image.url, alt: "" }) : h("span.no-picture");
}

function tiles(all) {
  return h(
    "section.tiles",
    { "aria-label": "Collections" },
    all.map(({ name, slug, backgroundImage }) =>
      h(
        "a.tile",
        { href: `/collections/${slug}` },
        picture(backgroundImage),
        h("span", {}, name),
      ),
    ),
  );
}

function listing({ heading, where }) {
  const grid = h("div.grid", { "aria-busy": "true" });
  const count = h("p.listing-count", { role: "status" });
  const search = h("input", { type: "search", placeholder: "Search", "aria-label": "Search products" });
  const sort = h(
    "select",
    { "aria-label": "Sort by" },
    h("option", { value: "newest" }, "Newest first"),
    h("option", { value: "cheapest" }, "Price, low to high"),
    h("option", { value: "dearest" }, "Price, high to low"),
    h("option", { value: "name" }, "Name"),
  );
  let asked = 0;

  async function fill() {
    const mine = ++asked;
    const found = await products({
      where,
      sortBy: SORTS[sort.value],
      search: search.value || null,
    });
    if (mine !== asked) return;
    grid.replaceChildren(...found.map(card));
    grid.removeAttribute("aria-busy");
    count.textContent = found.length
      ? `${found.length} ${found.length === 1 ? "product" : "products"}`
      : "Nothing matches. Try another word.";
  }

  search.addEventListener("input", fill);
  sort.addEventListener("change", fill);
  fill();
  return h(
    "section.listing",
    {},
    h("div.listing-bar", {}, heading ? h("h2", {}, heading) : "", search, sort),
    count,
    grid,
  );
}

export function card(product) {
  const { start } = product.pricing.priceRange;
  const before = product.pricing.priceRangeUndiscounted.start;
  const [first = product.thumbnail, second] = product.media;
  return h(
    "a.card",
    { href: `/products/${product.slug}` },
    h(
      "span.card-picture",
      {},
      first ? h("img", { src: first.url, alt: "", loading: "lazy" }) : h("span.no-picture"),
      second ? h("img.card-second", { src: second.url, alt: "", loading: "lazy" }) : null,
      product.pricing.onSale ? h("span.badge", {}, "Sale") : null,
    ),
    h("span.card-name", {}, product.name),
    h(
      "span.price",
      {},
      price(start.gross),
      product.pricing.onSale ? h("del", {}, price(before.gross)) : null,
    ),
  );
}
