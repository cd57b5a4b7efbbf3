import { describe, expect, it } from "vitest";
import { loudness } from "./level-meter";

const tone = (amplitude: number): number[] =>
  Array.from({ length: 512 }, (_, index) => amplitude * Math.sin(index / 4));

describe("loudness", () => {
  it("should be nothing in silence and full for loud speech", () => {
    expect(loudness(tone(0))).toBe(0);
    expect(loudness(tone(1))).toBe(1);
  });

  it("should grow with each tenfold of the amplitude by the same step", () => {
    const [soft, middle, loud] = [0.01, 0.1, 0.3].map((amplitude) => loudness(tone(amplitude)));
    expect(middle! - soft!).toBeCloseTo(0.4, 2);
    expect(loud!).toBeGreaterThan(middle!);
  });
});
