// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../api/graphql-client";
import { checkout, customer, personalShopper } from "../../call/testing";
import type { CheckoutLine } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, sessionWith, settle, show } from "../testing";
import type { PsQuantity } from "../quantity/quantity";
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

  it("should show what is wanted at once, and ask the shop only for the last of it", async () => {
    // given a shop that takes its time
    const answers: (() => void)[] = [];
    const setQuantity = vi.fn(() => new Promise<void>((resolve) => answers.push(resolve)));
    const room = roomFor("CUSTOMER", ["EDIT_CHECKOUT"], { checkout: CART });
    const session = sessionWith({ setQuantity });
    const element = await show<PsCartPanel>("ps-cart-panel", { session, room });
    const quantity = element.shadowRoot?.querySelector("ps-quantity") as PsQuantity;
    const want = (n: number): void =>
      void quantity.dispatchEvent(new CustomEvent("ps-quantity", { detail: n }));
    // when somebody presses three times
    for (const n of [3, 4, 5]) want(n);
    await element.updateComplete;
    // then
    expect(quantity).toMatchObject({ value: 5, busy: true });
    expect(element.shadowRoot?.textContent).toContain("Changing the quantity of Coat…");
    answers[0]?.();
    await settle();
    expect(setQuantity.mock.calls).toEqual([
      ["a", 3],
      ["a", 5],
    ]);
  });

  it("should say that a line goes, and where it cannot, why, until the next try", async () => {
    let refuse: (why: Error) => void = () => undefined;
    const removeLine = vi.fn(() => new Promise<void>((_, reject) => (refuse = reject)));
    const room = roomFor("CUSTOMER", ["EDIT_CHECKOUT"], { checkout: CART });
    const session = sessionWith({ removeLine });
    const element = await show<PsCartPanel>("ps-cart-panel", { session, room });
    const remove = element.shadowRoot?.querySelector<HTMLElement>(".change > .round");
    remove?.click();
    await element.updateComplete;
    expect(remove?.getAttribute("aria-busy")).toBe("true");
    expect(element.shadowRoot?.textContent).toContain("Removing Coat…");
    refuse(new ApiError("network", ""));
    await settle();
    expect(inside(element, "[role=alert]").textContent).toContain("Check it and try again.");
    remove?.click();
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector("[role=alert]")).toBeNull();
    expect(removeLine).toHaveBeenCalledTimes(2);
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
