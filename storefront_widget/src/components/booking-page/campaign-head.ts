import { html, nothing, type TemplateResult } from "lit";
import type { BookingPage } from "../../api/booking";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";

/** The shop's name or logo above the card. */
export function shopHead(page: BookingPage | null, storeName: string): TemplateResult {
  const name = page?.storeName ?? storeName;
  const logo = safeUrl(page?.logoUrl);
  return html`<header class="shop">
    ${logo === null ? html`<span>${name}</span>` : html`<img src=${logo} alt=${name} />`}
  </header>`;
}

/** What is booked here. */
export function aboutCampaign(page: BookingPage): TemplateResult {
  return html`<div class="about">
    <h1 tabindex="-1">${page.name}</h1>
    ${
      page.description === ""
        ? nothing
        : html`<p class="description" .textContent=${page.description}></p>`
    }
    <ul class="facts">
      <li>${icon("clock")} <span>${t("book.minutes", { n: page.durationMinutes })}</span></li>
      <li>${icon("camera")} <span>${t("book.byVideo")}</span></li>
    </ul>
  </div>`;
}
