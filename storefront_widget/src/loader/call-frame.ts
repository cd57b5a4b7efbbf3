import {
  openFrameMessage,
  seal,
  type FrameMessage,
  type FrameView,
  type LoaderMessage,
} from "../bridge/messages";
import { mayUseCamera } from "./delegation";
import { FRAME_CSS, sheet } from "./styles";
import { CLOSE_PATH, icon } from "./svg";

const FEATURES = [
  "camera",
  "microphone",
  "display-capture",
  "autoplay",
  "picture-in-picture",
  "fullscreen",
  "clipboard-write",
  "screen-wake-lock",
];

/** What is read in the shop's page around the call. */
export interface PlaceTexts {
  readonly title: string;
  readonly close: string;
  readonly blocked: string;
  readonly openCall: string;
}

/** What a place tells of the call page; how it keeps the line to it is its own matter. */
export type CallMessage = Exclude<FrameMessage, { type: "alive" | "size" | "booked" }>;

/** Whether a message is of those; the others are about a window, or from the booking page. */
export function isCallMessage(message: FrameMessage): message is CallMessage {
  return message.type !== "alive" && message.type !== "size" && message.type !== "booked";
}

export interface CallPlace {
  /** Whether the call page has its place already. */
  readonly isThere: boolean;
  /** Shows the call page; must be called inside a click. */
  open(address: URL, texts: PlaceTexts): void;
  post(message: LoaderMessage): void;
  show(view: FrameView): void;
  close(): void;
}

/**
 * The call page in a frame of its own. It hangs on the body and is never moved there, since moving
 * reloads it: so the call survives the shop's client-side navigation.
 */
export class CallFrame implements CallPlace {
  private readonly host = document.createElement("div");
  private readonly box = document.createElement("div");
  private readonly frame = document.createElement("iframe");
  private readonly closeButton = document.createElement("button");
  private view: FrameView = "float";
  private isReady = false;

  constructor(
    private readonly app: URL,
    private readonly onMessage: (message: CallMessage) => void,
  ) {
    this.box.className = "frame";
    this.frame.allow = FEATURES.join("; ");
    this.closeButton.className = "close";
    this.closeButton.type = "button";
    this.closeButton.append(icon(CLOSE_PATH));
    this.closeButton.addEventListener("click", () => this.onMessage({ type: "close" }));
    this.box.append(this.frame, this.closeButton);
    const root = this.host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [sheet(FRAME_CSS)];
    root.append(this.box);
  }

  /** Whether the page's policy lets this frame use camera and microphone. */
  static isAllowed(app: URL): boolean {
    const probe = document.createElement("iframe");
    // The origin is spelt out, since outside the page a frame's own one is not worked out.
    probe.allow = FEATURES.map((feature) => `${feature} ${app.origin}`).join("; ");
    probe.src = app.href;
    return mayUseCamera(probe);
  }

  get isThere(): boolean {
    return this.host.isConnected;
  }

  open(address: URL, texts: PlaceTexts): void {
    this.frame.src = address.href;
    this.frame.title = texts.title;
    this.closeButton.setAttribute("aria-label", texts.close);
    this.closeButton.hidden = false;
    window.addEventListener("message", this.handleMessage);
    document.body.append(this.host);
    this.frame.focus();
  }

  post(message: LoaderMessage): void {
    if (this.isReady) this.frame.contentWindow?.postMessage(seal(message), this.app.origin);
  }

  show(view: FrameView): void {
    this.view = view;
    this.box.dataset["view"] = view;
    this.post({ type: "view", view });
  }

  close(): void {
    window.removeEventListener("message", this.handleMessage);
    this.host.remove();
  }

  private readonly handleMessage = (event: MessageEvent): void => {
    const expected = { source: this.frame.contentWindow, origin: this.app.origin };
    const message = openFrameMessage(event, expected);
    if (message === null || !isCallMessage(message)) return;
    if (message.type === "ready") this.isReady = true;
    this.onMessage(message);
    if (message.type === "ready") this.handleReady();
  };

  private handleReady(): void {
    // From now on the call page draws its own way out.
    this.closeButton.hidden = true;
    this.show(this.view);
  }
}
