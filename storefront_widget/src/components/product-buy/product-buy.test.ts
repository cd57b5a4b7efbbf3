// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import { RefusedError } from "../../api/graphql-client";
import { product, variant } from "../../call/testing";
import type { Capability, Role } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, sessionWith, settle, show, toastsOf } from "../testing";
import "./product-buy";
import type { PsProductBuy } from "./product-buy";

const size = (value: string, quantityAvailable = 10) =>
  variant(value, { quantityAvailable, attributes: [{ name: "Size", values: [value] }] });
const COAT = product("P1", [size("S"), size("M", 2), size("L", 0)]);

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
    const toasts = toastsOf(element);
    inside(element, ".button.primary").click();
    await settle();
    expect(toasts).toEqual([{ text: "Only 1 left of this size.", tone: "warning" }]);
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
