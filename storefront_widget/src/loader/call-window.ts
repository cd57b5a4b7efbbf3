import { openFrameMessage, seal, type LoaderMessage } from "../bridge/messages";
import { BlockedNote } from "./blocked-note";
import { isCallMessage, type CallMessage, type CallPlace, type PlaceTexts } from "./call-frame";

/** Name of the window, by which every page of the shop finds the same one. */
const NAME = "personal-shopper-call";
const CLOSED_CHECK_MS = 1_000;

/**
 * The call page in a window of its own: where the frame may not use the camera, or by choice. The
 * window outlives the shop's page and greets the next one, which takes it up again.
 */
export class CallWindow implements CallPlace {
  private window: Window | null = null;
  private note: BlockedNote | null = null;
  private readonly timer: ReturnType<typeof setInterval>;
  private isReady = false;

  constructor(
    private readonly app: URL,
    private readonly onMessage: (message: CallMessage) => void,
  ) {
    window.addEventListener("message", this.handleMessage);
    this.timer = setInterval(() => this.noticeClosed(), CLOSED_CHECK_MS);
  }

  get isThere(): boolean {
    return this.window !== null;
  }

  open(address: URL, texts: PlaceTexts): void {
    // Without an address, so that a call that goes on in the window is not loaded away.
    this.window = window.open("", NAME, "popup,width=1120,height=760");
    if (this.window === null) this.note = new BlockedNote(address, NAME, texts);
    else if (isBlank(this.window)) this.window.location.href = address.href;
    else this.window.focus();
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
    this.note?.remove();
    this.window?.close();
    this.window = null;
  }

  private noticeClosed(): void {
    if (this.window?.closed === true) this.onMessage({ type: "close" });
  }

  private readonly handleMessage = (event: MessageEvent): void => {
    // One that we did not open ourselves: by the link, or by an earlier page of the shop.
    const source = this.window ?? event.source;
    const message = openFrameMessage(event, { source, origin: this.app.origin });
    if (message === null) return;
    if (message.type === "alive") this.handleAlive(event.source as Window);
    else if (message.type === "ready") this.handleReady(event.source as Window);
    else if (this.isReady && isCallMessage(message)) this.onMessage(message);
  };

  private handleAlive(source: Window): void {
    if (this.isReady) this.post({ type: "here" });
    else this.handleReady(source);
  }

  private handleReady(source: Window): void {
    this.window = source;
    this.isReady = true;
    this.note?.remove();
    this.onMessage({ type: "ready" });
  }
}

/** Whether a window was opened just now; the address of a page of the app is not ours to read. */
function isBlank(opened: Window): boolean {
  try {
    return opened.location.href === "about:blank";
  } catch {
    return false;
  }
}
