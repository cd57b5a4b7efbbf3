import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import { may, nameOf } from "../../call/room-views";
import type { ChatMessage } from "../../call/types";
import { ACCEPTED, addFiles } from "../../internal/add-files";
import { filesOf } from "../../internal/file-drop";
import { formatTime } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { base, buttons, fields } from "../../themes/controls";
import { panel } from "../../themes/panel.styles";
import "../chat-file/chat-file";
import "../unsent-list/unsent-list";
import "../upload-list/upload-list";
import { bubble, styles } from "./chat-panel.styles";

/** Written messages and files to everybody in the call (CL-11, CL-12). */
@customElement("ps-chat-panel")
export class PsChatPanel extends LitElement {
  static override readonly styles = [base, buttons, fields, panel, bubble, styles];

  @query(".body") private readonly body!: HTMLElement;
  @query("textarea") private readonly box!: HTMLTextAreaElement;

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;

  @state() private text = "";
  private isAtEnd = true;
  private scrolledTo = 0;

  override focus(): void {
    this.box.focus();
  }

  /** Pictures that load and files on their way change what fits in. */
  private readonly sizes = new ResizeObserver(() => this.stayAtEnd());

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("room")) return;
    this.sizes.observe(this.body);
    for (const list of this.renderRoot.querySelectorAll("ol, ps-unsent-list"))
      this.sizes.observe(list);
    this.stayAtEnd();
  }

  /**
   * What grows moves nobody up, and what shrinks leads to the end: only a hand leaves it. Looked
   * at before each move, too, since a browser with much to do tells late of a scroll.
   */
  private noticeScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.body;
    if (scrollHeight - clientHeight - scrollTop < 48) this.isAtEnd = true;
    else if (scrollTop < this.scrolledTo) this.isAtEnd = false;
    this.scrolledTo = scrollTop;
  }

  private stayAtEnd(): void {
    this.noticeScroll();
    if (!this.isAtEnd) return;
    this.body.scrollTop = this.body.scrollHeight;
    this.scrolledTo = this.body.scrollTop;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.session.setTyping(false);
  }

  private handleInput(): void {
    this.text = this.box.value;
    this.session.setTyping(this.text.trim() !== "");
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  private handlePaste(event: ClipboardEvent): void {
    const files = filesOf(event.clipboardData);
    if (files.length === 0 || !this.maySendFiles) return;
    event.preventDefault();
    addFiles(this, this.session, files);
  }

  private handleFiles(event: Event): void {
    const input = event.target as HTMLInputElement;
    addFiles(this, this.session, input.files ?? []);
    // So that the same file can be chosen again.
    input.value = "";
  }

  private choose(id: "files" | "photo"): void {
    this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.click();
  }

  private get maySendFiles(): boolean {
    return may(this.room, "SHARE_FILES");
  }

  private send(event?: Event): void {
    event?.preventDefault();
    const text = this.text.trim();
    if (text === "") return;
    this.text = "";
    this.noticeScroll();
    this.isAtEnd = true;
    this.session.sendChat(text);
  }

  private renderMessage(message: ChatMessage, before: ChatMessage | undefined): TemplateResult {
    const isMine = message.participant.id === this.room.me.id;
    const isFirst = before?.participant.id !== message.participant.id;
    const who = isMine ? t("stage.self") : message.participant.name;
    return html`
      <li class="${isMine ? "mine" : ""} ${isFirst ? "first" : ""}">
        <span class=${isFirst ? "who" : "hidden"}>${who}, ${formatTime(message.sentAt)}</span>
        ${this.renderContent(message)}
      </li>
    `;
  }

  private renderContent({ text, file }: ChatMessage): TemplateResult {
    if (file) {
      return html`<ps-chat-file .file=${file} .links=${this.session.links}></ps-chat-file>`;
    }
    if (text === "") return html`<p class="bubble deleted">${t("chat.deleted")}</p>`;
    return html`<p class="bubble" .textContent=${text}></p>`;
  }

  private renderAttach(): TemplateResult | typeof nothing {
    if (!this.maySendFiles) return nothing;
    return html`
      <input
        id="files"
        type="file"
        hidden
        multiple
        accept=${ACCEPTED}
        @change=${this.handleFiles}
      />
      <input
        id="photo"
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        @change=${this.handleFiles}
      />
      <button
        class="round attach"
        type="button"
        aria-label=${t("files.attach")}
        @click=${() => this.choose("files")}
      >
        ${icon("attach")}
      </button>
      <button
        class="round attach camera"
        type="button"
        aria-label=${t("files.photo")}
        @click=${() => this.choose("photo")}
      >
        ${icon("takePhoto")}
      </button>
    `;
  }

  private get typingText(): string {
    const { typing } = this.room;
    if (typing.length > 1) return t("chat.typingMany");
    const [first] = typing;
    return first === undefined ? "" : t("chat.typing", { name: nameOf(this.room, first) });
  }

  protected override render(): TemplateResult {
    const { chat } = this.room;
    return html`
      <div
        class="body"
        role="log"
        @scroll=${this.noticeScroll}
        aria-label=${t("chat.title")}
        tabindex="0"
      >
        ${
          chat.length === 0 && this.session.outbox.state.value.length === 0
            ? html`<p class="empty">${icon("chat")}${t("chat.empty")}</p>`
            : html`<ol>
                ${repeat(
                  chat,
                  ({ id }) => id,
                  (message, index) => this.renderMessage(message, chat[index - 1]),
                )}
              </ol>`
        }
        <ps-unsent-list .session=${this.session}></ps-unsent-list>
      </div>
      <p class="typing" aria-live="polite">${this.typingText || nothing}</p>
      <ps-upload-list .uploads=${this.session.uploads}></ps-upload-list>
      <form class="foot" @submit=${this.send}>
        ${this.renderAttach()}
        <textarea
          rows="1"
          maxlength="2000"
          aria-label=${t("chat.write")}
          placeholder=${t("chat.write")}
          .value=${live(this.text)}
          @input=${this.handleInput}
          @keydown=${this.handleKey}
          @paste=${this.handlePaste}
        ></textarea>
        <button class="round" aria-label=${t("chat.send")}>${icon("send")}</button>
      </form>
    `;
  }
}
