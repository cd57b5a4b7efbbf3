import { describe, expect, it } from "vitest";
import type { Browser } from "./browser";
import { abilitiesOf, hurdleOf } from "./hurdle";

const CHROME: Browser = { name: "chrome", platform: "android", webViewOf: null };
const INSTAGRAM: Browser = { ...CHROME, webViewOf: "Instagram" };
const ALL = { connections: true, devices: true };

describe("hurdleOf", () => {
  it.each([
    [CHROME, ALL, null],
    [CHROME, { ...ALL, devices: false }, "noDevices"],
    [CHROME, { connections: false, devices: true }, "noCalls"],
    [INSTAGRAM, ALL, "webView"],
    [INSTAGRAM, { connections: false, devices: false }, "noCalls"],
  ])("should find what stands in the way (%#)", (browser, abilities, hurdle) => {
    expect(hurdleOf(browser, abilities)).toBe(hurdle);
  });
});

describe("abilitiesOf", () => {
  it("should see what a page is given, not who gives it", () => {
    const page = (parts: object): Window & typeof globalThis => parts as Window & typeof globalThis;
    const getUserMedia = (): void => undefined;
    expect(
      abilitiesOf(page({ RTCPeerConnection: 1, navigator: { mediaDevices: { getUserMedia } } })),
    ).toEqual(ALL);
    expect(abilitiesOf(page({ navigator: { mediaDevices: {} } }))).toEqual({
      connections: false,
      devices: false,
    });
    expect(abilitiesOf(page({ RTCPeerConnection: 1, navigator: {} })).devices).toBe(false);
  });
});
