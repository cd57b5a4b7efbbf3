// @vitest-environment happy-dom
import nodeConsole from "node:console";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seal, type FrameMessage } from "../bridge/messages";

const APP = "https://app.example";
const presence = { available: true, personalShoppers: 1, waiting: 0 };

/** Loads the script anew, as a shop's page does. */
async function loadScript(): Promise<void> {
  const script = document.createElement("script");
  script.type = "application/json";
  script.src = `${APP}/widget/v1/personal-shopper.js`;
  document.head.append(script);
  if (customElements.get("personal-shopper") === undefined) await import("./personal-shopper");
}

function place(attributes: Record<string, string> = {}): HTMLElement & { open(): void } {
  const element = document.createElement("personal-shopper");
  for (const [name, value] of Object.entries({ channel: "default", ...attributes })) {
    element.setAttribute(name, value);
  }
  document.body.append(element);
  return element;
}

/** Gives the call's frame a window, since nothing is loaded here. */
function withWindow(frame: HTMLIFrameElement): HTMLIFrameElement {
  if (Object.hasOwn(frame, "contentWindow")) return frame;
  return Object.defineProperty(frame, "contentWindow", {
    value: { postMessage: vi.fn() },
  });
}

/** Notes the shadow roots that the script makes: it opens them to nobody. */
function watchRoots(roots: ShadowRoot[]): void {
  const attach = Reflect.get(Element.prototype, "attachShadow");
  vi.spyOn(Element.prototype, "attachShadow").mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
}

describe("<personal-shopper>", () => {
  const fetch = vi.fn<(url: URL, init?: RequestInit) => Promise<Response>>();
  const heard: [string, unknown][] = [];
  const roots: ShadowRoot[] = [];

  const record = (event: Event): void =>
    void heard.push([event.type, (event as CustomEvent).detail]);
  const kinds = ["presence", "open", "joined", "checkout", "order", "ended"];

  beforeEach(async () => {
    fetch.mockImplementation((url) =>
      Promise.resolve(
        url.pathname === "/widget/v1/presence"
          ? Response.json(presence)
          : Response.json({ checkoutId: "C=", channel: "default" }),
      ),
    );
    vi.stubGlobal("fetch", fetch);
    // The frames made here lead nowhere, of which happy-dom complains.
    vi.spyOn(nodeConsole, "error").mockReturnValue();
    heard.length = 0;
    roots.length = 0;
    watchRoots(roots);
    for (const kind of kinds) document.addEventListener(`personal-shopper:${kind}`, record);
    await loadScript();
  });

  afterEach(() => {
    say({ type: "close" });
    for (const kind of kinds) document.removeEventListener(`personal-shopper:${kind}`, record);
    document.body.replaceChildren();
    document.cookie = "checkoutId-default=; max-age=0; path=/";
    sessionStorage.clear();
    fetch.mockReset();
  });

  const frames = (): HTMLIFrameElement[] =>
    roots.flatMap((root) => [...root.querySelectorAll("iframe")].map(withWindow));
  const frame = (): HTMLIFrameElement => frames()[0]!;
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

  function say(message: FrameMessage, origin = APP): void {
    const source = frames()[0]?.contentWindow ?? null;
    window.dispatchEvent(
      Object.assign(new Event("message"), { origin, source, data: seal(message) }),
    );
  }

  it("should ask who is there and tell the page", async () => {
    place({ "saleor-api-url": "https://shop.example/graphql/" });
    await settle();
    expect(fetch.mock.calls[0]?.[0].href).toBe(
      `${APP}/widget/v1/presence?saleorApiUrl=https%3A%2F%2Fshop.example%2Fgraphql%2F&channel=default`,
    );
    expect(heard).toEqual([["personal-shopper:presence", presence]]);
  });

  it("should set no global", () => {
    expect(Object.keys(window).filter((key) => /personal|shopper/i.test(key))).toEqual([]);
  });

  it("should open the call page of the app in a frame that may use the camera", () => {
    place({ product: "P1", locale: "es" }).open();
    expect(frame().src).toBe(`${APP}/call?channel=default&product=P1&locale=es`);
    expect(frame().allow).toContain("camera; microphone; display-capture");
    expect(heard.at(-1)).toEqual(["personal-shopper:open", null]);
  });

  it("should keep the frame when the element is put elsewhere or changed", () => {
    const element = place();
    element.open();
    const host = document.body.lastElementChild;
    element.remove();
    document.body.prepend(element);
    element.setAttribute("product", "P2");
    expect(document.body.contains(host)).toBe(true);
    expect(frames()).toHaveLength(1);
  });

  it("should believe its frame only", async () => {
    place().open();
    say({ type: "order", number: "7" }, "https://evil.example");
    expect(heard.map(([type]) => type)).not.toContain("personal-shopper:order");
    say({ type: "order", number: "7" });
    expect(heard.at(-1)).toEqual(["personal-shopper:order", { number: "7" }]);
    await settle();
  });

  it("should exchange the code of a new cart, write the shop's cookie and tell the page", async () => {
    place({ "cart-cookie": "checkoutId-{channel}" }).open();
    say({ type: "checkout", code: "xyz" });
    await settle();
    expect(document.cookie).toContain("checkoutId-default=C%3D");
    expect(heard.at(-1)).toEqual([
      "personal-shopper:checkout",
      { checkoutId: "C=", channel: "default" },
    ]);
  });

  it("should still take the cart while the page shows no element", async () => {
    const element = place({ "cart-cookie": "checkoutId-{channel}" });
    element.open();
    element.remove();
    say({ type: "checkout", code: "xyz" });
    await settle();
    expect(document.cookie).toContain("checkoutId-default=C%3D");
    expect(heard.at(-1)?.[0]).toBe("personal-shopper:checkout");
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
    say({ type: "joined", event: "E1" });
    expect(heard.filter(([type]) => type === "personal-shopper:joined")).toEqual([
      ["personal-shopper:joined", { event: "E1" }],
    ]);
  });

  it("should open a call again that a full page load interrupted", () => {
    place().open();
    say({ type: "joined", event: "E1" });
    expect(sessionStorage.getItem("personal-shopper:call")).toBe("float");
    say({ type: "ended", reason: "FINISHED" });
    expect(sessionStorage.getItem("personal-shopper:call")).toBeNull();
  });

  it("should keep its inside to itself", () => {
    expect(place().shadowRoot).toBeNull();
  });
});
