import type { PlaceTexts } from "./call-frame";
import { FRAME_CSS, sheet } from "./styles";
import { CLOSE_PATH, icon } from "./svg";

/** Where the browser stopped the call's window: a plain link, which it lets through. */
export class BlockedNote {
  private readonly host = document.createElement("div");

  constructor(address: URL, target: string, texts: PlaceTexts) {
    const root = this.host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [sheet(FRAME_CSS)];
    const note = document.createElement("div");
    note.className = "note";
    note.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = texts.blocked;
    note.append(words, this.link(address, target, texts.openCall), this.closeButton(texts.close));
    root.append(note);
    document.body.append(this.host);
  }

  remove(): void {
    this.host.remove();
  }

  private link(address: URL, target: string, text: string): HTMLAnchorElement {
    const link = document.createElement("a");
    link.href = address.href;
    link.target = target;
    // The window speaks with the page that opened it.
    link.rel = "opener";
    link.textContent = text;
    return link;
  }

  private closeButton(text: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.className = "close";
    button.type = "button";
    button.setAttribute("aria-label", text);
    button.append(icon(CLOSE_PATH));
    button.addEventListener("click", () => this.remove());
    return button;
  }
}
