/** A shop's page in which the loader runs, for tests in happy-dom. */
import nodeConsole from "node:console";
import { vi } from "vitest";
import type { PersonalShopperElement } from "../../types/personal-shopper";
import { seal, type FrameMessage } from "../bridge/messages";
import type { KeptCall } from "./memory";

export const APP = "https://app.example";
export const PRESENCE = { available: true, personalShoppers: 1, waiting: 0 };
const KINDS = ["presence", "open", "joined", "checkout", "order", "ended", "booked"];

export function place(attributes: Record<string, string> = {}): PersonalShopperElement {
  const element = document.createElement("personal-shopper");
  for (const [name, value] of Object.entries({ channel: "default", ...attributes })) {
    element.setAttribute(name, value);
  }
  document.body.append(element);
  return element;
}

export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** What a page of the shop shows, heard and was told. */
export class ShopPage {
  readonly fetch = vi.fn<(url: URL, init?: RequestInit) => Promise<Response>>();
  /** DOM events: type and detail. */
  readonly heard: [string, unknown][] = [];
  readonly roots: ShadowRoot[] = [];

  /** Loads the script anew, as a shop's page does. */
  async load(): Promise<void> {
    this.fetch.mockImplementation((url) =>
      Promise.resolve(
        url.pathname === "/widget/v1/presence"
          ? Response.json(PRESENCE)
          : Response.json({ checkoutId: "C=", channel: "default" }),
      ),
    );
    vi.stubGlobal("fetch", this.fetch);
    // The frames made here lead nowhere, of which happy-dom complains.
    vi.spyOn(nodeConsole, "error").mockReturnValue();
    watchRoots(this.roots);
    for (const kind of KINDS)
      document.addEventListener(`personal-shopper:${kind}`, this.handleEvent);
    const script = document.createElement("script");
    script.type = "application/json";
    script.src = `${APP}/widget/v1/personal-shopper.js`;
    document.head.append(script);
    if (customElements.get("personal-shopper") === undefined) await import("./personal-shopper");
  }

  leave(): void {
    this.say({ type: "close" });
    for (const kind of KINDS)
      document.removeEventListener(`personal-shopper:${kind}`, this.handleEvent);
    document.body.replaceChildren();
    document.cookie = "checkoutId-default=; max-age=0; path=/";
    sessionStorage.clear();
  }

  get frames(): readonly HTMLIFrameElement[] {
    return this.find("iframe").map(withWindow);
  }

  get frame(): HTMLIFrameElement {
    return first(this.frames);
  }

  get button(): HTMLElement {
    return first(this.find("button"));
  }

  /** What the call page in the frame was told. */
  get told(): readonly unknown[] {
    const { postMessage } = this.frame.contentWindow as Window;
    return vi.mocked(postMessage).mock.calls.map(([message]): unknown => message);
  }

  find<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
  ): readonly HTMLElementTagNameMap[Name][] {
    return this.roots
      .filter(({ host }) => host.isConnected)
      .flatMap((root) => [...root.querySelectorAll(name)]);
  }

  say(message: FrameMessage, origin = APP): void {
    const source = this.frames[0]?.contentWindow ?? null;
    speak(message, source, origin);
  }

  private readonly handleEvent = (event: Event): void =>
    void this.heard.push([event.type, (event as CustomEvent).detail]);
}

/** Lets a window say something to the page. */
export function speak(message: FrameMessage, source: unknown, origin = APP): void {
  window.dispatchEvent(
    Object.assign(new Event("message"), { origin, source, data: seal(message) }),
  );
}

const KEY = "personal-shopper:call";

/** What the tab remembers of its call. */
export function remembered(): KeptCall | null {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as KeptCall | null;
}

export function remember(changes: Partial<KeptCall> = {}): void {
  const usual: KeptCall = {
    event: "E1",
    handle: null,
    view: "float",
    inOwnWindow: false,
    elsewhere: false,
  };
  sessionStorage.setItem(KEY, JSON.stringify({ ...usual, ...changes }));
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

function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error("The page shows none.");
  return item;
}
