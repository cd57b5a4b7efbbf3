// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import type { Question, Slot } from "../../api/booking";
import { bookingPage, slot } from "../../booking/testing";
import { useTexts } from "../../internal/i18n";
import { loadBookingTexts } from "../../translations/booking-texts";
import { inside, settle, show } from "../testing";
import "./booking-form";
import type { PsBookingForm } from "./booking-form";

const QUESTIONS: Question[] = [
  { id: "why", label: "What for?", kind: "TEXT", required: true, options: [] },
  { id: "size", label: "Your size?", kind: "CHOICE", required: false, options: ["S", "M"] },
  { id: "adult", label: "I am of age", kind: "CHECKBOX", required: true, options: [] },
];
const FILLED = {
  name: "Emma",
  email: "emma@example.com",
  phone: "",
  answers: { why: "A gift", adult: "true" },
};

const form = (changes: Partial<PsBookingForm> = {}): Promise<PsBookingForm> =>
  show<PsBookingForm>("ps-booking-form", {
    page: bookingPage({ questions: QUESTIONS }),
    details: FILLED,
    zone: "Europe/Madrid",
    ...changes,
  });

async function agree(element: PsBookingForm): Promise<void> {
  const consent = inside(element, "ps-consent-fields");
  await (consent as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
  const box = inside(consent, "#consent") as HTMLInputElement;
  box.checked = true;
}

async function submit(element: PsBookingForm): Promise<void> {
  inside(element, "form").dispatchEvent(new Event("submit", { cancelable: true }));
  await settle();
  await element.updateComplete;
}

/** What a screen reader reads as the field's fault. */
function faultOf(element: PsBookingForm, name: string): string {
  const field = inside(element, `[name="${name}"]`);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  const id = field.getAttribute("aria-describedby")?.split(" ").at(-1) ?? "";
  return inside(element, `#${id}`).textContent.trim();
}

describe("<ps-booking-form>", () => {
  let booked = 0;

  beforeEach(async () => {
    booked = 0;
    await useTexts("en", loadBookingTexts);
    document.addEventListener("ps-book", () => (booked += 1), { once: true });
  });

  it("should book what is filled in and agreed to", async () => {
    const element = await form();
    await agree(element);
    await submit(element);
    expect(booked).toBe(1);
  });

  it("should say at each field what is missing, and lead to the first", async () => {
    const details = { name: " ", email: "emma@", phone: "", answers: {} };
    const element = await form({ details });
    await agree(element);
    await submit(element);

    expect(booked).toBe(0);
    expect(faultOf(element, "name")).toContain("Enter your name");
    expect(faultOf(element, "email")).toContain("like name@example.com");
    expect(faultOf(element, "q-why")).toBe("Please answer this.");
    expect(faultOf(element, "q-adult")).toBe("Please answer this.");
    expect(inside(element, '[name="q-size"]').getAttribute("aria-invalid")).toBe("false");
    expect(element.shadowRoot?.activeElement?.getAttribute("name")).toBe("name");
  });

  it("should take a fault back once the field is written in, and leave the others", async () => {
    const element = await form({ details: { ...FILLED, name: "", email: "" } });
    await agree(element);
    await submit(element);
    const written: unknown[] = [];
    element.addEventListener("ps-write", ({ detail }) => written.push(detail));
    const name = inside(element, '[name="name"]') as HTMLInputElement;
    name.value = "Emma";
    name.dispatchEvent(new Event("input"));
    await element.updateComplete;

    expect(written).toEqual([{ name: "Emma" }]);
    expect(inside(element, '[name="name"]').getAttribute("aria-invalid")).toBe("false");
    expect(faultOf(element, "email")).not.toBe("");
  });

  it("should not book without consent, and lead there", async () => {
    const element = await form();
    await submit(element);
    expect(booked).toBe(0);
    const consent = inside(element, "ps-consent-fields");
    expect(element.shadowRoot?.activeElement).toBe(consent);
    expect(inside(consent, "[role=alert]").textContent).toContain("Tick the box");
  });

  it("should not book twice while it is on its way", async () => {
    const element = await form({ busy: true });
    await agree(element);
    await submit(element);
    expect(booked).toBe(0);
    expect(inside(element, "button.primary").getAttribute("aria-disabled")).toBe("true");
    expect(inside(element, "button.primary").textContent).toContain("Booking…");
  });

  it("should show what the server has against a field at that field", async () => {
    const element = await form({ fault: "This address is blocked.", faultField: "email" });
    expect(faultOf(element, "email")).toBe("This address is blocked.");
  });

  it("should offer what is near instead of a slot that is gone, read out at once", async () => {
    const other = slot("2026-12-01T10:00:00Z");
    const element = await form({ fault: "Somebody was faster.", alternatives: [other] });
    const problem = inside(element, ".problem");
    expect(problem.getAttribute("role")).toBe("alert");
    expect(problem.textContent).toContain("What you wrote is still here");
    const taken: Slot[] = [];
    element.addEventListener("ps-slot", ({ detail }) => taken.push(detail));
    inside(element, ".time", "11:00").click();
    expect(taken).toEqual([other]);
  });

  it("should say that there is nothing near", async () => {
    const element = await form({ fault: "Somebody was faster.", alternatives: [] });
    expect(inside(element, ".problem").textContent).toContain("Go back to choose another time");
  });

  it("should say until when the slot is kept, or that it is not", async () => {
    const hold = { id: "H", expiresAt: "2026-12-01T10:05:00Z" } as never;
    const held = await form({ hold: { kind: "held", hold } });
    expect(inside(held, ".hold").textContent).toContain("until 11:05");
    const free = await form({ hold: { kind: "free" } });
    expect(inside(free, ".hold").textContent).toContain("not kept for you");
  });
});
