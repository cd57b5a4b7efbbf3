import { currentLocale } from "../internal/i18n";
import { asDate, type Day, type Month } from "./days";

/** How hours are counted: to 12 twice a day, or to 24. */
export type Clock = "h12" | "h23";

export function clockOf(locale: string): Clock {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  return hourCycle === "h11" || hourCycle === "h12" ? "h12" : "h23";
}

const writers = new Map<string, Intl.DateTimeFormat>();

function write(moment: Date, options: Intl.DateTimeFormatOptions): string {
  const locale = currentLocale();
  const key = `${locale} ${JSON.stringify(options)}`;
  const writer = writers.get(key) ?? new Intl.DateTimeFormat(locale, options);
  writers.set(key, writer);
  return writer.format(moment);
}

export function timeText(iso: string, zone: string, clock: Clock): string {
  const hour = clock === "h12" ? "numeric" : "2-digit";
  return write(new Date(iso), { timeZone: zone, hourCycle: clock, hour, minute: "2-digit" });
}

/** The moments of a day that clocks show the same as another: of the hour that comes twice. */
export function shownTwice(moments: readonly string[], zone: string): ReadonlySet<string> {
  const first = new Map<string, string>();
  const twice = new Set<string>();
  for (const moment of moments) {
    const text = timeText(moment, zone, "h23");
    const other = first.get(text) ?? moment;
    first.set(text, other);
    if (other !== moment) twice.add(other).add(moment);
  }
  return twice;
}

/** Of which part of a day a moment is in a zone. */
export type DayPart = "morning" | "afternoon" | "evening";

export function dayPartOf(moment: string, zone: string): DayPart {
  const hour = Number(timeText(moment, zone, "h23").slice(0, 2));
  if (hour < 12) return "morning";
  return hour < 18 ? "afternoon" : "evening";
}

/** `Friday, 27 November 2026`. */
export function dayText(day: Day): string {
  return write(asDate(day), { timeZone: "UTC", dateStyle: "full" });
}

/** `Fri 27 Nov`: where the year goes without saying. */
export function shortDayText(day: Day): string {
  return write(asDate(day), {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
  });
}

export function monthText(month: Month): string {
  return write(asDate(`${month}-01`), { timeZone: "UTC", month: "long", year: "numeric" });
}

export function weekdayText(day: Day, length: "long" | "short"): string {
  return write(asDate(day), { timeZone: "UTC", weekday: length });
}

/** Full date and time of a moment in a zone. */
export function momentText(iso: string, zone: string, clock: Clock): string {
  return write(new Date(iso), {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hourCycle: clock,
    hour: "numeric",
    minute: "2-digit",
  });
}

/** Their names in the visitor's language. */
export function languagesText(codes: readonly string[]): string {
  const locale = currentLocale();
  const names = new Intl.DisplayNames(locale, { type: "language", fallback: "code" });
  return codes.map((code) => capital(names.of(code) ?? code)).join(" · ");
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
