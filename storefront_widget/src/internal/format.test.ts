import { describe, expect, it } from "vitest";
import { formatDuration, formatMoney, formatRemaining } from "./format";

const plain = (text: string): string => text.replace(/\s/gu, " ");

describe("formatMoney", () => {
  it.each([
    ["en-US", "USD", 1234.5, "$1,234.50"],
    ["es", "EUR", 1234.5, "1234,50 €"],
    ["pt-BR", "BRL", 1234.5, "R$ 1.234,50"],
    ["ca", "EUR", 9, "9,00 €"],
    ["en", "JPY", 1200, "¥1,200"],
    ["en", "KWD", 1.5, "KWD 1.500"],
  ])("should write an amount as in %s (%s)", (locale, currency, amount, text) => {
    expect(plain(formatMoney({ amount, currency }, locale))).toBe(text);
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0:00"],
    [65, "1:05"],
    [3_599.9, "59:59"],
    [3_845, "1:04:05"],
    [-3, "0:00"],
  ])("should write %d seconds", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe("formatRemaining", () => {
  it.each([
    [95_000, "en", "1 day 2 hours"],
    [3_700, "en", "1 hour 1 minute"],
    [59, "en", "59 seconds"],
    [0, "en", "0 seconds"],
    [7_200, "es", "2 horas"],
  ])("should tell %d seconds by their two largest units", (seconds, locale, text) => {
    expect(plain(formatRemaining(seconds, locale))).toBe(text);
  });
});
