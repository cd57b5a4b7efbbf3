import type { Product, Variant } from "../src/call/types";

const EUR = (amount: number) => ({ amount, currency: "EUR" });

function variants(base: string, price: number, colours: string[], sizes: string[]): Variant[] {
  return colours.flatMap((colour, c) =>
    sizes.map((size, s) => ({
      id: `${base}-${colour}-${size}`,
      name: `${colour} / ${size}`,
      sku: `${base}-${c}${s}`,
      attributes: [
        { name: "Colour", values: [colour] },
        { name: "Size", values: [size] },
      ],
      price: EUR(price),
      undiscountedPrice: EUR(base === "coat" ? price + 60 : price),
      quantityAvailable: (c + s) % 4 === 3 ? 0 : (c + s) % 3 === 2 ? 3 : 24,
      quantityLimit: null,
      imageUrl: null,
    })),
  );
}

function product(id: string, name: string, price: number, all: Variant[]): Product {
  const url = `${location.origin}/${id}.svg`;
  return {
    id,
    name,
    slug: id,
    thumbnailUrl: url,
    description:
      "Woven in a small mill in the Pyrenees from wool of local flocks. Half lined, horn buttons, two inner pockets. Falls true to size.",
    images: [
      { url, alt: name },
      { url: `${location.origin}/shirt.svg`, alt: "" },
    ],
    priceRange: { start: EUR(price), stop: EUR(price + (id === "coat" ? 40 : 0)) },
    variants: all,
  };
}

export const CATALOGUE: readonly Product[] = [
  product(
    "coat",
    "Wool coat Montseny",
    289,
    variants("coat", 289, ["Camel", "Charcoal"], ["S", "M", "L", "XL"]),
  ),
  product(
    "boots",
    "Chelsea boots",
    179.5,
    variants("boots", 179.5, ["Black"], ["38", "39", "40", "41", "42"]),
  ),
  product("bag", "Market bag of waxed canvas", 95, variants("bag", 95, ["Moss"], ["One size"])),
  product("scarf", "Cashmere scarf", 120, variants("scarf", 120, ["Brick", "Sand"], ["One size"])),
  product("shirt", "Oxford shirt", 79, variants("shirt", 79, ["Blue", "White"], ["S", "M", "L"])),
];
