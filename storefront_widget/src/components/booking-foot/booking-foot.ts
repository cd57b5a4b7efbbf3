import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { useBookingLocale } from "../../booking/language";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { chooseLanguage } from "../../internal/language";
import { base } from "../../themes/controls";
import "../language/language";

declare global {
  interface HTMLElementEventMap {
    "ps-spoken": CustomEvent<undefined>;
  }
}

/**
 * Foot of the pages around a booking: their language, for the rest of the visit.
 *
 * @event ps-spoken - the page speaks the language just chosen
 */
@customElement("ps-booking-foot")
export class PsBookingFoot extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        display: grid;
        justify-items: center;
        padding-bottom: env(safe-area-inset-bottom);
      }
      .fault {
        color: var(--danger-text);
        font-size: 13px;
      }
    `,
  ];

  @state() private hasFailed = false;

  private async choose({ detail }: HTMLElementEventMap["ps-language"]): Promise<void> {
    this.hasFailed = false;
    try {
      await chooseLanguage(detail, document, useBookingLocale);
      emit(this, "ps-spoken");
    } catch {
      this.hasFailed = true;
    }
  }

  protected override render(): TemplateResult {
    return html`
      <ps-language
        @ps-language=${(event: HTMLElementEventMap["ps-language"]) => void this.choose(event)}
      ></ps-language>
      ${this.hasFailed ? html`<p class="fault" role="alert">${t("error.network")}</p>` : nothing}
    `;
  }
}
