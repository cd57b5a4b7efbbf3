import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayIn, daysBetween, firstWeekday, sameDateIn, weeksOf } from "./days";

describe("days", () => {
  it("should tell the day of a moment in each zone", () => {
    const moment = new Date("2026-03-29T23:30:00Z");
    expect(dayIn("Europe/Madrid", moment)).toBe("2026-03-30");
    expect(dayIn("America/New_York", moment)).toBe("2026-03-29");
  });

  it("should count days over the change of clocks, months and years", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(addMonths("2026-12", 1)).toBe("2027-01");
    expect(sameDateIn("2026-02", "2026-01-31")).toBe("2026-02-28");
  });

  it("should fill up weeks from the day on which they begin where the visitor lives", () => {
    const weeks = weeksOf("2026-11", 1);
    expect(weeks[0]?.[0]).toBe("2026-10-26");
    expect(weeks.at(-1)?.at(-1)).toBe("2026-12-06");
    expect(weeksOf("2026-11", 7)[0]?.[0]).toBe("2026-11-01");
    expect([firstWeekday("es-ES"), firstWeekday("en-US")]).toEqual([1, 7]);
  });
});
