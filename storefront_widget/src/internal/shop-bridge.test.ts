import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seal, type PageContext } from "../bridge/messages";
import { ShopBridge } from "./shop-bridge";

const CONTEXT: PageContext = {
  channel: "default",
  product: "P",
  variant: null,
  checkoutId: "C",
  locale: "es",
  theme: "dark",
  customerName: null,
  customerEmail: null,
};

describe("ShopBridge", () => {
  const shop = { postMessage: vi.fn() };
  const location: { ancestorOrigins?: readonly string[] } = {};
  const page = Object.assign(new EventTarget(), { parent: shop, opener: null, location });
  const contexts: PageContext[] = [];
  let bridge: ShopBridge;

  function receive(origin: string, source: unknown = shop): void {
    const data = seal({ type: "context", context: CONTEXT });
    page.dispatchEvent(Object.assign(new Event("message"), { origin, source, data }));
  }

  beforeEach(() => {
    shop.postMessage.mockReset();
    contexts.length = 0;
    delete location.ancestorOrigins;
    const listener = { context: (context: PageContext) => contexts.push(context), view: vi.fn() };
    bridge = new ShopBridge(["https://shop.example"], listener, page as unknown as Window);
    bridge.start();
  });

  afterEach(() => bridge.stop());

  it("should say no more than that it is there until a page of the shop has spoken", () => {
    bridge.post({ type: "order", number: "1" });
    expect(shop.postMessage.mock.calls).toEqual([
      [seal({ type: "ready" }), "https://shop.example"],
    ]);
    expect(bridge.isConnected).toBe(false);
  });

  it("should not greet a page of which the browser says that it is another one", () => {
    location.ancestorOrigins = ["https://evil.example"];
    shop.postMessage.mockReset();
    bridge.start();
    expect(shop.postMessage).not.toHaveBeenCalled();
  });

  it("should answer only the origin that spoke, and catch up", () => {
    bridge.post({ type: "order", number: "1" });
    receive("https://shop.example");
    expect(contexts).toEqual([CONTEXT]);
    expect(shop.postMessage.mock.calls).toEqual([
      [seal({ type: "ready" }), "https://shop.example"],
      [seal({ type: "order", number: "1" }), "https://shop.example"],
    ]);
  });

  it("should not listen to another origin, nor to another window", () => {
    receive("https://evil.example");
    receive("https://shop.example", { postMessage: vi.fn() });
    expect(contexts).toEqual([]);
    expect(bridge.isConnected).toBe(false);
  });

  it("should stay alone in a tab that nobody opened", () => {
    const alone = Object.assign(new EventTarget(), { opener: null, location }) as unknown as Window;
    Object.assign(alone, { parent: alone });
    const single = new ShopBridge(
      ["https://shop.example"],
      { context: vi.fn(), view: vi.fn() },
      alone,
    );
    single.start();
    expect(single.isFramed).toBe(false);
    expect(() => single.post({ type: "close" })).not.toThrow();
  });
});
