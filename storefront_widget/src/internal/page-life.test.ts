// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PageLife } from "./page-life";

describe("PageLife", () => {
  const listener = { back: vi.fn(), leave: vi.fn() };
  let life: PageLife;

  beforeEach(() => {
    vi.resetAllMocks();
    life = new PageLife(listener);
    life.start();
  });

  afterEach(() => life.stop());

  function show(persisted: boolean): void {
    window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
  }

  it("should tell when the phone is unlocked, and not when it is locked", () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(listener.back).not.toHaveBeenCalled();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(listener.back).toHaveBeenCalledTimes(1);
  });

  it("should tell when the page is thawed, and when the network is there again", () => {
    document.dispatchEvent(new Event("resume"));
    window.dispatchEvent(new Event("online"));
    expect(listener.back).toHaveBeenCalledTimes(2);
  });

  it("should tell that the page is left", () => {
    window.dispatchEvent(new Event("pagehide"));
    expect(listener.leave).toHaveBeenCalledTimes(1);
  });

  it("should begin anew when a call's page comes out of the browser's memory", () => {
    const reload = vi.spyOn(location, "reload").mockReturnValue();
    show(true);
    expect(reload).not.toHaveBeenCalled();
    life.need(true);
    show(false);
    expect(reload).not.toHaveBeenCalled();
    show(true);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("should end", () => {
    life.stop();
    window.dispatchEvent(new Event("online"));
    expect(listener.back).not.toHaveBeenCalled();
  });
});
