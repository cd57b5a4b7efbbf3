// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import { useLocale } from "../../internal/i18n";
import { NOTICES, type NoticeKind } from "../../internal/notices";
import { inside, show } from "../testing";
import "./notice";
import type { PsNotice } from "./notice";

const KINDS = Object.keys(NOTICES) as NoticeKind[];
const notice = (properties: Partial<PsNotice>): Promise<PsNotice> => show("ps-notice", properties);
const text = (element: PsNotice): string => element.shadowRoot?.textContent ?? "";

describe("<ps-notice>", () => {
  beforeAll(() => useLocale("en"));

  it.each(KINDS)("should say in one heading what %s is", async (kind) => {
    const element = await notice({ kind, startsAt: "2026-12-01T15:00:00Z" });
    expect(inside(element, "h1").textContent.trim()).not.toMatch(/^$|notice\.|\{/);
    expect(text(element)).not.toMatch(/notice\.\w|\{\w+\}/);
  });

  it.each(KINDS)("should have a way on from %s", async (kind) => {
    const element = await notice({
      kind,
      startsAt: "2026-12-01T15:00:00Z",
      calendarUrl: "https://app.example/e/x/calendar.ics",
      wayOutUrl: "https://shop.example/",
      wayOutText: "Back to the shop",
    });
    expect(element.shadowRoot?.querySelectorAll("a, button").length).toBeGreaterThan(0);
  });

  it.each([
    ["call", "Ask for a new call"],
    ["message", "Leave a message"],
  ] as const)("should lead on to a %s", async (wayOn, words) => {
    const element = await notice({ kind: "ended", wayOn });
    const anew = vi.fn();
    element.addEventListener("ps-anew", anew);
    inside(element, "button", words).click();
    expect(anew).toHaveBeenCalledOnce();
  });

  it("should offer to come back from where the call went on", async () => {
    const element = await notice({ kind: "replaced" });
    const again = vi.fn();
    element.addEventListener("ps-again", again);
    inside(element, "button", "Continue here").click();
    expect(again).toHaveBeenCalledOnce();
  });

  it("should lead whoever booked a call that is ahead to where it is moved", async () => {
    const manageUrl = "https://app.example/manage/m1";
    const startsAt = "2030-12-01T15:00:00Z";
    const own = await notice({ kind: "tooEarly", startsAt, manageUrl });
    expect(inside(own, "a", "Move or cancel").getAttribute("href")).toBe(manageUrl);
    expect(text(await notice({ kind: "tooEarly", startsAt }))).not.toContain("Move or cancel");
    expect(text(await notice({ kind: "ended", manageUrl }))).not.toContain("Move or cancel");
  });

  it("should say why a call was cancelled, as text and beside our own words", async () => {
    const note = "Camille is <b>ill</b> today.";
    const element = await notice({ kind: "cancelled", note });
    expect(inside(element, ".note").textContent).toBe(note);
    expect(text(element)).toContain("It will not take place.");
    expect((await notice({ kind: "cancelled" })).shadowRoot?.querySelector(".note")).toBeNull();
  });

  it("should tell the limit of a full call, or what the server says of it", async () => {
    expect(text(await notice({ kind: "full", limit: 4 }))).toContain("room for 4 people");
    expect(text(await notice({ kind: "full", text: "Full up." }))).toContain("Full up.");
  });

  it("should tell the date in the visitor's own zone, with a file for his calendar", async () => {
    const element = await notice({
      kind: "tooEarly",
      startsAt: "2026-12-01T15:00:00Z",
      calendarUrl: "https://app.example/e/x/calendar.ics",
    });
    const when = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit" });
    expect(inside(element, "h1").textContent).toContain(
      when.format(new Date("2026-12-01T15:00:00Z")).replace(/ .M$/, ""),
    );
    expect(inside(element, "a", "Add to calendar").getAttribute("href")).toContain("calendar.ics");
    expect(inside(element, "[role=timer]").textContent).toContain("Starts in");
  });
});
