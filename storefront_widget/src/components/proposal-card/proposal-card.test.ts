// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../api/graphql-client";
import { personalShopper } from "../../call/testing";
import type { Proposal } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, sessionWith, settle, show, toastsOf } from "../testing";
import "./proposal-card";
import type { PsProposalCard } from "./proposal-card";

const COAT = { id: "V", name: "M", product: { id: "P", name: "Coat", thumbnailUrl: null } };
const PROPOSAL = {
  id: "1",
  by: personalShopper,
  lines: [{ variant: COAT, quantity: 1, unitPrice: null }],
} as unknown as Proposal;

describe("<ps-proposal-card>", () => {
  beforeAll(() => useLocale("en"));

  const answerProposal = vi.fn<(id: string, accept: boolean) => Promise<void>>();

  function card(): Promise<PsProposalCard> {
    const session = sessionWith({ answerProposal });
    return show<PsProposalCard>("ps-proposal-card", { session, proposal: PROPOSAL });
  }

  it("should say at once which answer is under way, and take no other", async () => {
    answerProposal.mockReset().mockReturnValue(new Promise(() => undefined));
    const element = await card();
    inside(element, ".button.primary").click();
    inside(element, ".button", "No, thanks").click();
    await element.updateComplete;
    const [decline, accept] = element.shadowRoot?.querySelectorAll(".button") ?? [];
    expect(accept?.getAttribute("aria-busy")).toBe("true");
    expect(accept?.querySelector(".stages > :not(.away)")?.textContent.trim()).toBe("Adding…");
    expect(decline?.getAttribute("aria-busy")).toBe("false");
    expect(inside(element, "[role=status]").textContent.trim()).toBe("Adding…");
    expect(answerProposal).toHaveBeenCalledExactlyOnceWith("1", true);
  });

  it("should say what it put into the cart", async () => {
    answerProposal.mockReset().mockResolvedValue();
    const element = await card();
    const toasts = toastsOf(element);
    inside(element, ".button.primary").click();
    await settle();
    expect(toasts).toEqual([{ text: "Coat is in your cart", tone: "success" }]);
  });

  it("should say why an answer did not arrive, and take it again", async () => {
    answerProposal.mockReset().mockRejectedValue(new ApiError("network", ""));
    const element = await card();
    inside(element, ".button.primary").click();
    await settle();
    expect(inside(element, "[role=alert]").textContent).toContain("Check it and try again.");
    inside(element, ".button.primary").click();
    expect(answerProposal).toHaveBeenCalledTimes(2);
  });
});
