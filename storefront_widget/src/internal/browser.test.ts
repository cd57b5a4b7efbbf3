import { describe, expect, it } from "vitest";
import { browserOf, intentUrl } from "./browser";

const IOS = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15";
const ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9)";
const VIEW = "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv)";
const KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const CHROME = "Chrome/150.0.0.0";

describe("browserOf", () => {
  it.each([
    [`${WINDOWS} ${KHTML} ${CHROME} Safari/537.36`, "chrome", "windows"],
    [`${WINDOWS} ${KHTML} ${CHROME} Safari/537.36 Edg/150.0.0.0`, "edge", "windows"],
    [`${WINDOWS} ${KHTML} ${CHROME} Safari/537.36 OPR/120.0.0.0`, "other", "windows"],
    [`${ANDROID} ${KHTML} ${CHROME} Mobile Safari/537.36`, "chrome", "android"],
    [
      `${ANDROID} ${KHTML} SamsungBrowser/28.0 ${CHROME} Mobile Safari/537.36`,
      "samsung",
      "android",
    ],
    ["Mozilla/5.0 (Android 15; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0", "firefox", "android"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "firefox", "other"],
    [
      `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
      "safari",
      "mac",
    ],
    [`${IOS} (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1`, "safari", "ios"],
    [`${IOS} (KHTML, like Gecko) CriOS/150.0 Mobile/15E148 Safari/604.1`, "chrome", "ios"],
    [`${IOS} (KHTML, like Gecko) FxiOS/150.0 Mobile/15E148 Safari/605.1.15`, "firefox", "ios"],
  ])("should know %s", (userAgent, name, platform) => {
    expect(browserOf(userAgent)).toEqual({ name, platform, webViewOf: null });
  });

  it("should tell an iPad from the Macintosh that it calls itself", () => {
    const ipad = `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`;
    expect(browserOf(ipad, 5).platform).toBe("ios");
    expect(browserOf(ipad, 0).platform).toBe("mac");
  });

  it.each([
    [`${IOS} (KHTML, like Gecko) Mobile/15E148 Instagram 330.0.0.0 (iPhone15,2)`, "Instagram"],
    [`${IOS} (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0;FBBV/1]`, "Facebook"],
    [
      `${VIEW} ${KHTML} Version/4.0 ${CHROME} Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/470]`,
      "Facebook",
    ],
    [
      `${VIEW} ${KHTML} Version/4.0 ${CHROME} Mobile Safari/537.36 musical_ly_2023 BytedanceWebview`,
      "TikTok",
    ],
    [`${IOS} (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.30`, "LinkedIn"],
    [`${VIEW} ${KHTML} Version/4.0 ${CHROME} Mobile Safari/537.36`, ""],
    [`${IOS} (KHTML, like Gecko) Mobile/15E148`, ""],
  ])("should see the web view of an app in %s", (userAgent, app) => {
    expect(browserOf(userAgent).webViewOf).toBe(app);
  });
});

describe("intentUrl", () => {
  it("should name the address, its scheme and nothing that only one browser has", () => {
    expect(intentUrl("https://shopper.example.com/e/abc?locale=es#x")).toBe(
      "intent://shopper.example.com/e/abc?locale=es#Intent;scheme=https;" +
        "action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end",
    );
  });
});
