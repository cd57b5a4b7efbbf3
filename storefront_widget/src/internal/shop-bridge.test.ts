import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seal, type LoaderMessage, type PageContext } from "../bridge/messages";
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
    say({ type: "attach", resume: null }, origin, source);
    say({ type: "context", context: CONTEXT }, origin, source);
  }

  function say(message: LoaderMessage, origin: string, source: unknown = shop): void {
    const data = seal(message);
    page.dispatchEvent(Object.assign(new Event("message"), { origin, source, data }));
  }

  beforeEach(() => {
    shop.postMessage.mockReset();
    contexts.length = 0;
    delete location.ancestorOrigins;
    const listener = {
      attached: vi.fn(),
      context: (context: PageContext) => contexts.push(context),
      view: vi.fn(),
    };
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

  it("should know what the tab was in as soon as the page says so", async () => {
    const resume = { event: "E", handle: null, takeOver: false };
    const asked = bridge.toResume();
    say({ type: "attach", resume }, "https://shop.example");
    await expect(asked).resolves.toEqual(resume);
  });

  it("should not wait for ever for a page that says nothing", async () => {
    vi.useFakeTimers();
    const asked = bridge.toResume();
    await vi.advanceTimersByTimeAsync(1_500);
    await expect(asked).resolves.toBeNull();
    vi.useRealTimers();
  });

  it("should ask the shop for the token of its customer, and only the shop", async () => {
    say({ type: "attach", resume: null }, "https://shop.example");
    const asked = bridge.customerToken();
    expect(shop.postMessage).toHaveBeenLastCalledWith(
      seal({ type: "customer-wanted" }),
      "https://shop.example",
    );
    say({ type: "customer", token: "evil" }, "https://evil.example");
    say({ type: "customer", token: "his" }, "https://shop.example");
    await expect(asked).resolves.toBe("his");
  });

  it("should take a shop that does not answer for one where nobody signed in", async () => {
    vi.useFakeTimers();
    say({ type: "attach", resume: null }, "https://shop.example");
    const asked = bridge.customerToken();
    await vi.advanceTimersByTimeAsync(4_000);
    await expect(asked).resolves.toBeNull();
    vi.useRealTimers();
  });

  describe("in a window of its own", () => {
    const opener = { postMessage: vi.fn(), focus: vi.fn() };
    const own = Object.assign(new EventTarget(), { opener, location: {} });
    const attached = vi.fn();
    let single: ShopBridge;

    const hear = (message: LoaderMessage): boolean =>
      own.dispatchEvent(
        Object.assign(new Event("message"), {
          origin: "https://shop.example",
          source: opener,
          data: seal(message),
        }),
      );

    beforeEach(() => {
      vi.useFakeTimers();
      Object.assign(own, { parent: own });
      opener.postMessage.mockReset();
      attached.mockReset();
      const listener = { attached, context: vi.fn(), view: vi.fn() };
      single = new ShopBridge(["https://shop.example"], listener, own as unknown as Window);
      single.start();
    });

    afterEach(() => {
      single.stop();
      vi.useRealTimers();
    });

    it("should greet every page of the shop that comes", () => {
      hear({ type: "attach", resume: null });
      opener.postMessage.mockReset();
      vi.advanceTimersByTime(2_000);
      expect(opener.postMessage).toHaveBeenCalledExactlyOnceWith(
        seal({ type: "alive" }),
        "https://shop.example",
      );
      hear({ type: "attach", resume: null });
      expect(attached).toHaveBeenCalledTimes(2);
    });

    it("should know that the shop's page is gone when it is silent", () => {
      hear({ type: "attach", resume: null });
      vi.advanceTimersByTime(4_000);
      hear({ type: "here" });
      vi.advanceTimersByTime(4_000);
      expect(single.isConnected).toBe(true);
      vi.advanceTimersByTime(2_000);
      expect(single.isConnected).toBe(false);
    });
  });

  it("should stay alone in a tab that nobody opened", () => {
    const alone = Object.assign(new EventTarget(), { opener: null, location }) as unknown as Window;
    Object.assign(alone, { parent: alone });
    const single = new ShopBridge(
      ["https://shop.example"],
      { attached: vi.fn(), context: vi.fn(), view: vi.fn() },
      alone,
    );
    single.start();
    expect(single.isFramed).toBe(false);
    expect(() => single.post({ type: "close" })).not.toThrow();
  });
});
