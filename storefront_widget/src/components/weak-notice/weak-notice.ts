import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { base, buttons } from "../../themes/controls";

declare global {
  interface HTMLElementEventMap {
    "ps-camera-off": CustomEvent<undefined>;
  }
}

/**
 * Tells somebody that his own connection is weak, and what would help.
 *
 * @event ps-camera-off - he gives up his picture
 * @event ps-close - he has read it
 */
@customElement("ps-weak-notice")
export class PsWeakNotice extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      .notice {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) 28px;
        gap: 2px 10px;
        padding: 10px 8px 10px 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-2);
        font-size: 13px;
      }
      .notice > .icon {
        color: var(--warning);
      }
      strong {
        font-weight: 620;
      }
      p,
      .button {
        grid-column: 2;
      }
      .button {
        justify-self: start;
        margin-top: 6px;
      }
      .round {
        grid-row: 1;
        grid-column: 3;
        width: 28px;
        height: 28px;
        margin: -4px 0;
      }
    `,
  ];

  @property({ type: Boolean }) camera = false;

  protected override render(): TemplateResult {
    return html`
      <div class="notice" role="status">
        ${icon("warning")}<strong>${t("quality.ownPoor")}</strong>
        <button
          class="round"
          type="button"
          aria-label=${t("app.close")}
          @click=${() => emit(this, "ps-close")}
        >
          ${icon("close")}
        </button>
        <p>${t(this.camera ? "quality.turnCameraOff" : "quality.moveCloser")}</p>
        ${
          this.camera
            ? html`<button
                class="button compact"
                type="button"
                @click=${() => emit(this, "ps-camera-off")}
              >
                ${icon("cameraOff")} ${t("tools.cameraOff")}
              </button>`
            : nothing
        }
      </div>
    `;
  }
}
