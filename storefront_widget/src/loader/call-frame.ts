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

/** Names read out by screen readers. */
export interface PlaceNames {
  readonly title: string;
  readonly close: string;
}

export interface CallPlace {
  /** Shows the call page; must be called inside a click. */
  open(address: URL, names: PlaceNames): void;
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
    private readonly onMessage: (message: FrameMessage) => void,
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

  open(address: URL, names: PlaceNames): void {
    this.frame.src = address.href;
    this.frame.title = names.title;
    this.closeButton.setAttribute("aria-label", names.close);
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
    if (message === null) return;
    if (message.type === "ready") this.handleReady();
    this.onMessage(message);
  };

  private handleReady(): void {
    this.isReady = true;
    // From now on the call page draws its own way out.
    this.closeButton.hidden = true;
    this.show(this.view);
  }
}
