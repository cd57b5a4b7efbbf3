/** Entry of the booking page: reads what the shell tells, loads the texts, starts the page. */
import { regionalLocale, type BookingBootstrap } from "../booking/bootstrap";
import "../components/personal-shopper-booking/personal-shopper-booking";
import { applyTheme, readTold, readTheme } from "../internal/bootstrap";
import { useTexts } from "../internal/i18n";
import "../themes/booking.css";
import { loadBookingTexts } from "../translations/booking-texts";

async function start(): Promise<void> {
  const bootstrap = readTold(document) as BookingBootstrap;
  applyTheme(document, readTheme(new URLSearchParams(location.search).get("theme")));
  await useTexts(regionalLocale(bootstrap.locale, navigator.languages), loadBookingTexts);
  document.querySelector("personal-shopper-booking")?.start(bootstrap);
}

void start();
