import type { FrameMessage, FrameView, PageContext, Presence } from "../bridge/messages";
import { exchangeCode, writeCartCookie, type Cart } from "./cart";
import { CallFrame, type CallPlace, type PlaceNames } from "./call-frame";
import { CallWindow } from "./call-window";
import { callMemory } from "./memory";

/** What the call tells the elements of the page. */
export type HostEvent =
  | { readonly type: "presence"; readonly detail: Presence }
  | { readonly type: "open" }
  | { readonly type: "joined"; readonly detail: { readonly event: string } }
  | { readonly type: "checkout"; readonly detail: Cart }
  | { readonly type: "order"; readonly detail: { readonly number: string } }
  | { readonly type: "ended"; readonly detail: { readonly reason: string } }
  | { readonly type: "closed" };

export interface OpenOptions {
  readonly address: URL;
  readonly names: PlaceNames;
  readonly inOwnWindow: boolean;
  readonly view: FrameView;
}

/** Tells the elements; false when a listener took the matter into its own hands. */
type Emit = (event: HostEvent) => boolean;

/** The one call of the page, shared by all its elements. */
export class CallHost {
  private place: CallPlace | null = null;
  private cart: Cart | null = null;
  private context: PageContext | null = null;
  private hasJoined = false;
  private readonly cartCookies = new Map<string, string>();

  constructor(
    private readonly app: URL,
    private readonly emit: Emit,
  ) {}

  get isOpen(): boolean {
    return this.place !== null;
  }

  open({ address, names, inOwnWindow, view }: OpenOptions): void {
    if (this.place !== null) {
      this.place.show(view);
      return;
    }
    const ownWindow = inOwnWindow || !CallFrame.isAllowed(this.app);
    this.place = ownWindow
      ? new CallWindow(this.app, this.handleMessage)
      : new CallFrame(this.app, this.handleMessage);
    this.place.show(view);
    this.place.open(address, names);
    this.emit({ type: "open" });
  }

  /** Remembers where the shop keeps its cart, also while no element is in the page. */
  useCartCookie(channel: string, template: string | null): void {
    if (template !== null && template !== "") this.cartCookies.set(channel, template);
  }

  /** Tells the call page what the customer looks at now. */
  share(context: PageContext): void {
    this.context = context;
    this.place?.post({ type: "context", context });
  }

  private readonly handleMessage = (message: FrameMessage): void => {
    switch (message.type) {
      case "ready":
        if (this.context !== null) this.share(this.context);
        return;
      case "view":
        this.show(message.view);
        return;
      case "close":
        this.close();
        return;
      case "joined":
        this.hasJoined = true;
        callMemory.write("float");
        this.emit({ type: "joined", detail: { event: message.event } });
        return;
      case "ended":
        this.hasJoined = false;
        callMemory.clear();
        this.emit({ type: "ended", detail: { reason: message.reason } });
        return;
      case "presence":
        this.emit({ type: "presence", detail: message.presence });
        return;
      case "order":
        this.cart = null;
        this.emit({ type: "order", detail: { number: message.number } });
        return;
      default:
        void this.handleCart(message);
    }
  };

  private async handleCart(
    message: Extract<FrameMessage, { type: "checkout" | "checkout-changed" | "go-to-checkout" }>,
  ): Promise<void> {
    if (message.type === "checkout-changed") {
      if (this.cart !== null) this.emit({ type: "checkout", detail: this.cart });
      return;
    }
    if (message.type === "go-to-checkout") {
      await this.goToCheckout(message.url, message.code);
      return;
    }
    await this.takeCart(message.code);
  }

  /** Exchanges the code and lets the page know its cart; false when a listener cancelled. */
  async takeCart(code: string): Promise<boolean> {
    const cart = await exchangeCode(this.app, code);
    if (cart === null) return true;
    this.cart = cart;
    const template = this.cartCookies.get(cart.channel);
    if (template !== undefined) writeCartCookie(template, cart);
    return this.emit({ type: "checkout", detail: cart });
  }

  /**
   * Goes to the shop's checkout. On the shop's own origin the code is exchanged first, so that a
   * listener may cancel and navigate by the shop's router; elsewhere the address takes it along.
   */
  private async goToCheckout(address: string, code: string): Promise<void> {
    // The merchant set no address: the listener of the event knows where to go.
    if (address === "") {
      await this.takeCart(code);
      return;
    }
    const url = new URL(address, this.app);
    if (url.protocol !== "https:" && url.protocol !== "http:") return;
    if (url.origin === location.origin) {
      if (!(await this.takeCart(code))) return;
      url.searchParams.delete("ps_cart");
    }
    if (this.hasJoined) callMemory.write("mini");
    location.assign(url.href);
  }

  private show(view: FrameView): void {
    this.place?.show(view);
    if (this.hasJoined) callMemory.write(view);
  }

  private close(): void {
    this.place?.close();
    this.place = null;
    this.hasJoined = false;
    callMemory.clear();
    this.emit({ type: "closed" });
  }
}
