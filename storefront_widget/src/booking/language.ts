import { useTexts } from "../internal/i18n";
import { loadBookingTexts } from "../translations/booking-texts";
import { regionalLocale } from "./bootstrap";

/** Loads the booking page's texts; dates and hours are written as in the visitor's own region. */
export function useBookingLocale(tag: string): Promise<void> {
  return useTexts(regionalLocale(tag, navigator.languages), loadBookingTexts);
}
