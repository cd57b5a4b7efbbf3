import { html, type TemplateResult } from "lit";
import type { BookingPage } from "../../api/booking";
import { dayIn } from "../../booking/days";
import { dayText } from "../../booking/times";
import { t } from "../../internal/i18n";
import { bookingNotice, type BookingNotice } from "../booking-notice/booking-notice";

/** A campaign that cannot be booked now: not yet, or no more. */
export function closedNotice(page: BookingPage): TemplateResult {
  const today = dayIn(page.timeZone, new Date());
  const isEarly = today < page.booksFrom;
  return card({
    symbol: "calendar",
    title: page.name,
    text: isEarly ? t("book.opensOn", { day: dayText(page.booksFrom) }) : t("book.over"),
    shopUrl: page.shopUrl,
  });
}

export function unknownNotice(shopUrl: string | null): TemplateResult {
  const [title, text] = [t("book.unknown"), t("book.unknownText")];
  return card({ symbol: "compass", title, text, shopUrl });
}

export function unreachableNotice(again: () => void): TemplateResult {
  const [title, text] = [t("book.unreachable"), t("book.unreachableText")];
  return card({ symbol: "warning", title, text, shopUrl: null, again });
}

function card(notice: BookingNotice): TemplateResult {
  return html`<section class="card">${bookingNotice(notice)}</section>`;
}
