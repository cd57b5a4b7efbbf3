// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from "vitest";
import type { ConnectionQuality } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, show } from "../testing";
import "./quality";
import type { PsQuality } from "./quality";

describe("<ps-quality>", () => {
  beforeAll(() => useLocale("en"));

  it.each<[ConnectionQuality, string, number]>([
    ["GOOD", "Connection good", 3],
    ["FAIR", "Connection fair", 2],
    ["POOR", "Connection weak", 1],
    ["SILENT", "Connection lost", 0],
  ])("should say %s by words and by the number of bars", async (quality, words, bars) => {
    const element = await show<PsQuality>("ps-quality", { quality });
    expect(inside(element, "svg").getAttribute("aria-label")).toBe(words);
    expect(element.shadowRoot?.querySelectorAll(".lit")).toHaveLength(bars);
  });
});
