// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  cartCookie,
  cookieName,
  exchangeCode,
  readCookie,
  splitCode,
  takeCodeFromAddressBar,
} from "./cart";

describe("the cart's cookie", () => {
  it("should be named for its channel where the shop has one for each", () => {
    expect(cookieName("checkoutId-{channel}", "pl-en")).toBe("checkoutId-pl-en");
    expect(cookieName("cart", "pl-en")).toBe("cart");
  });

  it("should be a session cookie of the whole site, secure on https", () => {
    expect(cartCookie("cart", "Q2hlY2s=", true)).toBe(
      "cart=Q2hlY2s%3D; path=/; SameSite=Lax; Secure",
    );
    expect(cartCookie("cart", "Q2hlY2s=", false)).toBe("cart=Q2hlY2s%3D; path=/; SameSite=Lax");
  });

  it("should be read by its whole name and decoded", () => {
    const cookies = "a=1; xcart=no; cart=Q2hlY2s%3D; b=";
    expect(readCookie("cart", cookies)).toBe("Q2hlY2s=");
    expect(readCookie("b", cookies)).toBeNull();
    expect(readCookie("c", cookies)).toBeNull();
    expect(readCookie("raw", "raw=100%")).toBe("100%");
  });
});

describe("the code in the address", () => {
  it("should be taken out and leave the rest as it was", () => {
    expect(splitCode("https://shop.example/cart?a=1&ps_cart=xyz&b=2#c")).toEqual({
      address: "https://shop.example/cart?a=1&b=2#c",
      code: "xyz",
    });
  });

  it("should leave an address without one alone, byte by byte", () => {
    const address = "https://shop.example/?q=a+b%20c";
    expect(splitCode(address)).toEqual({ address, code: null });
  });

  it("should vanish from the address bar and keep the router's state", () => {
    history.replaceState({ key: "router" }, "", "?ps_cart=xyz");
    expect(takeCodeFromAddressBar()).toBe("xyz");
    expect(location.search).toBe("");
    expect(history.state).toEqual({ key: "router" });
    expect(takeCodeFromAddressBar()).toBeNull();
  });
});

describe("exchangeCode", () => {
  const app = new URL("https://app.example/");
  const fetch = vi.fn<(url: URL, init: RequestInit) => Promise<Response>>();

  beforeEach(() => {
    fetch.mockReset();
    vi.stubGlobal("fetch", fetch);
  });

  it("should ask the app without cookies", async () => {
    fetch.mockResolvedValue(Response.json({ checkoutId: "C", channel: "default" }));
    await expect(exchangeCode(app, "xyz")).resolves.toEqual({
      checkoutId: "C",
      channel: "default",
    });
    const [url, init] = fetch.mock.calls[0]!;
    expect(url.href).toBe("https://app.example/widget/v1/cart");
    expect(init).toMatchObject({ method: "POST", credentials: "omit", body: '{"code":"xyz"}' });
  });

  it.each([
    ["spent", () => Promise.resolve(Response.json({ error: "EXPIRED" }, { status: 410 }))],
    ["out of reach", () => Promise.reject(new TypeError("offline"))],
    ["strange", () => Promise.resolve(Response.json({ checkoutId: 7 }))],
  ])("should give no cart when the answer is %s", async (_, answer) => {
    fetch.mockImplementation(answer);
    await expect(exchangeCode(app, "xyz")).resolves.toBeNull();
  });
});
