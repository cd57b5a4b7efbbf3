import { describe, expect, it } from "vitest";
import type { Browser } from "./browser";
import { permissionSteps, systemStep } from "./permission-help";

const on = (platform: Browser["platform"], name: Browser["name"]): Browser => ({
  name,
  platform,
  webViewOf: null,
});
const first = (browser: Browser): string | undefined => permissionSteps(browser)[0]?.text;

describe("permissionSteps", () => {
  it.each([
    [on("windows", "chrome"), "help.sliders"],
    [on("mac", "edge"), "help.lock"],
    [on("other", "firefox"), "help.crossedOut"],
    [on("mac", "safari"), "help.safariMenu"],
    [on("windows", "other"), "help.otherBrowser"],
    [on("android", "chrome"), "help.sliders"],
    [on("android", "samsung"), "help.lock"],
    [on("android", "firefox"), "help.lock"],
    [on("ios", "safari"), "help.pageMenu"],
    [on("ios", "chrome"), "help.phoneSettings"],
  ])("should begin where that browser keeps it (%#)", (browser, text) => {
    expect(first(browser)).toBe(text);
  });

  it("should end with another try everywhere", () => {
    for (const platform of ["android", "ios", "mac", "windows", "other"] as const) {
      for (const name of ["chrome", "edge", "firefox", "safari", "samsung", "other"] as const) {
        expect(permissionSteps(on(platform, name)).at(-1)?.text).toBe("help.again");
      }
    }
  });
});

describe("systemStep", () => {
  it("should name the place in the system's own settings", () => {
    expect(systemStep(on("mac", "chrome")).text).toBe("help.systemMac");
    expect(systemStep(on("other", "chrome")).text).toBe("help.systemOther");
  });
});
