// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { LocalMedia } from "../../call/local-media";
import { NOTHING_YET, type LocalMediaState } from "../../call/local-media-state";
import { Store } from "../../call/store";
import { useLocale } from "../../internal/i18n";
import { inside, show } from "../testing";
import "./seat-question";
import type { PsSeatQuestion } from "./seat-question";

const LOCAL = {
  state: new Store<LocalMediaState>({ ...NOTHING_YET, speaker: "", noiseSuppression: true }),
  start: () => Promise.resolve(),
} as unknown as LocalMedia;

describe("<ps-seat-question>", () => {
  beforeAll(() => useLocale("en"));

  const question = (properties: Partial<PsSeatQuestion>): Promise<PsSeatQuestion> =>
    show<PsSeatQuestion>("ps-seat-question", { local: LOCAL, ...properties });

  it("should let the customer choose, and do nothing before", async () => {
    const element = await question({ mayBeGuest: true });
    const chosen: string[] = [];
    for (const name of ["ps-continue", "ps-as-guest"] as const)
      element.addEventListener(name, () => chosen.push(name));
    expect(chosen).toEqual([]);
    inside(element, "button", "Continue here").click();
    inside(element, "button", "Join as a guest").click();
    expect(chosen).toEqual(["ps-continue", "ps-as-guest"]);
  });

  it("should offer no guest's place at the desk", async () => {
    const element = await question({ wayOutUrl: "https://app.example/desk", wayOutText: "Back" });
    expect(element.shadowRoot?.textContent).not.toContain("guest");
    expect(inside(element, "a").textContent).toBe("Back");
  });

  it("should move the call once, however often it is pressed", async () => {
    const element = await question({ busy: true, fault: "That took too long." });
    const chosen = vi.fn();
    element.addEventListener("ps-continue", chosen);
    inside(element, "button.primary").click();
    expect(chosen).not.toHaveBeenCalled();
    expect(inside(element, "[role=alert]").textContent).toContain("That took too long.");
  });
});
