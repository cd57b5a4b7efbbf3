// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seal } from "../bridge/messages";
import { APP, place, PRESENCE, remember, remembered, settle, ShopPage } from "./testing";

describe("<personal-shopper>", () => {
  let page: ShopPage;

  beforeEach(async () => {
    page = new ShopPage();
    await page.load();
  });

  afterEach(() => page.leave());

  it("should ask who is there and tell the page", async () => {
    place({ "saleor-api-url": "https://shop.example/graphql/" });
    await settle();
    expect(page.fetch.mock.calls[0]?.[0].href).toBe(
      `${APP}/widget/v1/presence?saleorApiUrl=https%3A%2F%2Fshop.example%2Fgraphql%2F&channel=default`,
    );
    expect(page.heard).toEqual([["personal-shopper:presence", PRESENCE]]);
  });

  it("should set no global", () => {
    expect(Object.keys(window).filter((key) => /personal|shopper/i.test(key))).toEqual([]);
  });

  it("should open the call page of the app in a frame that may use the camera", () => {
    place({ product: "P1", locale: "es" }).open();
    expect(page.frame.src).toBe(`${APP}/call?channel=default&product=P1&locale=es`);
    expect(page.frame.allow).toContain("camera; microphone; display-capture");
    expect(page.heard.at(-1)).toEqual(["personal-shopper:open", null]);
  });

  it("should keep the frame when the element is put elsewhere or changed", () => {
    const element = place();
    element.open();
    const host = document.body.lastElementChild;
    element.remove();
    document.body.prepend(element);
    element.setAttribute("product", "P2");
    expect(document.body.contains(host)).toBe(true);
    expect(page.frames).toHaveLength(1);
  });

  it("should believe its frame only", async () => {
    place().open();
    page.say({ type: "order", number: "7" }, "https://evil.example");
    expect(page.heard.map(([type]) => type)).not.toContain("personal-shopper:order");
    page.say({ type: "order", number: "7" });
    expect(page.heard.at(-1)).toEqual(["personal-shopper:order", { number: "7" }]);
    await settle();
  });

  it("should exchange the code of a new cart, write the shop's cookie and tell the page", async () => {
    place({ "cart-cookie": "checkoutId-{channel}" }).open();
    page.say({ type: "checkout", code: "xyz" });
    await settle();
    expect(document.cookie).toContain("checkoutId-default=C%3D");
    expect(page.heard.at(-1)).toEqual([
      "personal-shopper:checkout",
      { checkoutId: "C=", channel: "default" },
    ]);
  });

  it("should let a router go to the checkout, and nothing else be cancelled", async () => {
    const cancelable: boolean[] = [];
    place({ "cart-cookie": "checkoutId-{channel}" }).open();
    const take = (event: Event): void => {
      cancelable.push(event.cancelable);
      event.preventDefault();
    };
    document.addEventListener("personal-shopper:checkout", take);
    const before = location.href;
    page.say({ type: "checkout", code: "xyz" });
    await settle();
    page.say({ type: "go-to-checkout", url: `${location.origin}/cart?ps_cart=abc`, code: "abc" });
    await settle();
    document.removeEventListener("personal-shopper:checkout", take);
    expect(cancelable).toEqual([false, true]);
    expect(location.href).toBe(before);
  });

  it("should still take the cart while the page shows no element", async () => {
    const element = place({ "cart-cookie": "checkoutId-{channel}" });
    element.open();
    element.remove();
    page.say({ type: "checkout", code: "xyz" });
    await settle();
    expect(document.cookie).toContain("checkoutId-default=C%3D");
    expect(page.heard.at(-1)?.[0]).toBe("personal-shopper:checkout");
  });

  it("should take the cart that came back in the address", async () => {
    history.replaceState(null, "", "?ps_cart=abc");
    place({ "cart-cookie": "checkoutId-{channel}" });
    await settle();
    expect(location.search).toBe("");
    expect(document.cookie).toContain("checkoutId-default=C%3D");
  });

  it("should tell a page once, however many buttons it has", () => {
    place().open();
    place({ mode: "inline" });
    page.say({ type: "joined", event: "E1" });
    expect(page.heard.filter(([type]) => type === "personal-shopper:joined")).toEqual([
      ["personal-shopper:joined", { event: "E1" }],
    ]);
  });

  it("should remember the call for a full page load, and what leads back to it", () => {
    place().open();
    page.say({ type: "joined", event: "E1" });
    page.say({ type: "kept", handle: "h1" });
    page.say({ type: "view", view: "large" });
    expect(remembered()).toEqual({
      event: "E1",
      handle: "h1",
      view: "large",
      inOwnWindow: false,
      elsewhere: false,
    });
    page.say({ type: "ended", reason: "FINISHED" });
    expect(remembered()).toBeNull();
  });

  it("should open it again and tell the call page what it was, and take the next handle", () => {
    remember({ handle: "h1", view: "large" });
    place();
    page.say({ type: "ready" });
    expect(page.told).toContainEqual(
      seal({
        type: "attach",
        resume: { event: "E1", handle: "h1", takeOver: false },
      }),
    );
    page.say({ type: "kept", handle: "h2" });
    page.say({ type: "joined", event: "E1" });
    expect(remembered()).toMatchObject({ handle: "h2", view: "large" });
  });

  it("should leave a call to the page that has it, and bring it here when asked", () => {
    // given a tab that copied the session of another
    remember();
    const element = place();
    page.say({ type: "elsewhere" });
    expect(page.frames).toHaveLength(0);
    expect(page.button.textContent).toContain("Continue the call here");

    // when another page of the tab is loaded, then it keeps quiet
    element.remove();
    const next = place();
    expect(page.frames).toHaveLength(0);

    // and by the click it is wanted here
    next.open();
    page.say({ type: "ready" });
    expect(page.told).toContainEqual(
      seal({
        type: "attach",
        resume: { event: "E1", handle: null, takeOver: true },
      }),
    );
  });

  it("should not offer a call any more that is over in the tab that had it", async () => {
    remember({ elsewhere: true });
    place();
    expect(page.button.textContent).toContain("Continue the call here");
    const other = new BroadcastChannel("personal-shopper");
    other.postMessage("E2");
    other.postMessage("E1");
    await expect.poll(() => remembered()).toBeNull();
    expect(page.button.textContent).toContain("Talk to a personal shopper");
    other.close();
  });

  it("should hand the customer's token to the call page when asked, and keep it nowhere", async () => {
    const element = place();
    element.getCustomerToken = () => Promise.resolve("saleor-token");
    element.open();
    page.say({ type: "ready" });
    page.say({ type: "customer-wanted" }, "https://evil.example");
    await settle();
    expect(JSON.stringify(page.told)).not.toContain("saleor-token");
    page.say({ type: "customer-wanted" });
    await settle();
    expect(page.told).toContainEqual(seal({ type: "customer", token: "saleor-token" }));
    expect(JSON.stringify([sessionStorage, localStorage])).not.toContain("saleor-token");
    expect(element.outerHTML).not.toContain("saleor-token");
  });

  it.each([
    ["nobody signed in", () => null],
    ["the shop fails", () => Promise.reject(new Error("down"))],
    ["the shop says nonsense", () => ""],
  ])("should say that there is no customer when %s", async (_, source) => {
    const element = place();
    element.getCustomerToken = source;
    element.open();
    page.say({ type: "ready" });
    page.say({ type: "customer-wanted" });
    await settle();
    expect(page.told).toContainEqual(seal({ type: "customer", token: null }));
  });

  it("should have no field that hides what the shop set before the script came", () => {
    const element = place();
    expect(Object.hasOwn(element, "getCustomerToken")).toBe(false);
    // Frameworks set a property only where the element knows it.
    expect("getCustomerToken" in element).toBe(true);
  });

  it("should keep its inside to itself", () => {
    expect(place().shadowRoot).toBeNull();
  });
});
