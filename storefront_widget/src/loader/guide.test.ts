// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PersonalShopperElement } from "./element";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const GUIDE = read("../../../docs/storefront.md");
const TYPINGS = read("../../types/personal-shopper.d.ts");

/** The names in the first column of the guide's tables. */
const told = GUIDE.split("\n")
  .filter((line) => line.startsWith("| `"))
  .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)])
  .map(([, name]) => name);

describe("the guide and the typings", () => {
  it("should name every attribute that the element watches", () => {
    const watched = PersonalShopperElement.observedAttributes;
    expect(watched.filter((name) => !told.includes(name))).toEqual([]);
    const typed = watched.filter((name) => new RegExp(`"?${name}"?\\??: `).test(TYPINGS));
    expect(typed).toEqual(watched);
  });

  it("should name every DOM event, and no other", () => {
    const events = ["presence", "open", "joined", "checkout", "order", "ended", "booked"];
    const names = events.map((kind) => `personal-shopper:${kind}`);
    expect(told.filter((name) => name?.startsWith("personal-shopper:"))).toEqual(names);
    expect([...TYPINGS.matchAll(/"(personal-shopper:\w+)"/g)].map(([, name]) => name)).toEqual(
      names,
    );
  });
});
