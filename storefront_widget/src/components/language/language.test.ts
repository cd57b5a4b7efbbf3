// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { chooseLanguage, chosenLanguage } from "../../internal/language";
import { useLocale } from "../../internal/i18n";
import { inside, show } from "../testing";
import "../consent-fields/consent-fields";
import type { PsConsentFields } from "../consent-fields/consent-fields";
import "../notice/notice";
import type { PsNotice } from "../notice/notice";
import "./language";
import type { PsLanguage } from "./language";

describe("<ps-language>", () => {
  beforeEach(async () => {
    sessionStorage.clear();
    await useLocale("en");
  });

  const select = (element: PsLanguage): HTMLSelectElement =>
    inside(element, "select") as HTMLSelectElement;

  it("should offer each language in its own words, and show the one that is spoken", async () => {
    await useLocale("pt-BR");
    const element = await show<PsLanguage>("ps-language", {});
    const names = [...select(element).options].map(({ lang, text }) => `${lang} ${text.trim()}`);
    expect(names).toEqual(["en English", "es Español", "pt Português", "ca Català"]);
    expect(select(element).value).toBe("pt");
    expect(select(element).ariaLabel ?? select(element).getAttribute("aria-label")).toBe("Idioma");
  });

  it("should tell which one is chosen", async () => {
    const element = await show<PsLanguage>("ps-language", {});
    const chosen = vi.fn<(language: string) => void>();
    element.addEventListener("ps-language", ({ detail }) => {
      chosen(detail);
    });
    select(element).value = "ca";
    select(element).dispatchEvent(new Event("change"));
    expect(chosen).toHaveBeenCalledExactlyOnceWith("ca");
  });
});

describe("chooseLanguage", () => {
  beforeEach(async () => {
    sessionStorage.clear();
    await useLocale("en");
  });

  it("should say every word of the page anew, and be remembered in the tab", async () => {
    const page = await show<PsNotice>("ps-notice", { kind: "cancelled" });
    expect(chosenLanguage()).toBeNull();
    await chooseLanguage("es", document, useLocale);
    await page.updateComplete;
    expect(inside(page, "h1").textContent).toBe("Esta llamada se ha cancelado");
    expect(document.documentElement.lang).toBe("es");
    expect(chosenLanguage()).toBe("es");
  });

  it("should hold for the page where the browser keeps nothing", async () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("", "SecurityError");
    });
    await chooseLanguage("pt", document, useLocale);
    expect(document.documentElement.lang).toBe("pt");
  });

  it("should not take what was agreed to in other words", async () => {
    const matter = (text: string): PsConsentFields["matter"] => ({
      consentText: { id: "1", version: 1, text },
      privacyPolicyUrl: null,
      termsUrl: null,
    });
    const fields = await show<PsConsentFields>("ps-consent-fields", { matter: matter("We talk.") });
    const box = inside(fields, "#consent") as HTMLInputElement;
    box.checked = true;
    fields.matter = matter("We talk.");
    await fields.updateComplete;
    expect(fields.agreed).toBe(true);
    fields.matter = matter("Hablamos.");
    await fields.updateComplete;
    expect(fields.agreed).toBe(false);
  });
});
