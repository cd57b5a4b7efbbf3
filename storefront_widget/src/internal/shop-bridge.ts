import {
  openLoaderMessage,
  seal,
  type FrameMessage,
  type FrameView,
  type PageContext,
} from "../bridge/messages";

export interface ShopBridgeListener {
  context(context: PageContext): void;
  view(view: FrameView): void;
}

/**
 * The line to the loader in the shop's page: its frame's parent, or the window that opened ours.
 * Only the shop's own origins, from the merchant's settings, are greeted and listened to; the first
 * one that speaks is the one that is answered.
 */
export class ShopBridge {
  private origin: string | null = null;
  private readonly waiting: FrameMessage[] = [];

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
    return this.origin !== null;
  }

  start(): void {
    const { peer } = this;
    if (peer === null) return;
    this.page.addEventListener("message", this.handleMessage);
    for (const origin of this.greeted) peer.postMessage(seal({ type: "ready" }), origin);
  }

  stop(): void {
    this.page.removeEventListener("message", this.handleMessage);
  }

  /** Tells the loader; what is said before it is known waits for it. */
  post(message: FrameMessage): void {
    if (this.peer === null) return;
    if (this.origin === null) this.waiting.push(message);
    else this.peer.postMessage(seal(message), this.origin);
  }

  /** The shop's origins that may be the page around us; some browsers tell which one it is. */
  private get greeted(): readonly string[] {
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
    if (this.origin === null) this.answer(event.origin);
    if (message.type === "context") this.listener.context(message.context);
    else this.listener.view(message.view);
  };

  private answer(origin: string): void {
    this.origin = origin;
    for (const message of this.waiting.splice(0)) this.post(message);
  }
}
