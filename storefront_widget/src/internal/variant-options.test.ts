import { describe, expect, it } from "vitest";
import { variant } from "../call/testing";
import type { Variant } from "../call/types";
import { chooseOption, firstVariant, maximumOf, optionGroups } from "./variant-options";

function made(colour: string, size: string, quantityAvailable = 5): Variant {
  return variant(`${colour}-${size}`, {
    quantityAvailable,
    attributes: [
      { name: "Material", values: ["Wool"] },
      { name: "Colour", values: [colour] },
      { name: "Size", values: [size] },
    ],
  });
}

const COATS = [made("Camel", "S"), made("Camel", "M", 0), made("Black", "S"), made("Black", "M")];

describe("optionGroups", () => {
  it("should ask only by what the variants differ in", () => {
    const groups = optionGroups(COATS, COATS[0]!);
    expect(groups?.map(({ name }) => name)).toEqual(["Colour", "Size"]);
  });

  it("should mark what is chosen and what is sold out beside it", () => {
    const size = optionGroups(COATS, COATS[0]!)?.[1];
    expect(size?.options).toEqual([
      { value: "S", selected: true, available: true },
      { value: "M", selected: false, available: false },
    ]);
  });

  it("should leave variants that attributes do not tell apart to their names", () => {
    expect(optionGroups([variant("a"), variant("b")], null)).toBeNull();
    expect(
      optionGroups([made("Camel", "S"), { ...made("Camel", "S"), id: "twin" }], null),
    ).toBeNull();
  });
});

describe("chooseOption", () => {
  it("should keep the rest of the choice", () => {
    expect(chooseOption(COATS, COATS[3]!, "Colour", "Camel")?.id).toBe("Camel-M");
  });

  it("should go to the nearest variant where the combination does not exist", () => {
    const some = [made("Camel", "S"), made("Black", "M"), made("Black", "L", 0)];
    expect(chooseOption(some, some[0]!, "Colour", "Black")?.id).toBe("Black-M");
  });
});

describe("firstVariant", () => {
  it("should be the one that was shown, else the first in stock", () => {
    const soldOut = made("Camel", "M", 0);
    expect(firstVariant([soldOut, made("Black", "S")], soldOut.id)?.id).toBe("Camel-M");
    expect(firstVariant([soldOut, made("Black", "S")], null)?.id).toBe("Black-S");
    expect(firstVariant([], null)).toBeNull();
  });
});

describe("maximumOf", () => {
  it.each([
    [12, null, 12],
    [12, 3, 3],
    [0, 3, 0],
    [400, null, 50],
  ])(
    "should be the least of stock %d, limit %s and what one adds at once",
    (stock, limit, most) => {
      expect(maximumOf(variant("v", { quantityAvailable: stock, quantityLimit: limit }))).toBe(
        most,
      );
    },
  );
});
