import type { PlainKey } from "../translations/call-texts";
import type { Browser } from "./browser";
import type { IconName } from "./icons";

export interface HelpStep {
  readonly icon: IconName;
  readonly text: PlainKey;
}

const AGAIN: HelpStep = { icon: "reload", text: "help.again" };
const SWITCH_ON: HelpStep = { icon: "camera", text: "help.switchOn" };
const ALLOW: HelpStep = { icon: "camera", text: "help.allow" };

/** How camera and microphone are allowed to a page in this browser, step by step. */
export function permissionSteps({ name, platform }: Browser): readonly HelpStep[] {
  if (platform === "ios") return name === "safari" ? SAFARI_IOS : OTHER_IOS;
  if (platform === "android") return ANDROID[name] ?? ANDROID_CHROME;
  return DESKTOP[name] ?? [{ icon: "settings", text: "help.otherBrowser" }, ALLOW, AGAIN];
}

const SAFARI_IOS: readonly HelpStep[] = [
  { icon: "pageMenu", text: "help.pageMenu" },
  { icon: "settings", text: "help.websiteSettings" },
  ALLOW,
  AGAIN,
];
const OTHER_IOS: readonly HelpStep[] = [
  { icon: "settings", text: "help.phoneSettings" },
  SWITCH_ON,
  AGAIN,
];
const ANDROID_CHROME: readonly HelpStep[] = [
  { icon: "settings", text: "help.sliders" },
  { icon: "lock", text: "help.permissions" },
  ALLOW,
  AGAIN,
];
const ANDROID_LOCK: readonly HelpStep[] = [
  { icon: "lock", text: "help.lock" },
  { icon: "settings", text: "help.permissions" },
  ALLOW,
  AGAIN,
];
const ANDROID: Readonly<Partial<Record<Browser["name"], readonly HelpStep[]>>> = {
  firefox: [
    { icon: "lock", text: "help.lock" },
    { icon: "camera", text: "help.tapBlocked" },
    AGAIN,
  ],
  samsung: ANDROID_LOCK,
  edge: ANDROID_LOCK,
};
const DESKTOP: Readonly<Partial<Record<Browser["name"], readonly HelpStep[]>>> = {
  chrome: [{ icon: "settings", text: "help.sliders" }, SWITCH_ON, AGAIN],
  edge: [{ icon: "lock", text: "help.lock" }, ALLOW, AGAIN],
  firefox: [
    { icon: "cameraOff", text: "help.crossedOut" },
    { icon: "close", text: "help.removeBlock" },
    AGAIN,
  ],
  safari: [{ icon: "settings", text: "help.safariMenu" }, ALLOW, AGAIN],
};

/** Where the system itself, not the page, keeps the browser from its devices. */
export function systemStep({ platform }: Browser): HelpStep {
  const texts: Readonly<Partial<Record<Browser["platform"], PlainKey>>> = {
    mac: "help.systemMac",
    windows: "help.systemWindows",
    android: "help.systemAndroid",
    ios: "help.phoneSettings",
  };
  return { icon: "settings", text: texts[platform] ?? "help.systemOther" };
}
