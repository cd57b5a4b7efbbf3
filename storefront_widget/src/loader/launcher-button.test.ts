import { describe, expect, it } from "vitest";
import { loaderTexts } from "../translations/loader-texts";
import { launcherState, launcherTexts } from "./launcher-button";
import { readPresence } from "./presence";

const texts = loaderTexts("en");

describe("the launcher", () => {
  it.each([
    ["available", { available: true, personalShoppers: 2, waiting: 0 }, "Available now"],
    ["busy", { available: true, personalShoppers: 2, waiting: 3 }, "3 people waiting"],
    ["busy", { available: true, personalShoppers: 0, waiting: 1 }, "1 person waiting"],
    ["busy", { available: true, personalShoppers: 0, waiting: 0 }, "All in calls, short wait"],
    ["away", { available: false, personalShoppers: 0, waiting: 0 }, "Nobody is here right now"],
    ["unknown", null, ""],
  ] as const)("should be %s", (state, presence, hint) => {
    expect(launcherState(presence, "none")).toBe(state);
    expect(launcherTexts(state, presence, texts).hint).toBe(hint);
  });

  it("should lead back to a call that is open", () => {
    expect(launcherState(null, "framed")).toBe("call");
    expect(launcherState(null, "window")).toBe("call");
  });

  it("should offer to bring a call here that another page has", () => {
    expect(launcherState(null, "elsewhere")).toBe("elsewhere");
    expect(launcherTexts("elsewhere", null, texts).label).toBe("Continue the call here");
  });
});

describe("readPresence", () => {
  it("should refuse what is no presence", () => {
    expect(readPresence({ available: "yes" })).toBeNull();
    expect(readPresence(null)).toBeNull();
    expect(readPresence({ available: true })).toEqual({
      available: true,
      personalShoppers: 0,
      waiting: 0,
    });
  });
});
