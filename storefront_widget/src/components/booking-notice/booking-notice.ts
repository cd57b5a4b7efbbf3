import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../internal/i18n";
import { icon, type IconName } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";

export interface BookingNotice {
  readonly symbol: IconName;
  readonly title: string;
  readonly text: string;
  readonly shopUrl: string | null;
  readonly again?: () => void;
}

/** How things stand, and a way on. To be put into a card; needs `sheet` and `buttons`. */
export function bookingNotice({
  symbol,
  title,
  text,
  shopUrl,
  again,
}: BookingNotice): TemplateResult {
  const shop = safeUrl(shopUrl);
  return html`
    <header>
      <span class="badge">${icon(symbol)}</span>
      <h1 tabindex="-1">${title}</h1>
      <p class="lead">${text}</p>
    </header>
    <div class="actions">
      ${
        again === undefined
          ? nothing
          : html`<button class="button primary wide" type="button" @click=${again}>
              ${t("app.tryAgain")}
            </button>`
      }
      ${
        shop === null
          ? nothing
          : html`<a class="button wide" href=${shop} target="_top">${t("app.backToShop")}</a>`
      }
    </div>
  `;
}
