import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";
import { base, buttons } from "../../themes/controls";
import { sheet } from "../../themes/sheet.styles";

/**
 * The message has arrived.
 *
 * @event ps-close-frame - inside a shop's page
 */
@customElement("ps-sent")
export class PsSent extends LitElement {
  static override readonly styles = [base, buttons, sheet];

  @property() name = "";
  @property() email = "";
  @property() wayOutUrl = "";
  @property({ type: Boolean }) framed = false;

  private renderWayOut(): TemplateResult | typeof nothing {
    const address = safeUrl(this.wayOutUrl);
    if (this.framed) {
      return html`<button class="button wide" @click=${() => emit(this, "ps-close-frame")}>
        ${t("app.backToShop")}
      </button>`;
    }
    return address === null
      ? nothing
      : html`<a class="button wide" href=${address}>${t("app.backToShop")}</a>`;
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <section class="card">
          <header>
            <span class="badge">${icon("check")}</span>
            <h1>${t("message.sentTitle", { name: this.name })}</h1>
            <p class="lead">${t("message.sent", { email: this.email })}</p>
          </header>
          ${this.renderWayOut()}
        </section>
      </main>
    `;
  }
}
