// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onReturn } from "./page-life";

describe("onReturn", () => {
  const back = vi.fn();
  let stop: () => void;

  beforeEach(() => {
    back.mockReset();
    stop = onReturn(back);
  });

  afterEach(() => stop());

  it("should call when the phone is unlocked, and not when it is locked", () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(back).not.toHaveBeenCalled();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(back).toHaveBeenCalledTimes(1);
  });

  it("should call when the page is thawed, and when the network is there again", () => {
    document.dispatchEvent(new Event("resume"));
    window.dispatchEvent(new Event("online"));
    expect(back).toHaveBeenCalledTimes(2);
  });

  it("should end", () => {
    stop();
    window.dispatchEvent(new Event("online"));
    expect(back).not.toHaveBeenCalled();
  });
});
