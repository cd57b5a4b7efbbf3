// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seal } from "../bridge/messages";
import { APP, place, remember, ShopPage, speak } from "./testing";

describe("the call in a window of its own", () => {
  const opened = { postMessage: vi.fn(), focus: vi.fn(), close: vi.fn(), closed: false };
  let page: ShopPage;
  const blank = { href: "about:blank" };

  beforeEach(async () => {
    page = new ShopPage();
    await page.load();
    blank.href = "about:blank";
    Object.assign(opened, { location: blank });
    opened.postMessage.mockReset();
    opened.focus.mockReset();
  });

  afterEach(() => {
    page.leave();
    speak({ type: "ready" }, opened);
    speak({ type: "close" }, opened);
  });

  it("should open there by the click, and be found again by its name", () => {
    const open = vi.spyOn(window, "open").mockReturnValue(opened as unknown as Window);
    place({ mode: "window" }).open();
    expect(open).toHaveBeenCalledWith("", "personal-shopper-call", expect.any(String));
    expect(blank.href).toBe(`${APP}/call?channel=default`);
  });

  it("should not load a call away that goes on there", () => {
    blank.href = `${APP}/call`;
    vi.spyOn(window, "open").mockReturnValue(opened as unknown as Window);
    place({ mode: "window" }).open();
    expect(blank.href).toBe(`${APP}/call`);
    expect(opened.focus).toHaveBeenCalled();
  });

  it("should leave the launcher where it is, to bring the window forward", () => {
    vi.spyOn(window, "open").mockReturnValue(opened as unknown as Window);
    const element = place();
    element.setAttribute("mode", "window");
    element.open();
    speak({ type: "ready" }, opened);
    element.removeAttribute("mode");
    expect(element.hidden).toBe(false);
  });

  it("should be taken up by the next page of the shop when it greets", () => {
    remember({ inOwnWindow: true });
    place({ mode: "window" });
    expect(page.button.textContent).not.toContain("Back to your call");
    speak({ type: "alive" }, opened);
    expect(opened.postMessage).toHaveBeenCalledWith(
      expect.objectContaining({ type: "attach" }),
      APP,
    );
    expect(page.button.textContent).toContain("Back to your call");
    speak({ type: "alive" }, opened);
    expect(opened.postMessage).toHaveBeenLastCalledWith(seal({ type: "here" }), APP);
    speak({ type: "order", number: "9" }, opened);
    expect(page.heard.at(-1)).toEqual(["personal-shopper:order", { number: "9" }]);
  });

  it("should offer a plain link where the browser stops it", () => {
    vi.spyOn(window, "open").mockReturnValue(null);
    place({ mode: "window" }).open();
    const link = page.find("a")[0]!;
    expect(link.href).toBe(`${APP}/call?channel=default`);
    expect([link.target, link.rel]).toEqual(["personal-shopper-call", "opener"]);
    speak({ type: "ready" }, opened);
    expect(document.body.contains((link.getRootNode() as ShadowRoot).host)).toBe(false);
    expect(page.button.textContent).toContain("Back to your call");
  });
});
