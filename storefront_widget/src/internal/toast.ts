import { emit } from "./emit";

export type ToastTone = "info" | "success" | "warning";

export interface Toast {
  readonly text: string;
  readonly tone: ToastTone;
  /** Read out, and not shown: whoever sees the page sees it there. */
  readonly onlyHeard?: boolean;
}

declare global {
  interface HTMLElementEventMap {
    "ps-toast": CustomEvent<Toast>;
    /** What the toasts told can be read in its place now. */
    "ps-read": CustomEvent<undefined>;
  }
}

/** Tells the visitor something in passing; the page reads it out and shows it for a while. */
export function toast(from: EventTarget, text: string, tone: ToastTone = "info"): void {
  emit(from, "ps-toast", { text, tone });
}
