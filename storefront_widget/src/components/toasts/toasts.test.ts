// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { show } from "../testing";
import "./toasts";
import type { PsToasts } from "./toasts";

describe("<ps-toasts>", () => {
  let toasts: PsToasts;

  beforeEach(async () => {
    toasts = await show<PsToasts>("ps-toasts", {});
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  const say = async (text: string): Promise<string[]> => {
    toasts.show({ text, tone: "info" });
    await toasts.updateComplete;
    const shown = toasts.shadowRoot?.querySelectorAll(".toast") ?? [];
    return [...shown].map(({ textContent }) => textContent.trim());
  };

  it("should be read out politely, each alone", () => {
    expect(toasts.getAttribute("role")).toBe("status");
    expect(toasts.getAttribute("aria-live")).toBe("polite");
    expect(toasts.getAttribute("aria-atomic")).toBe("false");
  });

  it("should leave what is shown where it is, so that it is not read again", async () => {
    await say("Jon joined");
    const [first] = toasts.shadowRoot?.querySelectorAll(".toast") ?? [];
    await expect(say("Ana left")).resolves.toEqual(["Jon joined", "Ana left"]);
    expect(toasts.shadowRoot?.querySelector(".toast")).toBe(first);
  });

  it("should have read out only what the page shows anyway", async () => {
    toasts.show({ text: "Ana shows you: Bag", tone: "info", onlyHeard: true });
    await expect(say("Jon joined")).resolves.toEqual(["Jon joined"]);
    expect(toasts.shadowRoot?.querySelector(".hidden")?.textContent).toContain("Ana shows you");
  });

  it("should go after a while", async () => {
    await say("Jon joined");
    vi.advanceTimersByTime(5_000);
    await expect(say("Ana left")).resolves.toEqual(["Ana left"]);
  });

  it("should be read out, though not seen, over the small picture", async () => {
    toasts.quiet = true;
    await expect(say("Jon joined")).resolves.toEqual(["Jon joined"]);
    expect(toasts.hasAttribute("quiet")).toBe(true);
    expect(toasts.hasAttribute("aria-hidden")).toBe(false);
  });
});
