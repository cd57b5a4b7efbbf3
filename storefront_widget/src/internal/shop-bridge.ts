import {
  openLoaderMessage,
  seal,
  type FrameMessage,
  type FrameView,
  type LoaderMessage,
  type PageContext,
  type Resume,
} from "../bridge/messages";

export interface ShopBridgeListener {
  /** A page of the shop is there; in a window of its own a later one may come, too. */
  attached(): void;
  context(context: PageContext): void;
  view(view: FrameView): void;
}

/** How often a window of its own looks whether the page that opened it is there still. */
const ALIVE_MS = 2_000;
const SILENT_AFTER_MS = 5_000;
/** How long the shop may take to tell who its customer is. */
const CUSTOMER_MS = 4_000;
/** How long to wait for a loader that may not be there. */
const ATTACH_MS = 1_500;

/**
 * The line to the loader in the shop's page: its frame's parent, or the window that opened ours.
 * Only the shop's own origins, from the merchant's settings, are greeted and listened to; the page
 * that attached itself is the one that is answered.
 */
export class ShopBridge {
  /** Of the shop's page, as the browser vouches for it; null before one attached itself. */
  origin: string | null = null;
  private heardAt = 0;
  private resume: Resume | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly waiting: FrameMessage[] = [];
  private readonly answers = new Set<(message: LoaderMessage) => void>();

  constructor(
    private readonly origins: readonly string[],
    private readonly listener: ShopBridgeListener,
    private readonly page: Window = window,
  ) {}

  /** Whether the page stands in a frame. */
  get isFramed(): boolean {
    return this.page.parent !== this.page;
  }

  /** Whether there is a shop's page to speak with. */
  get isConnected(): boolean {
    if (this.origin === null) return false;
    return this.isFramed || Date.now() - this.heardAt < SILENT_AFTER_MS;
  }

  start(): void {
    if (this.peer === null) return;
    this.page.addEventListener("message", this.handleMessage);
    this.greet("ready");
    if (!this.isFramed) this.timer = setInterval(() => this.greet("alive"), ALIVE_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.page.removeEventListener("message", this.handleMessage);
  }

  /** Tells the loader; what is said before it is known waits for it. */
  post(message: FrameMessage): void {
    if (this.peer === null) return;
    if (this.origin === null) this.waiting.push(message);
    else this.peer.postMessage(seal(message), this.origin);
  }

  /** The call that this tab of the shop was in; null when there was none, or nobody says. */
  async toResume(): Promise<Resume | null> {
    if (this.peer !== null && this.origin === null) await this.hear("attach", ATTACH_MS);
    return this.resume;
  }

  /** The Saleor access token of the customer who is signed in to the shop; for use at once. */
  async customerToken(): Promise<string | null> {
    if (!this.isConnected) return null;
    const answer = this.hear("customer", CUSTOMER_MS);
    this.post({ type: "customer-wanted" });
    return (await answer)?.token ?? null;
  }

  /** Brings the shop's page before the window of the call. Call it inside a click. */
  focusShop(): void {
    if (!this.isFramed) this.peer?.focus();
  }

  private hear<Type extends LoaderMessage["type"]>(
    type: Type,
    milliseconds: number,
  ): Promise<Extract<LoaderMessage, { type: Type }> | null> {
    return new Promise((resolve) => {
      const settle = (message: LoaderMessage | null): void => {
        clearTimeout(timer);
        this.answers.delete(take);
        resolve(message as Extract<LoaderMessage, { type: Type }> | null);
      };
      const take = (message: LoaderMessage): void => {
        if (message.type === type) settle(message);
      };
      const timer = setTimeout(() => settle(null), milliseconds);
      this.answers.add(take);
    });
  }

  private greet(type: "ready" | "alive"): void {
    for (const origin of this.greeted) this.peer?.postMessage(seal({ type }), origin);
  }

  /** The shop's origins that may be the page around us; some browsers tell which one it is. */
  private get greeted(): readonly string[] {
    if (this.origin !== null && this.isConnected) return [this.origin];
    const { ancestorOrigins } = this.page.location as { ancestorOrigins?: DOMStringList };
    const parent = this.isFramed ? ancestorOrigins?.[0] : undefined;
    return parent === undefined ? this.origins : this.origins.filter((origin) => origin === parent);
  }

  private get peer(): Window | null {
    return this.isFramed ? this.page.parent : (this.page.opener as Window | null);
  }

  private readonly handleMessage = (event: MessageEvent): void => {
    const message = openLoaderMessage(event, this.peer, this.origins);
    if (message === null) return;
    this.heardAt = Date.now();
    if (message.type === "attach") this.attach(event.origin, message.resume);
    else if (message.type === "context") this.listener.context(message.context);
    else if (message.type === "view") this.listener.view(message.view);
    for (const take of [...this.answers]) take(message);
  };

  private attach(origin: string, resume: Resume | null): void {
    this.origin = origin;
    this.resume = resume;
    for (const message of this.waiting.splice(0)) this.post(message);
    this.listener.attached();
  }
}
