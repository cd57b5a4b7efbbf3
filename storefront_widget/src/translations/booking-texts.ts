import type { booking as en } from "./booking/en";
import type { Language, PluralText } from "./call-texts";

type TextKey = keyof typeof en;

/** Keys whose text counts something and so takes `n`. */
export type BookingPluralKey = {
  [Key in TextKey]: (typeof en)[Key] extends string ? never : Key;
}[TextKey];

export type BookingPlainKey = Exclude<TextKey, BookingPluralKey>;

export type BookingTexts = Readonly<
  Record<BookingPlainKey, string> & Record<BookingPluralKey, PluralText>
>;

/** Each language is a chunk of its own, so a visitor loads only his. */
export async function loadBookingTexts(language: Language): Promise<BookingTexts> {
  switch (language) {
    case "es":
      return (await import("./booking/es")).booking;
    case "pt":
      return (await import("./booking/pt")).booking;
    case "ca":
      return (await import("./booking/ca")).booking;
    case "en":
      return (await import("./booking/en")).booking;
  }
}
