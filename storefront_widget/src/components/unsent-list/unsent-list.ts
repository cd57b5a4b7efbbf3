import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallSession } from "../../call/call-session";
import type { Unsent } from "../../call/chat-outbox";
import { errorText } from "../../internal/error-text";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { StoreController } from "../../internal/store-controller";
import { base } from "../../themes/controls";
import { bubble } from "../chat-panel/chat-panel.styles";

/** Written, and not arrived yet: on its way, waiting for the network, or refused. */
@customElement("ps-unsent-list")
export class PsUnsentList extends LitElement {
  static override readonly styles = [
    base,
    bubble,
    css`
      :host {
        display: block;
      }
      ol {
        display: grid;
        gap: 8px;
        padding-top: 4px;
      }
      li {
        display: grid;
        justify-items: end;
        gap: 3px;
      }
      /* What arrives at once, as nearly everything does, is not seen waiting. */
      .bubble {
        max-width: 86%;
        animation: wait 200ms 600ms both;
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: end;
        gap: 0 6px;
        min-height: 24px;
        color: var(--muted);
        font-size: 12px;
        animation: appear 200ms 600ms both;
      }
      .refused .state {
        color: var(--danger-text);
      }
      .state .icon {
        width: 15px;
        height: 15px;
      }
      button {
        min-height: 24px;
        padding: 2px 6px;
        border: 0;
        border-radius: var(--radius-s);
        background: none;
        color: var(--accent-text);
        font: inherit;
        font-weight: 600;
        cursor: pointer;
      }
      button:hover {
        background: var(--sunken);
      }
      @keyframes wait {
        to {
          opacity: 0.85;
        }
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: CallSession;

  private readonly stores = new StoreController(this, () => [
    this.session.outbox.state,
    this.session.state,
  ]);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("session")) this.stores.watch();
  }

  private get isOffline(): boolean {
    return this.session.state.value.connection !== "open";
  }

  private renderWaiting(isTaken: boolean): TemplateResult {
    if (isTaken || !this.isOffline) return html`<span>${t("chat.sending")}</span>`;
    return html`
      <span>${t("chat.offline")}</span>
      <button type="button" @click=${() => this.session.wake()}>${t("chat.tryNow")}</button>
    `;
  }

  private renderRefused(key: string, refusal: Error): TemplateResult {
    const { outbox } = this.session;
    return html`
      ${icon("warning")}<span>${t("chat.refused", { reason: errorText(refusal) })}</span>
      <button type="button" @click=${() => outbox.retry(key)}>${t("app.tryAgain")}</button>
      <button type="button" @click=${() => outbox.settle(key)}>${t("chat.discard")}</button>
    `;
  }

  private renderMessage({ key, text, refusal, isTaken }: Unsent): TemplateResult {
    return html`
      <li class="mine ${refusal === null ? "" : "refused"}">
        <p class="bubble" .textContent=${text}></p>
        <div class="state">
          ${refusal === null ? this.renderWaiting(isTaken) : this.renderRefused(key, refusal)}
        </div>
      </li>
    `;
  }

  /** Read out when it changes; that something is being sent is not worth it. */
  private get news(): string {
    const unsent = this.session.outbox.state.value;
    const refusal = unsent.findLast((one) => one.refusal !== null)?.refusal;
    if (refusal) return t("chat.refused", { reason: errorText(refusal) });
    const isWaiting = unsent.some(({ isTaken }) => !isTaken);
    return isWaiting && this.isOffline ? t("chat.offline") : "";
  }

  protected override render(): TemplateResult {
    const unsent = this.session.outbox.state.value;
    return html`
      <p class="hidden" role="status">${this.news}</p>
      ${
        unsent.length === 0
          ? nothing
          : html`<ol aria-label=${t("chat.unsent")} aria-live="off">
              ${repeat(
                unsent,
                ({ key }) => key,
                (one) => this.renderMessage(one),
              )}
            </ol>`
      }
    `;
  }
}
