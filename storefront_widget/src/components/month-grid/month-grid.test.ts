// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { useTexts } from "../../internal/i18n";
import { loadBookingTexts } from "../../translations/booking-texts";
import { inside, show } from "../testing";
import "./month-grid";
import type { PsMonthGrid } from "./month-grid";

/** December 2026 begins on a Tuesday. */
const DECEMBER: Partial<PsMonthGrid> = {
  month: "2026-12",
  day: "2026-12-16",
  today: "2026-12-02",
  counts: new Map([
    ["2026-12-09", 1],
    ["2026-12-16", 12],
  ]),
};

const days: string[] = [];
const months: string[] = [];

async function grid(changes: Partial<PsMonthGrid> = {}): Promise<PsMonthGrid> {
  const element = await show<PsMonthGrid>("ps-month-grid", { ...DECEMBER, ...changes });
  element.addEventListener("ps-day", ({ detail }) => days.push(detail));
  element.addEventListener("ps-month", ({ detail }) => months.push(detail));
  return element;
}

const label = (place: Element | null | undefined): string =>
  place?.getAttribute("aria-label") ?? "";

/** Whether its comma is there depends on what Intl the runtime knows. */
const plain = (text: string): string => text.replace(/(?<=day),/, "");

const buttons = (element: PsMonthGrid): readonly HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>("td button") ?? []),
];

function day(element: PsMonthGrid, number: number): HTMLElement {
  const found = buttons(element)[number - 1];
  if (found === undefined) throw new Error(`The month has no day ${number}.`);
  return found;
}

/** Where the Tab key comes to. */
const stop = (element: PsMonthGrid): string =>
  plain(label(inside(element, 'button[tabindex="0"]')));

const focused = (element: PsMonthGrid): string => plain(label(element.shadowRoot?.activeElement));

async function press(element: PsMonthGrid, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    const place = inside(element, 'button[tabindex="0"]');
    place.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
    await element.updateComplete;
  }
}

describe("<ps-month-grid>", () => {
  beforeEach(async () => {
    days.length = months.length = 0;
    await useTexts("en-GB", loadBookingTexts);
  });

  it("should say of each day what it is and how many times are free", async () => {
    const element = await grid();
    expect(inside(element, "table").getAttribute("aria-label")).toBe("December 2026");
    const labels = buttons(element).map((one) => plain(label(one)));
    expect(labels).toHaveLength(31);
    expect(labels[8]).toBe("Wednesday 9 December 2026, 1 free time");
    expect(labels[15]).toBe("Wednesday 16 December 2026, 12 free times");
    expect(labels[16]).toBe("Thursday 17 December 2026, no free times");
    const heads = [...(element.shadowRoot?.querySelectorAll("th") ?? [])].map(({ abbr }) => abbr);
    expect(heads[0]).toBe("Monday");
  });

  it("should tell which day is chosen, which is today, and which cannot be had", async () => {
    const element = await grid();
    expect(inside(element, '[aria-selected="true"] button')).toBe(day(element, 16));
    expect(inside(element, '[aria-current="date"]')).toBe(day(element, 2));
    expect(day(element, 16).getAttribute("aria-disabled")).toBe("false");
    expect(day(element, 17).getAttribute("aria-disabled")).toBe("true");
  });

  it("should be one stop of the keyboard, at the day chosen", async () => {
    const element = await grid();
    expect(stop(element)).toContain("16 December");
  });

  it.each([
    [["ArrowRight"], "Thursday 17 December"],
    [["ArrowLeft"], "Tuesday 15 December"],
    [["ArrowUp"], "Wednesday 9 December"],
    [["ArrowDown", "ArrowDown"], "Wednesday 30 December"],
    [["Home"], "Monday 14 December"],
    [["End"], "Sunday 20 December"],
    [["ArrowRight", "Home", "End", "ArrowLeft"], "Saturday 19 December"],
  ])("should go by %j to %s", async (keys, expected) => {
    const element = await grid();
    await press(element, ...keys);
    expect(focused(element)).toContain(expected);
    expect(months).toEqual([]);
    // Going over days chooses none.
    expect(days).toEqual([]);
  });

  it("should begin weeks as the visitor's region does", async () => {
    await useTexts("en-US", loadBookingTexts);
    const element = await grid();
    await press(element, "Home");
    expect(focused(element)).toContain("Sunday December 13");
  });

  it.each([
    ["PageUp", "2026-11", "16 November"],
    ["PageDown", "2027-01", "16 January"],
  ])("should want another month by %s, and be on the same date there", async (key, month, date) => {
    const element = await grid();
    day(element, 16).focus();
    await press(element, key);
    expect(months).toEqual([month]);

    // When the month comes, and then a day is chosen in it, then the keyboard is where it was led.
    Object.assign(element, { month, day: "", counts: new Map() });
    await element.updateComplete;
    expect(focused(element)).toContain(date);
    Object.assign(element, { day: `${month}-03`, counts: new Map([[`${month}-03`, 1]]) });
    await element.updateComplete;
    expect(stop(element)).toContain(date);
  });

  it("should stay where it is while there is no such month", async () => {
    const element = await grid();
    await press(element, "PageUp", "ArrowRight");
    expect(focused(element)).toContain("17 December");
  });

  it("should go over the month's end by an arrow", async () => {
    const element = await grid({ day: "2026-12-31", counts: new Map([["2026-12-31", 1]]) });
    await press(element, "ArrowRight");
    expect(months).toEqual(["2027-01"]);
  });

  it("should choose a day with free times, and no other", async () => {
    const element = await grid();
    day(element, 17).click();
    expect(days).toEqual([]);
    day(element, 9).click();
    expect(days).toEqual(["2026-12-09"]);
  });

  it("should leave other keys to the page", async () => {
    const element = await grid();
    const event = new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true });
    inside(element, 'button[tabindex="0"]').dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});
