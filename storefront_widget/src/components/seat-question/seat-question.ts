import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { LocalMedia } from "../../call/local-media";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";
import { base, buttons, fields } from "../../themes/controls";
import { twoHalves } from "../../themes/lobby.styles";
import "../device-check/device-check";

declare global {
  interface HTMLElementEventMap {
    "ps-continue": CustomEvent<undefined>;
    "ps-as-guest": CustomEvent<undefined>;
  }
}

/**
 * The seat is in use on another device or in another tab: nobody is thrown out unasked.
 *
 * @event ps-continue - move the call here
 * @event ps-as-guest - come in beside it
 */
@customElement("ps-seat-question")
export class PsSeatQuestion extends LitElement {
  static override readonly styles = [base, buttons, fields, twoHalves];

  @property({ attribute: false }) local!: LocalMedia;
  @property({ type: Boolean }) framed = false;
  @property({ type: Boolean }) mayBeGuest = false;
  @property({ type: Boolean }) busy = false;
  @property() fault = "";
  @property() wayOutUrl = "";
  @property() wayOutText = "";

  private handleContinue(): void {
    if (!this.busy) emit(this, "ps-continue");
  }

  private renderActions(): TemplateResult {
    const wayOut = safeUrl(this.wayOutUrl);
    return html`
      <div class="actions">
        <button
          class="button primary wide"
          type="button"
          aria-disabled=${this.busy}
          @click=${this.handleContinue}
        >
          ${this.busy ? t("join.working") : t("seat.continue")}
        </button>
        ${
          this.mayBeGuest
            ? html`<button
                class="button wide"
                type="button"
                @click=${() => emit(this, "ps-as-guest")}
              >
                ${icon("people")} ${t("seat.guest")}
              </button>`
            : nothing
        }
        ${wayOut === null ? nothing : html`<a class="button quiet wide" href=${wayOut}>${this.wayOutText}</a>`}
      </div>
    `;
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <div class="halves">
          <ps-device-check .local=${this.local} ?framed=${this.framed}></ps-device-check>
          <section class="matter">
            <header>
              <h1>${t("seat.title")}</h1>
              <p class="lead">${t(this.mayBeGuest ? "seat.textGuest" : "seat.text")}</p>
            </header>
            ${
              this.fault
                ? html`<p class="fault" role="alert">${icon("warning")} ${this.fault}</p>`
                : nothing
            }
            ${this.renderActions()}
          </section>
        </div>
      </main>
    `;
  }
}
