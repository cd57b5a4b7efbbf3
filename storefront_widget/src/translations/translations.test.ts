import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { booking as bookingCa } from "./booking/ca";
import { booking as bookingEn } from "./booking/en";
import { booking as bookingEs } from "./booking/es";
import { booking as bookingPt } from "./booking/pt";
import { call as ca, loader as caLoader } from "./ca";
import { languageOf, LANGUAGES } from "./call-texts";
import { call as en, loader as enLoader } from "./en";
import { call as es, loader as esLoader } from "./es";
import { loaderTexts } from "./loader-texts";
import { call as pt, loader as ptLoader } from "./pt";

type Text = string | { one: string; other: string };
type Catalogue = Record<string, Text>;

const OTHERS: [string, Catalogue, Catalogue, Catalogue][] = [
  ["es", es, esLoader, bookingEs],
  ["pt", pt, ptLoader, bookingPt],
  ["ca", ca, caLoader, bookingCa],
];
const ENGLISH: Catalogue = { ...en, ...enLoader, ...bookingEn };

function placeholders(text: Text): string[] {
  const whole = typeof text === "string" ? text : `${text.one} ${text.other}`;
  return [...new Set(whole.match(/\{\w+\}/g) ?? [])].sort();
}

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "translations" && !name.endsWith(".test.ts"))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sources(path) : readFileSync(path, "utf8");
    })
    .join("\n");
}

describe("the catalogues", () => {
  it.each(OTHERS)("should be complete in %s", (_, call, loader, booking) => {
    expect(Object.keys(booking)).toEqual(Object.keys(bookingEn));
    expect(Object.keys(call)).toEqual(Object.keys(en));
    expect(Object.keys(loader)).toEqual(Object.keys(enLoader));
  });

  it.each(OTHERS)("should fill in and count the same things in %s", (_, call, loader, booking) => {
    for (const [key, text] of Object.entries(ENGLISH)) {
      const translated = call[key] ?? loader[key] ?? booking[key] ?? "";
      expect(typeof translated, key).toBe(typeof text);
      expect(placeholders(translated), key).toEqual(placeholders(text));
    }
  });

  it("should hold no text that is shown nowhere", () => {
    const code = sources("src");
    const unused = Object.keys({ ...en, ...bookingEn }).filter(
      (key) => !key.startsWith("role.") && !code.includes(`"${key}"`),
    );
    expect(unused).toEqual([]);
  });
});

describe("the choice of language", () => {
  it("should go by the language, whatever the region or case", () => {
    expect(["pt-BR", "ES", "ca-ES-valencia", "en"].map(languageOf)).toEqual([
      "pt",
      "es",
      "ca",
      "en",
    ]);
  });

  it("should be English where there is no catalogue", () => {
    expect(languageOf("fi")).toBe("en");
    expect(loaderTexts("").talk).toBe(enLoader.talk);
    expect(LANGUAGES).toHaveLength(OTHERS.length + 1);
  });
});
