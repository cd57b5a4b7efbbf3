import { describe, expect, it } from "vitest";
import { isSameClock, offsetOf, searchZones, zoneNameOf } from "./zones";

const ZONES = ["Europe/Madrid", "America/Sao_Paulo", "America/Argentina/Buenos_Aires"].map(
  zoneNameOf,
);

describe("zones", () => {
  it("should be found by city or region, whatever case and accents", () => {
    expect(searchZones(ZONES, "são p").map(({ city }) => city)).toEqual(["Sao Paulo"]);
    expect(searchZones(ZONES, "argentina").map(({ city }) => city)).toEqual(["Buenos Aires"]);
    expect(searchZones(ZONES, "atlantis")).toEqual([]);
  });

  it("should tell the offset of that moment, not of today", () => {
    expect(offsetOf("Europe/Madrid", new Date("2026-03-29T00:59:00Z"))).toBe("UTC+1");
    expect(offsetOf("Europe/Madrid", new Date("2026-03-29T01:00:00Z"))).toBe("UTC+2");
    expect(offsetOf("America/St_Johns", new Date("2026-01-01T00:00:00Z"))).toBe("UTC−3:30");
  });

  it("should see that clocks part within a span", () => {
    const spring = [new Date("2026-03-10T12:00:00Z"), new Date("2026-03-30T12:00:00Z")];
    expect(isSameClock("Europe/Madrid", "Europe/Paris", spring)).toBe(true);
    expect(isSameClock("Europe/London", "Atlantic/Reykjavik", spring)).toBe(false);
  });
});
