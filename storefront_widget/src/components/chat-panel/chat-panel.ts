import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import { nameOf } from "../../call/room-views";
import type { ChatMessage } from "../../call/types";
import { errorText } from "../../internal/error-text";
import { formatTime } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { toast } from "../../internal/toast";
import { base, buttons, fields } from "../../themes/controls";
import { panel } from "../../themes/panel.styles";

/** Written messages to everybody in the call (CL-11). */
@customElement("ps-chat-panel")
export class PsChatPanel extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    fields,
    panel,
    css`
      ol {
        display: grid;
        gap: 4px;
        padding-top: 8px;
      }
      li {
        display: grid;
        justify-items: start;
        gap: 3px;
        max-width: 86%;
      }
      li.first {
        margin-top: 10px;
      }
      li.mine {
        justify-self: end;
        justify-items: end;
      }
      .who {
        color: var(--muted);
        font-size: 12px;
      }
      .bubble {
        padding: 8px 12px;
        border-radius: 4px 14px 14px;
        background: var(--sunken);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .mine .bubble {
        border-radius: 14px 4px 14px 14px;
        background: var(--accent);
        color: var(--on-accent);
      }
      .typing {
        min-height: 20px;
        padding: 0 16px 6px;
        color: var(--muted);
        font-size: 13px;
      }
      form {
        display: flex;
        align-items: flex-end;
        gap: 8px;
      }
      textarea {
        min-height: 44px;
        max-height: 128px;
        resize: none;
        field-sizing: content;
        font-size: 16px;
      }
      form .round {
        width: 44px;
        height: 44px;
        background: var(--accent);
        color: var(--on-accent);
      }
      form .round:hover {
        background: var(--accent-hover);
        color: var(--on-accent);
      }
    `,
  ];

  @query(".body") private readonly body!: HTMLElement;
  @query("textarea") private readonly box!: HTMLTextAreaElement;

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;

  @state() private text = "";
  private wasAtEnd = true;

  override focus(): void {
    this.box.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || !changed.has("room")) return;
    const { scrollTop, scrollHeight, clientHeight } = this.body;
    this.wasAtEnd = scrollHeight - scrollTop - clientHeight < 48;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("room") && this.wasAtEnd) this.body.scrollTop = this.body.scrollHeight;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session.setTyping(false);
  }

  private handleInput(): void {
    this.text = this.box.value;
    this.session.setTyping(this.text.trim() !== "");
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.send();
  }

  private async send(event?: Event): Promise<void> {
    event?.preventDefault();
    const text = this.text.trim();
    if (text === "") return;
    this.text = "";
    this.wasAtEnd = true;
    try {
      await this.session.sendChat(text);
    } catch (error) {
      this.text = text;
      toast(this, t("chat.failed", { reason: errorText(error) }), "warning");
    }
  }

  private renderMessage(message: ChatMessage, before: ChatMessage | undefined): TemplateResult {
    const isMine = message.participant.id === this.room.me.id;
    const isFirst = before?.participant.id !== message.participant.id;
    const who = isMine ? t("stage.self") : message.participant.name;
    return html`
      <li class="${isMine ? "mine" : ""} ${isFirst ? "first" : ""}">
        <span class=${isFirst ? "who" : "hidden"}>${who}, ${formatTime(message.sentAt)}</span>
        <p class="bubble" .textContent=${message.text}></p>
      </li>
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
      <div class="body" role="log" aria-label=${t("chat.title")} tabindex="0">
        ${
          chat.length === 0
            ? html`<p class="empty">${icon("chat")}${t("chat.empty")}</p>`
            : html`<ol>
                ${repeat(
                  chat,
                  ({ id }) => id,
                  (message, index) => this.renderMessage(message, chat[index - 1]),
                )}
              </ol>`
        }
      </div>
      <p class="typing" aria-live="polite">${this.typingText || nothing}</p>
      <form class="foot" @submit=${this.send}>
        <textarea
          rows="1"
          maxlength="2000"
          aria-label=${t("chat.write")}
          placeholder=${t("chat.write")}
          .value=${live(this.text)}
          @input=${this.handleInput}
          @keydown=${this.handleKey}
        ></textarea>
        <button class="round" aria-label=${t("chat.send")}>${icon("send")}</button>
      </form>
    `;
  }
}
