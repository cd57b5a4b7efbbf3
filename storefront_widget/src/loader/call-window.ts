import { openFrameMessage, seal, type FrameMessage, type LoaderMessage } from "../bridge/messages";
import type { CallPlace } from "./call-frame";

const CLOSED_CHECK_MS = 1_000;

/** The call page in a window of its own: where the frame may not use the camera, or by choice. */
export class CallWindow implements CallPlace {
  private window: Window | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private isReady = false;

  constructor(
    private readonly app: URL,
    private readonly onMessage: (message: FrameMessage) => void,
  ) {}

  open(address: URL): void {
    this.window = window.open(address.href, "personal-shopper-call", "popup,width=1120,height=760");
    if (this.window === null) {
      // A popup blocker stood in the way: the call still opens, without the cart's way back.
      window.open(address.href, "_blank", "noopener");
      this.onMessage({ type: "close" });
      return;
    }
    window.addEventListener("message", this.handleMessage);
    this.timer = setInterval(() => this.noticeClosed(), CLOSED_CHECK_MS);
  }

  post(message: LoaderMessage): void {
    if (this.isReady) this.window?.postMessage(seal(message), this.app.origin);
  }

  show(): void {
    this.window?.focus();
  }

  close(): void {
    clearInterval(this.timer);
    window.removeEventListener("message", this.handleMessage);
    this.window?.close();
    this.window = null;
  }

  private noticeClosed(): void {
    if (this.window?.closed === true) this.onMessage({ type: "close" });
  }

  private readonly handleMessage = (event: MessageEvent): void => {
    const expected = { source: this.window, origin: this.app.origin };
    const message = openFrameMessage(event, expected);
    if (message === null) return;
    if (message.type === "ready") this.isReady = true;
    this.onMessage(message);
  };
}
