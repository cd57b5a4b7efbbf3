import { describe, expect, it } from "vitest";
import { guestAddress } from "./guest-address";

const page = (href: string): { href: string; origin: string } => new URL(href);
const GUEST = "https://app.example/e/guest";

describe("guestAddress", () => {
  it.each([
    ["https://app.example/e/customer", GUEST],
    ["https://app.example/call?saleorApiUrl=x&channel=y", GUEST],
    ["https://app.example/call?channel=y&locale=es&theme=dark", `${GUEST}?locale=es`],
  ])("should take the place of %s", (href, shown) => {
    expect(guestAddress(GUEST, page(href))?.href).toBe(shown);
  });

  it.each([GUEST, `${GUEST}?locale=es`])("should stay where it is: %s", (href) => {
    expect(guestAddress(GUEST, page(href))).toBeNull();
  });

  it("should not be shown on another origin, where the browser would refuse it", () => {
    expect(guestAddress(GUEST, page("https://app.internal/e/customer"))).toBeNull();
  });
});
