import type { FrameView, PageContext, Presence } from "../bridge/messages";
import { exchangeCode, writeCartCookie, type Cart } from "./cart";
import { CallFrame, type CallMessage, type CallPlace, type PlaceTexts } from "./call-frame";
import { CallWindow } from "./call-window";
import { callMemory } from "./memory";
import { OtherTabs } from "./other-tabs";

/** What the call tells the elements of the page. */
export type HostEvent =
  | { readonly type: "presence"; readonly detail: Presence }
  | { readonly type: "open" }
  | { readonly type: "joined"; readonly detail: { readonly event: string } }
  /** `isLeaving`: the customer goes to the checkout now. */
  | { readonly type: "checkout"; readonly detail: Cart; readonly isLeaving: boolean }
  | { readonly type: "order"; readonly detail: { readonly number: string } }
  | { readonly type: "ended"; readonly detail: { readonly reason: string } }
  /** Told to the elements only. */
  | { readonly type: "changed" };

export interface OpenOptions {
  readonly address: URL;
  readonly texts: PlaceTexts;
  readonly inOwnWindow: boolean;
  readonly view: FrameView;
}

/** Where the call is: nowhere, in this page, in its own window, or in another page that has it. */
export type HostState = "none" | "framed" | "window" | "elsewhere";

/** What the call needs of the page. */
export interface HostPage {
  /** Tells the elements; false when a listener took the matter into its own hands. */
  emit(event: HostEvent): boolean;
  /** The Saleor access token of the customer; null when nobody signed in. */
  customerToken(): Promise<string | null>;
}

/** The one call of the page, shared by all its elements. */
export class CallHost {
  private place: CallPlace | null = null;
  private cart: Cart | null = null;
  private context: PageContext | null = null;
  private view: FrameView = "float";
  private readonly cartCookies = new Map<string, string>();
  private readonly otherTabs = new OtherTabs((event) => this.forgetElsewhere(event));

  constructor(
    private readonly app: URL,
    private readonly page: HostPage,
  ) {}

  get state(): HostState {
    if (this.place?.isThere === true) return this.place instanceof CallWindow ? "window" : "framed";
    return callMemory.read()?.elsewhere === true ? "elsewhere" : "none";
  }

  open({ address, texts, inOwnWindow, view }: OpenOptions): void {
    if (this.place?.isThere === true) {
      this.place.show(view);
      return;
    }
    const isInWindow = callMemory.read()?.inOwnWindow === true;
    this.take(inOwnWindow || isInWindow || !CallFrame.isAllowed(this.app));
    this.show(view);
    this.place?.open(address, texts);
    this.page.emit({ type: "open" });
  }

  /** After a full page load: takes up again the call that this tab is in. */
  resume(options: OpenOptions): void {
    const kept = callMemory.read();
    if (kept === null || kept.elsewhere || this.place !== null) return;
    // Its window was never left: it greets every page that comes.
    if (kept.inOwnWindow) this.take(true);
    else this.open({ ...options, inOwnWindow: false, view: kept.view });
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

  private take(inOwnWindow: boolean): void {
    this.place?.close();
    const Place = inOwnWindow ? CallWindow : CallFrame;
    this.place = new Place(this.app, this.handleMessage);
  }

  private readonly handleMessage = (message: CallMessage): void => {
    switch (message.type) {
      case "ready":
        this.greet();
        return;
      case "customer-wanted":
        void this.sendCustomer();
        return;
      case "view":
        this.show(message.view);
        return;
      case "close":
        this.forget();
        this.close();
        return;
      case "elsewhere":
        callMemory.change({ elsewhere: true });
        this.close();
        return;
      case "joined":
        this.remember(message.event);
        this.page.emit({ type: "joined", detail: { event: message.event } });
        return;
      case "kept":
        callMemory.change({ handle: message.handle });
        return;
      case "ended":
        this.forget();
        this.page.emit({ type: "ended", detail: { reason: message.reason } });
        return;
      case "presence":
        this.page.emit({ type: "presence", detail: message.presence });
        return;
      case "order":
        this.cart = null;
        this.page.emit({ type: "order", detail: { number: message.number } });
        return;
      default:
        void this.handleCart(message);
    }
  };

  /** Answers the call page's first word. */
  private greet(): void {
    const kept = callMemory.read();
    const resume = kept && {
      event: kept.event,
      handle: kept.handle,
      takeOver: kept.elsewhere,
    };
    this.place?.post({ type: "attach", resume });
    if (this.context !== null) this.share(this.context);
    // A window of its own may have come by itself.
    this.page.emit({ type: "changed" });
  }

  private async sendCustomer(): Promise<void> {
    const token = await this.page.customerToken();
    this.place?.post({ type: "customer", token });
  }

  private remember(event: string): void {
    const kept = callMemory.read();
    const handle = kept?.event === event ? kept.handle : null;
    const inOwnWindow = this.place instanceof CallWindow;
    callMemory.write({ event, handle, view: this.view, inOwnWindow, elsewhere: false });
  }

  private forget(): void {
    const kept = callMemory.read();
    if (kept === null) return;
    callMemory.clear();
    this.otherTabs.tellOver(kept.event);
  }

  /** What another tab had is over there. */
  private forgetElsewhere(event: string): void {
    const kept = callMemory.read();
    if (kept?.event !== event || !kept.elsewhere) return;
    callMemory.clear();
    this.page.emit({ type: "changed" });
  }

  private async handleCart(
    message: Extract<CallMessage, { type: "checkout" | "checkout-changed" | "go-to-checkout" }>,
  ): Promise<void> {
    if (message.type === "checkout-changed") {
      if (this.cart !== null) this.tell(this.cart);
      return;
    }
    if (message.type === "go-to-checkout") {
      await this.goToCheckout(message.url, message.code);
      return;
    }
    await this.takeCart(message.code);
  }

  /** Exchanges the code and lets the page know its cart; false when a listener cancelled. */
  async takeCart(code: string, isLeaving = false): Promise<boolean> {
    const cart = await exchangeCode(this.app, code);
    if (cart === null) return true;
    this.cart = cart;
    const template = this.cartCookies.get(cart.channel);
    if (template !== undefined) writeCartCookie(template, cart);
    return this.tell(cart, isLeaving);
  }

  private tell(cart: Cart, isLeaving = false): boolean {
    return this.page.emit({ type: "checkout", detail: cart, isLeaving });
  }

  /**
   * Goes to the shop's checkout. On the shop's own origin the code is exchanged first, so that a
   * listener may cancel and navigate by the shop's router; elsewhere the address takes it along.
   */
  private async goToCheckout(address: string, code: string): Promise<void> {
    // The merchant set no address: the listener of the event knows where to go.
    if (address === "") {
      await this.takeCart(code, true);
      return;
    }
    const url = new URL(address, this.app);
    if (url.protocol !== "https:" && url.protocol !== "http:") return;
    if (url.origin === location.origin) {
      if (!(await this.takeCart(code, true))) return;
      url.searchParams.delete("ps_cart");
    }
    callMemory.change({ view: "mini" });
    location.assign(url.href);
  }

  private show(view: FrameView): void {
    this.view = view;
    this.place?.show(view);
    callMemory.change({ view });
  }

  private close(): void {
    this.place?.close();
    this.place = null;
    this.page.emit({ type: "changed" });
  }
}
