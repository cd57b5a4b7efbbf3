import type { FrameView, PageContext, Presence } from "../bridge/messages";
import { loaderTexts, type LoaderTexts } from "../translations/loader-texts";
import { announce } from "./announce";
import { BookingFrame } from "./booking-frame";
import type { CallHost, HostEvent, OpenOptions } from "./call-host";
import { cookieName, readCookie, takeCodeFromAddressBar } from "./cart";
import type { CustomerTokenSource } from "./customer";
import { LauncherButton, launcherState } from "./launcher-button";
import { PresenceFeed } from "./presence";
import { BUTTON_CSS, LAUNCHER_CSS, sheet } from "./styles";

type Mode = "float" | "inline" | "window";

export interface Loader {
  readonly app: URL;
  readonly host: CallHost;
  readonly elements: Set<PersonalShopperElement>;
  /** The Saleor access token of the customer; null when nobody signed in. */
  customerToken(): Promise<string | null>;
}

/**
 * The button by which a visitor of the shop calls a personal shopper, or the agenda where he books
 * a call for later.
 *
 * @attribute saleor-api-url - the shop's Saleor; needed when the app serves several
 * @attribute channel - slug of the Saleor channel; required
 * @attribute locale - language of button and call; default the page's `lang`
 * @attribute product - global id of the product on this page
 * @attribute variant - global id of the variant chosen on this page
 * @attribute checkout-id - the cart of the visitor, if the page knows it
 * @attribute cart-cookie - name of the cookie that holds the cart; may contain `{channel}`
 * @attribute customer-name, customer-email - filled in for a signed-in customer
 * @attribute mode - `float` (launcher in the corner, default), `inline` (button in place, or the
 *   agenda of a `campaign`) or `window` (button in place, the call in a window of its own)
 * @attribute campaign - id of a campaign, as in the link to its agenda; with `mode="inline"`
 * @attribute personal-shopper - id of one personal shopper, as in the link to his agenda there
 * @attribute theme - `light`, `dark`; default the visitor's
 *
 * @property getCustomerToken - gives the Saleor access token of the customer who is signed in to the
 *   shop, or null; asked when the call needs one, handed to the app's own page, never kept
 *
 * @event personal-shopper:presence - detail `{available, personalShoppers, waiting}`
 * @event personal-shopper:open
 * @event personal-shopper:joined - detail `{event}`
 * @event personal-shopper:checkout - the cart is new or changed, detail `{checkoutId, channel}`;
 *   `cancelable` when the customer goes to the checkout: cancel it to go by the shop's own router
 * @event personal-shopper:order - detail `{number}`
 * @event personal-shopper:ended - detail `{reason}`
 * @event personal-shopper:booked - a call was booked in the agenda, detail `{event, startsAt}`
 *
 * @csspart button
 * @cssproperty --personal-shopper-accent, --personal-shopper-on-accent,
 *   --personal-shopper-radius, --personal-shopper-font
 */
export class PersonalShopperElement extends HTMLElement {
  static readonly observedAttributes = [
    "saleor-api-url",
    "channel",
    "locale",
    "product",
    "variant",
    "checkout-id",
    "cart-cookie",
    "customer-name",
    "customer-email",
    "mode",
    "theme",
    "campaign",
    "personal-shopper",
  ];

  /** Set once by the loader before the element is defined. */
  static loader: Loader;

  /** On the prototype alone: a shop may have set it before the script came, and that has to stay. */
  declare getCustomerToken: CustomerTokenSource | null;

  static {
    this.prototype.getCustomerToken = null;
  }

  private readonly button = new LauncherButton(() => this.open());
  private readonly root: ShadowRoot;
  private booking: BookingFrame | null = null;
  private feed: PresenceFeed | null = null;
  private feedAddress = "";
  private presence: Presence | null = null;

  constructor() {
    super();
    this.root = this.attachShadow({ mode: "closed" });
    this.root.adoptedStyleSheets = [sheet(BUTTON_CSS), sheet(LAUNCHER_CSS), BookingFrame.styles];
    this.root.append(this.button.element);
  }

  connectedCallback(): void {
    PersonalShopperElement.loader.elements.add(this);
    this.booking?.start();
    this.refresh();
    this.takeCartFromAddress();
    PersonalShopperElement.loader.host.resume(this.openOptions("float"));
  }

  disconnectedCallback(): void {
    PersonalShopperElement.loader.elements.delete(this);
    this.booking?.stop();
    this.stopPresence();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.refresh();
  }

  /** Opens the call, or brings it back to its size. Call it inside a click. */
  open(view: FrameView = "float"): void {
    const { host } = PersonalShopperElement.loader;
    host.open(this.openOptions(view));
    host.share(this.pageContext());
  }

  /** Follows what happens to the page's call. */
  receive(event: HostEvent): void {
    if (event.type === "presence") this.presence = event.detail;
    this.paint();
  }

  private refresh(): void {
    if (this.isAgenda) {
      this.showAgenda();
      return;
    }
    this.hideAgenda();
    this.watchPresence();
    this.paint();
    const { host } = PersonalShopperElement.loader;
    host.useCartCookie(this.channel, this.getAttribute("cart-cookie"));
    host.share(this.pageContext());
  }

  private showAgenda(): void {
    this.stopPresence();
    if (this.booking === null) {
      this.booking = this.makeAgenda();
      this.booking.start();
      this.root.replaceChildren(this.booking.element);
    }
    const { bookingTitle, bookingRefused, openAgenda } = this.texts;
    const texts = { title: bookingTitle, refused: bookingRefused, open: openAgenda };
    this.booking.show(this.agendaAddress(), this.theme, texts);
    this.paint();
  }

  private makeAgenda(): BookingFrame {
    const { app, customerToken } = PersonalShopperElement.loader;
    return new BookingFrame(app, {
      context: () => this.pageContext(),
      customerToken,
      booked: (detail) => announce(this, { type: "booked", detail }),
    });
  }

  private hideAgenda(): void {
    if (this.booking === null) return;
    this.booking.stop();
    this.booking = null;
    this.root.replaceChildren(this.button.element);
  }

  private stopPresence(): void {
    this.feed?.stop();
    this.feed = null;
    this.feedAddress = "";
  }

  private watchPresence(): void {
    const address = this.at("/widget/v1/presence", ["saleorApiUrl", "channel"]);
    if (this.feed !== null && this.feedAddress === address.href) return;
    this.feed?.stop();
    this.feedAddress = address.href;
    this.feed = new PresenceFeed(address, (presence) => this.handlePresence(presence));
    this.feed.start();
  }

  private handlePresence(presence: Presence | null): void {
    this.presence = presence;
    this.paint();
    if (presence !== null) announce(this, { type: "presence", detail: presence });
  }

  private paint(): void {
    const { state } = PersonalShopperElement.loader.host;
    this.dataset["mode"] = this.mode;
    this.dataset["theme"] = this.theme ?? "light";
    this.toggleAttribute("data-agenda", this.isAgenda);
    // The launcher makes room for the call that opens in its corner.
    this.hidden = state === "framed" && this.mode === "float";
    this.button.show(launcherState(this.presence, state), this.presence, this.texts);
  }

  private takeCartFromAddress(): void {
    const code = takeCodeFromAddressBar();
    if (code !== null) void PersonalShopperElement.loader.host.takeCart(code);
  }

  private pageContext(): PageContext {
    return {
      channel: this.channel,
      product: this.getAttribute("product"),
      variant: this.getAttribute("variant"),
      checkoutId: this.checkoutId(),
      locale: this.getAttribute("locale"),
      theme: this.theme,
      customerName: this.getAttribute("customer-name"),
      customerEmail: this.getAttribute("customer-email"),
    };
  }

  private checkoutId(): string | null {
    const template = this.getAttribute("cart-cookie") ?? "";
    const fromCookie = template === "" ? null : readCookie(cookieName(template, this.channel));
    return this.getAttribute("checkout-id") ?? fromCookie;
  }

  private openOptions(view: FrameView): OpenOptions {
    const { frameTitle, close, windowBlocked, openCall } = this.texts;
    return {
      address: this.address("/call", ["saleorApiUrl", "channel", "product", "theme"]),
      texts: { title: frameTitle, close, blocked: windowBlocked, openCall },
      inOwnWindow: this.mode === "window",
      view,
    };
  }

  private agendaAddress(): URL {
    const ids = ["campaign", "personal-shopper"].map((name) => this.getAttribute(name) ?? "");
    const path = ids.filter(Boolean).map(encodeURIComponent).join("/");
    return this.address(`/book/${path}`, ["saleorApiUrl", "channel"]);
  }

  /** Address of a page in the language of the shop's own. */
  private address(path: string, names: readonly string[]): URL {
    const url = this.at(path, names);
    if (this.language !== "") url.searchParams.set("locale", this.language);
    return url;
  }

  private at(path: string, names: readonly string[]): URL {
    const url = new URL(path, PersonalShopperElement.loader.app);
    for (const name of names) {
      const value = this.getAttribute(name === "saleorApiUrl" ? "saleor-api-url" : name);
      if (value !== null && value !== "") url.searchParams.set(name, value);
    }
    return url;
  }

  private get channel(): string {
    return this.getAttribute("channel") ?? "";
  }

  private get mode(): Mode {
    const mode = this.getAttribute("mode");
    return mode === "inline" || mode === "window" ? mode : "float";
  }

  private get theme(): "light" | "dark" | null {
    const theme = this.getAttribute("theme");
    return theme === "light" || theme === "dark" ? theme : null;
  }

  private get isAgenda(): boolean {
    return this.mode === "inline" && (this.getAttribute("campaign") ?? "") !== "";
  }

  private get language(): string {
    return this.getAttribute("locale") ?? document.documentElement.lang;
  }

  private get texts(): LoaderTexts {
    return loaderTexts(this.language);
  }
}
