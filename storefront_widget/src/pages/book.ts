/** Entry of the booking page: reads what the shell tells, loads the texts, starts the page. */
import type { BookingBootstrap } from "../booking/bootstrap";
import { useBookingLocale } from "../booking/language";
import "../components/personal-shopper-booking/personal-shopper-booking";
import { applyTheme, readTold, readTheme } from "../internal/bootstrap";
import { chosenLanguage, speak } from "../internal/language";
import "../themes/booking.css";

async function start(): Promise<void> {
  const bootstrap = readTold(document) as BookingBootstrap;
  applyTheme(document, readTheme(new URLSearchParams(location.search).get("theme")));
  await speak(chosenLanguage() ?? bootstrap.locale, document, useBookingLocale);
  document.querySelector("personal-shopper-booking")?.start(bootstrap);
}

void start();
