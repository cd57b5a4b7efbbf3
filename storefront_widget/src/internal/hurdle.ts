import { thisBrowser, type Browser } from "./browser";

/**
 * What keeps a browser from calls: no connections at all, no camera or microphone for pages, or a
 * web view in which they often fail.
 */
export type Hurdle = "noCalls" | "noDevices" | "webView";

export interface Abilities {
  readonly connections: boolean;
  readonly devices: boolean;
}

export function hurdleOf(browser: Browser, abilities: Abilities): Hurdle | null {
  if (!abilities.connections) return "noCalls";
  if (browser.webViewOf !== null) return "webView";
  return abilities.devices ? null : "noDevices";
}

/** What this browser has to offer a page. */
export function abilitiesOf(page: Window & typeof globalThis): Abilities {
  const { mediaDevices } = page.navigator as { mediaDevices?: Partial<MediaDevices> };
  return {
    connections: "RTCPeerConnection" in page,
    devices: mediaDevices?.getUserMedia !== undefined,
  };
}

/** What to show where something stands in the way. */
export interface HurdlePhase {
  readonly kind: "browser";
  readonly browser: Browser;
  readonly hurdle: Hurdle;
}

export function findHurdle(page: Window & typeof globalThis): HurdlePhase | null {
  const browser = thisBrowser();
  const hurdle = hurdleOf(browser, abilitiesOf(page));
  return hurdle && { kind: "browser", browser, hurdle };
}
