// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { SlotFinder } from "../../booking/slot-finder";
import { bookingPage, slot } from "../../booking/testing";
import { useTexts } from "../../internal/i18n";
import { loadBookingTexts } from "../../translations/booking-texts";
import { inside, settle, show } from "../testing";
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

  it("should go on reading at the first of the further days", async () => {
    const element = await list();
    inside(element, ".list > button").click();
    await settle();
    const headings = element.shadowRoot?.querySelectorAll(".list h3") ?? [];
    expect(element.shadowRoot?.activeElement).toBe(headings[7]);
  });

  it("should be one stop of the keyboard for each day, with the arrow keys inside", async () => {
    const element = await list(FULL_MONTH);
    const [day] = element.shadowRoot?.querySelectorAll(".list .day") ?? [];
    const times = [...(day?.querySelectorAll<HTMLElement>(".time") ?? [])];
    const stops = () => times.filter(({ tabIndex }) => tabIndex === 0);
    const press = async (key: string): Promise<void> => {
      const target = element.shadowRoot?.activeElement;
      target?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      await element.updateComplete;
    };
    expect(stops()).toEqual([times[0]]);
    times[0]?.focus();
    await press("ArrowRight");
    await press("ArrowRight");
    await press("ArrowLeft");
    expect(stops()).toEqual([times[1]]);
    expect(element.shadowRoot?.activeElement).toBe(times[1]);
    await press("End");
    await press("ArrowRight");
    expect(stops()).toEqual([times.at(-1)]);
  });

  it("should part many times by the part of the day, and few not", async () => {
    const parts = (element: PsSlotChooser): (string | null)[] =>
      [
        ...(element.shadowRoot?.querySelector(".list .day:nth-child(2)")?.querySelectorAll("h4") ??
          []),
      ].map(({ textContent }) => textContent);
    expect(parts(await list(FULL_MONTH))).toEqual(["Morning", "Afternoon", "Evening"]);
    expect(parts(await list())).toEqual([]);
  });

  it("should read out how many times a day has, and not all of them", async () => {
    const element = await list(FULL_MONTH);
    inside(element, ".views button", "Month").click();
    await element.updateComplete;
    expect(inside(element, "[role=status]").textContent).toMatch(
      /^Friday, January 1, 2027: \d+ free/,
    );
    expect(element.shadowRoot?.querySelector(".chosen[aria-live]")).toBeNull();
  });

  it("should count the days of each month for itself", async () => {
    const element = await list();
    inside(element, ".list > button").click();
    await element.finder.showMonth("2027-01");
    await element.updateComplete;
    expect(daysOf(element)).toBe(1);
  });
});
