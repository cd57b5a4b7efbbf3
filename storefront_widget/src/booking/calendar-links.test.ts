import { describe, expect, it } from "vitest";
import { googleCalendar, outlookCalendar } from "./calendar-links";

const ENTRY = {
  title: "Winter & more: 50% + coats",
  text: "Video call with Ana. Join here:\nhttps://app.example/e/abc",
  startsAt: "2027-03-28T00:30:00+00:00",
  endsAt: "2027-03-28T01:00:00+00:00",
  place: "https://app.example/e/abc",
};

const query = (address: string): Record<string, string> =>
  Object.fromEntries(new URL(address).searchParams);

describe("the links that add a call to a calendar", () => {
  it("should tell Google the moment in UTC, whatever the clocks do", () => {
    expect(query(googleCalendar(ENTRY))).toEqual({
      action: "TEMPLATE",
      text: ENTRY.title,
      dates: "20270328T003000Z/20270328T010000Z",
      details: ENTRY.text,
      location: ENTRY.place,
    });
  });

  it("should tell Outlook the same, with spaces that it shows as spaces", () => {
    const address = outlookCalendar(ENTRY);
    expect(query(address)).toMatchObject({
      subject: ENTRY.title,
      startdt: "2027-03-28T00:30:00.000Z",
      enddt: "2027-03-28T01:00:00.000Z",
      body: ENTRY.text,
      location: ENTRY.place,
    });
    expect(address).not.toContain("+");
  });

  it("should lead to those calendars alone, whatever stands in the entry", () => {
    const entry = { ...ENTRY, title: "&action=x#", place: "javascript:alert(1)" };
    expect(new URL(googleCalendar(entry)).host).toBe("calendar.google.com");
    expect(query(googleCalendar(entry))["action"]).toBe("TEMPLATE");
    expect(new URL(outlookCalendar(entry)).host).toBe("outlook.live.com");
  });
});
