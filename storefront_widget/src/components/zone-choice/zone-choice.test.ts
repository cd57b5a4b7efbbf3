// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { useTexts } from "../../internal/i18n";
import { loadBookingTexts } from "../../translations/booking-texts";
import { inside, show } from "../testing";
import "./zone-choice";
import type { PsZoneChoice } from "./zone-choice";

const zones: string[] = [];

async function opened(zone = "Europe/Madrid"): Promise<PsZoneChoice> {
  const element = await show<PsZoneChoice>("ps-zone-choice", { zone, clock: "h23" });
  element.addEventListener("ps-zone", ({ detail }) => zones.push(detail));
  inside(element, ".opener").click();
  await element.updateComplete;
  await element.updateComplete;
  return element;
}

const field = (element: PsZoneChoice): HTMLInputElement =>
  inside(element, "input") as HTMLInputElement;

const options = (element: PsZoneChoice): readonly HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>("[role=option]") ?? []),
];

async function search(element: PsZoneChoice, text: string): Promise<void> {
  field(element).value = text;
  field(element).dispatchEvent(new Event("input"));
  await element.updateComplete;
}

async function press(element: PsZoneChoice, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    field(element).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await element.updateComplete;
  }
}

/** The option that a screen reader reads at the field. */
function active(element: PsZoneChoice): string {
  const id = field(element).getAttribute("aria-activedescendant") ?? "none";
  return inside(element, `#${id}`, "").textContent.replace(/\s+/g, " ").trim();
}

describe("<ps-zone-choice>", () => {
  beforeEach(async () => {
    zones.length = 0;
    await useTexts("en", loadBookingTexts);
  });

  it("should say the zone by its city and how far it is from UTC", async () => {
    const element = await show<PsZoneChoice>("ps-zone-choice", { zone: "America/Sao_Paulo" });
    const opener = inside(element, ".opener");
    expect(opener.getAttribute("aria-label")).toBe("Time zone: Sao Paulo, UTC−3");
    expect(opener.getAttribute("aria-expanded")).toBe("false");
    expect(element.shadowRoot?.querySelector("[role=listbox]")).toBeNull();
  });

  it("should open a list with the present zone first, and be ready to search", async () => {
    const element = await opened();
    expect(element.shadowRoot?.activeElement).toBe(field(element));
    expect(options(element)[0]?.getAttribute("aria-selected")).toBe("true");
    expect(active(element)).toContain("Madrid");
  });

  it("should be searched and chosen by the keyboard alone", async () => {
    const element = await opened();
    await search(element, "argentina");
    const count = options(element).length;
    expect(count).toBeGreaterThan(1);
    await press(element, "ArrowDown", "ArrowUp", "ArrowUp");
    expect(field(element).getAttribute("aria-activedescendant")).toBe(`zone-${count - 1}`);
    await search(element, "buenos");
    await press(element, "Enter");

    // By the name that the runtime's Intl has for it.
    expect(zones.join()).toMatch(/^America\/(Argentina\/)?Buenos_Aires$/);
    expect(element.shadowRoot?.querySelector("[role=listbox]")).toBeNull();
    expect(element.shadowRoot?.activeElement).toBe(inside(element, ".opener"));
  });

  it("should be chosen by a click", async () => {
    const element = await opened();
    await search(element, "lisbon");
    options(element)[0]?.click();
    expect(zones).toEqual(["Europe/Lisbon"]);
  });

  it("should close by Escape and change nothing", async () => {
    const element = await opened();
    await search(element, "lisbon");
    await press(element, "Escape");
    expect(element.shadowRoot?.querySelector("[role=listbox]")).toBeNull();
    expect(element.shadowRoot?.activeElement).toBe(inside(element, ".opener"));
    expect(zones).toEqual([]);
  });

  it("should say that there is no such place, and choose none", async () => {
    const element = await opened();
    await search(element, "atlantis");
    expect(inside(element, "[role=status]").textContent).toContain("No such place");
    expect(field(element).hasAttribute("aria-activedescendant")).toBe(false);
    await press(element, "ArrowDown", "Enter");
    expect(zones).toEqual([]);
  });
});
