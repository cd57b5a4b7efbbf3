import {
  openFrameMessage,
  seal,
  type FrameMessage,
  type LoaderMessage,
  type PageContext,
} from "../bridge/messages";
import { BOOKING_CSS, sheet } from "./styles";

/** A call that a customer booked in the shop's page. */
export type Booked = Omit<Extract<FrameMessage, { type: "booked" }>, "type">;

/** What the booking page needs of the shop's page. */
export interface BookingHost {
  context(): PageContext;
  /** The Saleor access token of the customer; null when nobody signed in. */
  customerToken(): Promise<string | null>;
  booked(booked: Booked): void;
}

/** What is read around the booking page, or instead of it. */
export interface BookingTexts {
  readonly title: string;
  readonly refused: string;
  readonly open: string;
}

/** How long a frame that is loaded may take to greet; one that was refused never does. */
const GREETING_MS = 6_000;

/** The booking page in its place in the shop's page, as high as its content. */
export class BookingFrame {
  static readonly styles = sheet(BOOKING_CSS);

  readonly element = document.createElement("div");
  private readonly frame = document.createElement("iframe");
  private readonly note = document.createElement("p");
  private readonly link = document.createElement("a");
  private key = "";
  private isReady = false;
  private greeting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly app: URL,
    private readonly host: BookingHost,
  ) {
    this.element.className = "booking";
    this.frame.loading = "lazy";
    this.frame.addEventListener("load", () => this.awaitGreeting());
    this.note.hidden = true;
    this.link.target = "_blank";
    this.link.rel = "noopener";
    this.element.append(this.frame, this.note);
  }

  /** Shows the agenda at an address. Its theme follows the shop's without loading it anew. */
  show(address: URL, theme: string | null, texts: BookingTexts): void {
    this.frame.title = texts.title;
    this.link.textContent = texts.open;
    this.note.replaceChildren(`${texts.refused} `, this.link);
    // A frame of another scheme than its content is opaque.
    this.frame.style.colorScheme = theme ?? "normal";
    if (this.key !== address.href) this.load(address, theme);
    else if (this.isReady) this.share();
  }

  /** Listens to the page in the frame; to be called when the element is in the shop's page. */
  start(): void {
    window.addEventListener("message", this.handleMessage);
  }

  stop(): void {
    clearTimeout(this.greeting);
    window.removeEventListener("message", this.handleMessage);
    this.isReady = false;
  }

  private load(address: URL, theme: string | null): void {
    this.key = this.link.href = address.href;
    this.isReady = false;
    this.refuse(false);
    const framed = new URL(address);
    if (theme !== null) framed.searchParams.set("theme", theme);
    this.frame.src = framed.href;
  }

  private awaitGreeting(): void {
    clearTimeout(this.greeting);
    this.greeting = setTimeout(() => this.refuse(!this.isReady), GREETING_MS);
  }

  /** A browser draws its own grey page where the app lets nobody frame it: words instead. */
  private refuse(isRefused: boolean): void {
    this.frame.hidden = isRefused;
    this.note.hidden = !isRefused;
  }

  private readonly handleMessage = (event: MessageEvent): void => {
    const expected = { source: this.frame.contentWindow, origin: this.app.origin };
    const message = openFrameMessage(event, expected);
    if (message?.type === "ready") this.greet();
    else if (message?.type === "customer-wanted") void this.sendCustomer();
    else if (message?.type === "size") this.frame.style.height = `${Math.max(0, message.height)}px`;
    else if (message?.type === "booked") {
      this.host.booked({ event: message.event, startsAt: message.startsAt });
    }
  };

  private greet(): void {
    this.isReady = true;
    this.refuse(false);
    this.post({ type: "attach", resume: null });
    this.share();
  }

  private share(): void {
    this.post({ type: "context", context: this.host.context() });
  }

  private async sendCustomer(): Promise<void> {
    this.post({ type: "customer", token: await this.host.customerToken() });
  }

  private post(message: LoaderMessage): void {
    this.frame.contentWindow?.postMessage(seal(message), this.app.origin);
  }
}
