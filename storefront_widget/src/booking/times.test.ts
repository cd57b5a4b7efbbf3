import { describe, expect, it } from "vitest";
import { shownTwice } from "./times";

describe("shownTwice", () => {
  const MADRID = "Europe/Madrid";

  it("should name the moments of the hour that comes twice, and no others", () => {
    const before = "2026-10-25T00:30:00Z";
    const after = "2026-10-25T01:30:00Z";
    const others = ["2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"];
    expect(shownTwice([before, after, ...others], MADRID)).toEqual(new Set([before, after]));
    expect(shownTwice([before, after], "UTC")).toEqual(new Set());
  });

  it("should not take two slots of one moment for two hours", () => {
    const moment = "2026-10-25T00:30:00Z";
    expect(shownTwice([moment, moment], MADRID)).toEqual(new Set());
  });
});
