// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useBookingLocale } from "../../booking/language";
import { currentLocale, t } from "../../internal/i18n";
import { chosenLanguage } from "../../internal/language";
import * as texts from "../../translations/booking-texts";
import { inside, settle, show } from "../testing";
import "./booking-foot";
import type { PsBookingFoot } from "./booking-foot";

async function choose(element: PsBookingFoot, language: string): Promise<void> {
  const select = inside(inside(element, "ps-language"), "select") as HTMLSelectElement;
  select.value = language;
  select.dispatchEvent(new Event("change"));
  await settle();
  await element.updateComplete;
}

describe("<ps-booking-foot>", () => {
  beforeEach(async () => {
    sessionStorage.clear();
    await useBookingLocale("en");
  });

  it("should let the page speak another language, for the rest of the visit", async () => {
    const element = await show<PsBookingFoot>("ps-booking-foot", {});
    const spoken = vi.fn();
    element.addEventListener("ps-spoken", spoken);
    await choose(element, "ca");
    await vi.waitFor(() => expect(spoken).toHaveBeenCalledOnce());

    expect(t("book.book")).toBe("Reservar trucada");
    expect(currentLocale()).toBe("ca");
    expect(document.documentElement.lang).toBe("ca");
    expect(chosenLanguage()).toBe("ca");
  });

  it("should go on as it was, and say so, where the texts cannot be fetched", async () => {
    vi.spyOn(texts, "loadBookingTexts").mockRejectedValue(new TypeError("offline"));
    const element = await show<PsBookingFoot>("ps-booking-foot", {});
    await choose(element, "es");

    await vi.waitFor(() => expect(inside(element, "[role=alert]").textContent).not.toBe(""));
    expect(t("book.book")).toBe("Book call");
    expect(chosenLanguage()).toBeNull();
  });
});
