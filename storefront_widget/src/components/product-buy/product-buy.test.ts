// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import { RefusedError } from "../../api/graphql-client";
import { checkout, product, variant } from "../../call/testing";
import type { Capability, CheckoutLine, Role } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, sessionWith, settle, show, toastsOf } from "../testing";
import "./product-buy";
import type { PsProductBuy } from "./product-buy";

const size = (value: string, quantityAvailable = 10) =>
  variant(value, { quantityAvailable, attributes: [{ name: "Size", values: [value] }] });
const COAT = product("P1", [size("S"), size("M", 2), size("L", 0)]);

const line = (id: string, variantId: string, quantity: number): CheckoutLine =>
  ({ id, variant: { id: variantId }, quantity }) as CheckoutLine;

describe("<ps-product-buy>", () => {
  beforeAll(() => useLocale("en"));

  const addLine = vi.fn<(variant: string, quantity: number) => Promise<"added" | "proposed">>();

  function buy(role: Role, capabilities: readonly Capability[]): Promise<PsProductBuy> {
    addLine.mockReset().mockResolvedValue("added");
    return show<PsProductBuy>("ps-product-buy", {
      session: sessionWith({ addLine }),
      room: roomFor(role, capabilities),
      product: COAT,
    });
  }

  function option(element: PsProductBuy, value: string): HTMLInputElement {
    return inside(element, "label", value).querySelector("input") as HTMLInputElement;
  }

  it("should put the chosen variant into the customer's cart at once and say so", async () => {
    const element = await buy("CUSTOMER", ["ADD_TO_CHECKOUT"]);
    const toasts = toastsOf(element);
    option(element, "M").dispatchEvent(new Event("change"));
    await element.updateComplete;
    inside(element, ".button.primary", "Add to cart").click();
    await settle();
    expect(addLine).toHaveBeenCalledExactlyOnceWith("M", 1);
    expect(toasts).toEqual([{ text: "Product P1 is in your cart", tone: "success" }]);
  });

  it("should suggest where a personal shopper may only propose", async () => {
    const element = await buy("PERSONAL_SHOPPER", ["PROPOSE"]);
    addLine.mockResolvedValue("proposed");
    const toasts = toastsOf(element);
    inside(element, ".button.primary", "Suggest for the cart").click();
    await settle();
    expect(toasts[0]?.text).toContain("Waiting for the customer's answer");
  });

  it("should offer nothing to a guest", async () => {
    const element = await buy("GUEST", ["CHAT"]);
    expect(element.shadowRoot?.querySelector(".button")).toBeNull();
  });

  it("should tell how many are left, and add none that is sold out", async () => {
    const element = await buy("CUSTOMER", ["ADD_TO_CHECKOUT"]);
    option(element, "M").dispatchEvent(new Event("change"));
    await element.updateComplete;
    expect(inside(element, ".stock").textContent).toBe("Only 2 left");
    option(element, "L").dispatchEvent(new Event("change"));
    await element.updateComplete;
    expect(inside(element, ".stock").textContent).toBe("Sold out");
    expect(inside(element, ".button").hasAttribute("disabled")).toBe(true);
  });

  it("should show the shop's refusal in its own words", async () => {
    const element = await buy("CUSTOMER", ["ADD_TO_CHECKOUT"]);
    const refusal = {
      field: null,
      message: "Only 1 left of this size.",
      code: "INSUFFICIENT_STOCK",
    };
    addLine.mockRejectedValue(new RefusedError([refusal]));
    inside(element, ".button.primary").click();
    await settle();
    expect(inside(element, "[role=alert]").textContent).toContain("Only 1 left of this size.");
    expect(inside(element, ".button.primary").getAttribute("aria-busy")).toBe("false");
  });

  it("should say at once that it is adding, and then that it is done", async () => {
    // given a shop that takes its time
    const element = await buy("CUSTOMER", ["ADD_TO_CHECKOUT"]);
    let answer: (outcome: "added") => void = () => undefined;
    addLine.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const said = (): string => inside(element, ".stages > :not(.away)").textContent.trim();
    const button = inside(element, ".button.primary");
    // when
    button.click();
    await element.updateComplete;
    // then, for eyes and for ears
    expect(said()).toBe("Adding…");
    expect(button.getAttribute("aria-busy")).toBe("true");
    expect(inside(element, "[role=status]").textContent).toBe("Adding…");
    // and
    answer("added");
    await settle();
    expect(said()).toBe("Added");
    expect(button.getAttribute("aria-busy")).toBe("false");
  });

  it("should tell how many of the variant are in the cart", async () => {
    const element = await buy("CUSTOMER", ["ADD_TO_CHECKOUT"]);
    const lines = [line("a", "S", 2), line("b", "M", 5), line("c", "S", 1)];
    element.room = { ...element.room, checkout: checkout("1", { lines }) };
    await element.updateComplete;
    expect(inside(element, ".in-cart").textContent).toContain("3 in the cart");
  });

  it("should add once, however often one clicks while the shop thinks", async () => {
    const element = await buy("CUSTOMER", ["ADD_TO_CHECKOUT"]);
    const button = inside(element, ".button.primary");
    button.click();
    button.click();
    await settle();
    expect(addLine).toHaveBeenCalledTimes(1);
  });
});
