// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from "vitest";
import { RefusedError } from "../../api/graphql-client";
import { product, variant } from "../../call/testing";
import type { RoomState } from "../../call/room-state";
import type { Proposal } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, sessionWith, settle, show, toastsOf } from "../testing";
import "./call-overlay";
import type { PsCallOverlay } from "./call-overlay";

const COAT = { ...variant("M"), product: product("P1", []) };

function roomWith(status: Proposal["status"]): RoomState {
  const lines = [{ id: "L1", quantity: 1, unitPrice: null, variant: COAT }];
  const proposal = { id: "P", status, by: null, lines } as unknown as Proposal;
  return { ...roomFor("CUSTOMER", ["ADD_TO_CHECKOUT"]), proposals: [proposal] };
}

describe("<ps-call-overlay>", () => {
  beforeAll(() => useLocale("en"));

  async function accepting(): Promise<{
    overlay: PsCallOverlay;
    card: () => HTMLElement | null;
    settleWith: (outcome: Promise<void>) => Promise<void>;
  }> {
    let end: (outcome: Promise<void>) => void = () => undefined;
    const answerProposal = () => new Promise<void>((resolve) => (end = resolve));
    const session = sessionWith({ answerProposal });
    const room = roomWith("PENDING");
    const overlay = await show<PsCallOverlay>("ps-call-overlay", { session, room });
    const card = () => overlay.shadowRoot?.querySelector<HTMLElement>("ps-proposal-card") ?? null;
    inside(card() as HTMLElement, "button", "Add to cart").click();
    // Everybody hears of the answer before Saleor has the line.
    overlay.room = roomWith("ACCEPTED");
    await overlay.updateComplete;
    const settleWith = async (outcome: Promise<void>): Promise<void> => {
      end(outcome);
      await settle();
      await overlay.updateComplete;
    };
    return { overlay, card, settleWith };
  }

  it("should keep an accepted suggestion until it is in the cart, and say so", async () => {
    const { overlay, card, settleWith } = await accepting();
    const toasts = toastsOf(overlay);
    const button = inside(card() as HTMLElement, ".button.primary", "Add to cart");
    expect(button.getAttribute("aria-disabled")).toBe("true");

    await settleWith(Promise.resolve());

    expect(toasts).toEqual([{ text: "Product P1 is in your cart", tone: "success" }]);
    expect(card()).toBeNull();
  });

  it("should tell what Saleor refused of it", async () => {
    const { overlay, settleWith } = await accepting();
    const toasts = toastsOf(overlay);
    await settleWith(
      Promise.reject(new RefusedError([{ field: null, code: "SOLD_OUT", message: "Sold out." }])),
    );
    expect(toasts).toEqual([{ text: "Sold out.", tone: "warning" }]);
  });
});
