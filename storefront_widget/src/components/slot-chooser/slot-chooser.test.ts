// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { SlotFinder } from "../../booking/slot-finder";
import { bookingPage, slot } from "../../booking/testing";
import { useTexts } from "../../internal/i18n";
import { loadBookingTexts } from "../../translations/booking-texts";
import { inside, show } from "../testing";
import "./slot-chooser";
import type { PsSlotChooser } from "./slot-chooser";

/** Ten days of December with one time each, and one day of January. */
const DAYS = Array.from({ length: 10 }, (_, n) => `2026-12-${String(n + 10)}`);
const SLOTS = [...DAYS, "2027-01-04"].map((day) => slot(`${day}T09:00:00Z`));

const QUARTER_HOUR = 900_000;
/** All quarters of an hour of January. */
const FULL_MONTH = Array.from({ length: 31 * 96 }, (_, n) =>
  slot(new Date(Date.parse("2027-01-01T00:00:00Z") + n * QUARTER_HOUR).toISOString()),
);

async function list(all = SLOTS): Promise<PsSlotChooser> {
  const page = bookingPage({ opensAt: "2026-12-01T00:00:00Z" });
  const slots = ({ from, days }: { from: string; days: number }) => {
    const until = new Date(Date.parse(from) + days * 86_400_000).toISOString();
    return Promise.resolve(all.filter(({ startsAt }) => startsAt >= from && startsAt < until));
  };
  const now = new Date("2026-12-01T00:00:00Z");
  const zone = "Europe/Madrid";
  const finder = new SlotFinder({ slots }, page, { zone, personalShopper: null, now });
  await finder.begin();
  const element = await show<PsSlotChooser>("ps-slot-chooser", { finder, page });
  inside(element, ".views button", "List").click();
  await element.updateComplete;
  return element;
}

const daysOf = (element: PsSlotChooser): number =>
  element.shadowRoot?.querySelectorAll(".list .day").length ?? 0;

describe("<ps-slot-chooser>, as a list", () => {
  beforeEach(() => useTexts("en", loadBookingTexts));

  it("should show a week of days with times, and more when asked", async () => {
    const element = await list();
    expect(daysOf(element)).toBe(7);
    inside(element, ".list > button", "Show more days").click();
    await element.updateComplete;
    expect(daysOf(element)).toBe(10);
    expect(element.shadowRoot?.querySelector(".list > button")).toBeNull();
  });

  it("should draw a month of thousands of times without a wait", async () => {
    const began = performance.now();
    const element = await list(FULL_MONTH);
    expect(element.shadowRoot?.querySelectorAll(".list .time").length).toBeGreaterThan(600);
    expect(performance.now() - began).toBeLessThan(6000);
  });

  it("should count the days of each month for itself", async () => {
    const element = await list();
    inside(element, ".list > button").click();
    await element.finder.showMonth("2027-01");
    await element.updateComplete;
    expect(daysOf(element)).toBe(1);
  });
});
