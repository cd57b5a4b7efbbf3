import { beforeEach, describe, expect, it } from "vitest";
import { currentLocale, t, useLocale } from "./i18n";

describe("t", () => {
  beforeEach(() => useLocale("en-GB"));

  it("should fill in what it is given, as text", () => {
    expect(t("chat.typing", { name: "<b>{n}</b>" })).toBe("<b>{n}</b> is writing…");
  });

  it("should choose the form by the number", () => {
    expect(t("lobby.ahead", { n: 1 })).toBe("1 person before you");
    expect(t("lobby.ahead", { n: 3 })).toBe("3 people before you");
  });

  it("should use the larger form where a language has more forms than we wrote", async () => {
    await useLocale("es");
    expect(t("lobby.ahead", { n: 1_000_000 })).toBe("1000000 personas delante de ti");
  });

  it("should keep the visitor's region for numbers and dates", async () => {
    await useLocale("pt-PT");
    expect(currentLocale()).toBe("pt-PT");
    await useLocale("fi-FI");
    expect(currentLocale()).toBe("en");
  });
});
