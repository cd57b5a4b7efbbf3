import type { Money } from "../call/types";
import { currentLocale } from "./i18n";

/** An amount as its currency is written where the visitor lives. */
export function formatMoney({ amount, currency }: Money, locale = currentLocale()): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);
}

/** `4:05`, or `1:04:05` from an hour on. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  const hours = Math.floor(whole / 3600);
  if (hours > 0) return `${hours}:${parts.join(":")}`;
  return `${Math.floor(whole / 60)}:${parts[1] ?? "00"}`;
}

/** Time left in words, in its two largest units: `2 days 3 hours`. */
export function formatRemaining(seconds: number, locale = currentLocale()): string {
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
  ] as const;
  let left = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    left %= size;
    if (count === 0 && !(unit === "second" && parts.length === 0)) continue;
    parts.push(
      new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count),
    );
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}

/** Day and time in the visitor's own zone. */
export function formatMoment(iso: string, locale = currentLocale()): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(
    new Date(iso),
  );
}

export function formatTime(iso: string, locale = currentLocale()): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date(iso));
}

/** The visitor's zone by its own name, such as `Central European Standard Time`. */
export function zoneName(at: Date, locale = currentLocale()): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "long" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

const MEGABYTE = 1024 * 1024;

/** A file's size in its largest unit: `1.4 MB`. */
export function formatSize(bytes: number, locale = currentLocale()): string {
  const isSmall = bytes < MEGABYTE;
  const unit = isSmall ? "kilobyte" : "megabyte";
  const maximumFractionDigits = isSmall ? 0 : 1;
  const style = { style: "unit", unit, maximumFractionDigits } as const;
  return new Intl.NumberFormat(locale, style).format(
    isSmall ? Math.ceil(bytes / 1024) : bytes / MEGABYTE,
  );
}
