/** Which browser this is, as far as a visitor needs help that differs from one to the other. */

export type BrowserName = "chrome" | "edge" | "firefox" | "safari" | "samsung" | "other";
export type Platform = "android" | "ios" | "mac" | "windows" | "other";

export interface Browser {
  readonly name: BrowserName;
  readonly platform: Platform;
  /** The app in whose own web view the page stands; empty where it does not tell its name. */
  readonly webViewOf: string | null;
}

/** Apps that show links in a web view of their own, by what they write into the user agent. */
const APPS: readonly (readonly [RegExp, string])[] = [
  [/Instagram/, "Instagram"],
  [/MessengerForiOS|FB_IAB\/Orca/, "Messenger"],
  [/FBAN|FBAV|FB_IAB|FBIOS/, "Facebook"],
  [/musical_ly|BytedanceWebview|TikTok|trill/i, "TikTok"],
  [/Snapchat/, "Snapchat"],
  [/Pinterest/, "Pinterest"],
  [/LinkedInApp/, "LinkedIn"],
  [/Twitter/, "X"],
  [/MicroMessenger/, "WeChat"],
  [/\bLine\//, "LINE"],
  [/\bGSA\//, "Google"],
];

/** In this order: most of them also call themselves Chrome and Safari. */
const NAMES: readonly (readonly [RegExp, BrowserName])[] = [
  [/Edg(?:e|A|iOS)?\//, "edge"],
  [/SamsungBrowser\//, "samsung"],
  [/OPR\/|OPT\/|YaBrowser\/|DuckDuckGo\/|Vivaldi\//, "other"],
  [/Firefox\/|FxiOS\//, "firefox"],
  [/Chrome\/|CriOS\/|Chromium\//, "chrome"],
  [/Safari\//, "safari"],
];

/** `touchPoints` tells an iPad, which calls itself a Macintosh, from one. */
export function browserOf(userAgent: string, touchPoints = 0): Browser {
  const platform = platformOf(userAgent, touchPoints);
  const name = NAMES.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "other";
  return { name, platform, webViewOf: webViewOf(userAgent, platform) };
}

/** The browser of this page. */
export function thisBrowser(): Browser {
  return browserOf(navigator.userAgent, navigator.maxTouchPoints);
}

function platformOf(userAgent: string, touchPoints: number): Platform {
  if (userAgent.includes("Android")) return "android";
  if (/iPhone|iPad|iPod/.test(userAgent)) return "ios";
  if (userAgent.includes("Macintosh")) return touchPoints > 1 ? "ios" : "mac";
  return userAgent.includes("Windows") ? "windows" : "other";
}

function webViewOf(userAgent: string, platform: Platform): string | null {
  const app = APPS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (app !== undefined) return app;
  // Android marks every web view; on iOS only a real browser names itself after the engine.
  const isWebView =
    (platform === "android" && userAgent.includes("; wv)")) ||
    (platform === "ios" && /iPhone|iPad/.test(userAgent) && !/Safari\//.test(userAgent));
  return isWebView ? "" : null;
}

/** Opens an address in the phone's own browser, from a web view on Android. */
export function intentUrl(address: string): string {
  const { protocol, host, pathname, search } = new URL(address);
  const scheme = protocol.slice(0, -1);
  const category = "category=android.intent.category.BROWSABLE";
  return `intent://${host}${pathname}${search}#Intent;scheme=${scheme};action=android.intent.action.VIEW;${category};end`;
}
