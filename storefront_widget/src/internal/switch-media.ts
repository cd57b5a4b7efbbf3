import type { DeviceKind } from "../call/device-wishes";
import type { LocalMedia } from "../call/local-media";
import type { ScreenShare } from "../call/screen-share";
import { t } from "./i18n";
import { toast } from "./toast";

export interface Switched {
  /** How it stands now. */
  readonly text: string;
  /** It was to go on and did not. */
  readonly isRefused: boolean;
}

/** Turns one's own microphone or camera on or off. */
export async function switchMedia(local: LocalMedia, kind: DeviceKind): Promise<Switched> {
  const isOn = (): boolean => local.state.value[`${kind}On`];
  const wasOn = isOn();
  if (kind === "microphone") {
    await local.setMicrophone(!wasOn);
    return { text: t(isOn() ? "tools.unmuted" : "tools.muted"), isRefused: !wasOn && !isOn() };
  }
  await local.setCamera(!wasOn);
  const text = t(isOn() ? "tools.cameraIsOn" : "tools.cameraIsOff");
  return { text, isRefused: !wasOn && !isOn() };
}

/** Shows the other side of a phone, or says on `page` that it cannot. */
export async function flipCamera(page: HTMLElement, local: LocalMedia): Promise<void> {
  if (!(await local.flip())) toast(page, t("tools.flipFailed"), "warning");
}

/** Begins or ends sharing the screen; gives what went wrong, in words. */
export async function switchScreen(screen: ScreenShare): Promise<string | null> {
  try {
    if (screen.isOn === true) screen.stop();
    else await screen.start();
    return null;
  } catch (error) {
    // Whoever closes the browser's question without an answer changed his mind.
    const isDeclined = error instanceof Error && error.name === "NotAllowedError";
    return t(isDeclined ? "screen.declined" : "screen.failed");
  }
}
