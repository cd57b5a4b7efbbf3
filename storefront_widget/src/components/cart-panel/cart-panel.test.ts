// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import { checkout, customer, personalShopper } from "../../call/testing";
import type { CheckoutLine } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, sessionWith, settle, show } from "../testing";
import "./cart-panel";
import type { PsCartPanel } from "./cart-panel";

function line(id: string, changes: Partial<CheckoutLine> = {}): CheckoutLine {
  return {
    id,
    variant: { id: `V-${id}`, name: "M", product: { id: "P", name: "Coat", thumbnailUrl: null } },
    quantity: 2,
    unitPrice: { amount: 20, currency: "EUR" },
    totalPrice: { amount: 40, currency: "EUR" },
    problem: null,
    addedBy: null,
    ...changes,
  };
}

const CART = checkout("1", {
  lines: [
    line("a", { addedBy: customer }),
    line("b", {
      addedBy: personalShopper,
      problem: { code: "INSUFFICIENT_STOCK", availableQuantity: 1 },
    }),
  ],
  total: { gross: { amount: 80, currency: "EUR" } },
});

describe("<ps-cart-panel>", () => {
  beforeAll(() => useLocale("en"));

  it("should show the lines with who added them, problems in words and the total", async () => {
    const room = roomFor("CUSTOMER", ["EDIT_CHECKOUT", "GO_TO_CHECKOUT"], { checkout: CART });
    const element = await show<PsCartPanel>("ps-cart-panel", { session: sessionWith({}), room });
    const abouts = [...(element.shadowRoot?.querySelectorAll(".about") ?? [])];
    expect(abouts.map(({ textContent }) => textContent)).toEqual([
      "M · €20.00 each · Added by you",
      "M · €20.00 each · Added by Ana",
    ]);
    expect(inside(element, ".problem").textContent.trim()).toBe(
      "Only 1 left. Lower the quantity to go on.",
    );
    expect(inside(element, ".sum strong").textContent).toBe("€80.00");
  });

  it("should change and remove a line for whoever may", async () => {
    const setQuantity = vi.fn(() => Promise.resolve());
    const removeLine = vi.fn(() => Promise.resolve());
    const room = roomFor("CUSTOMER", ["EDIT_CHECKOUT"], { checkout: CART });
    const session = sessionWith({ setQuantity, removeLine });
    const element = await show<PsCartPanel>("ps-cart-panel", { session, room });
    const [quantity] = element.shadowRoot?.querySelectorAll("ps-quantity") ?? [];
    quantity?.dispatchEvent(new CustomEvent("ps-quantity", { detail: 3 }));
    await settle();
    expect(setQuantity).toHaveBeenCalledExactlyOnceWith("a", 3);
    element.shadowRoot?.querySelectorAll<HTMLElement>(".change > .round")[1]?.click();
    await settle();
    expect(removeLine).toHaveBeenCalledExactlyOnceWith("b");
  });

  it("should be only for looking where one may not change it", async () => {
    const room = roomFor("PERSONAL_SHOPPER", ["PROPOSE"], { checkout: CART });
    const element = await show<PsCartPanel>("ps-cart-panel", { session: sessionWith({}), room });
    expect(element.shadowRoot?.querySelector("ps-quantity, .button, .round")).toBeNull();
    expect(element.shadowRoot?.querySelector(".about")?.textContent).toContain("× 2");
  });

  it("should ask for the way to the checkout once", async () => {
    const room = roomFor("CUSTOMER", ["GO_TO_CHECKOUT"], { checkout: CART });
    const element = await show<PsCartPanel>("ps-cart-panel", { session: sessionWith({}), room });
    const asked = vi.fn();
    element.addEventListener("ps-checkout", asked);
    inside(element, ".button", "Go to checkout").click();
    element.leaving = true;
    await element.updateComplete;
    inside(element, ".button", "Opening").click();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("should tell both sides of the order and begin anew", async () => {
    const room = roomFor("CUSTOMER", ["GO_TO_CHECKOUT"], { orders: [{ number: "1042" }] });
    const element = await show<PsCartPanel>("ps-cart-panel", { session: sessionWith({}), room });
    expect(inside(element, ".order").textContent).toContain("Order 1042 is placed");
    expect(inside(element, ".empty").textContent).toContain("The cart is empty");
  });
});
