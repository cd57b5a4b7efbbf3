import type { DeviceKind } from "../call/device-wishes";
import type { LocalMedia } from "../call/local-media";
import { t } from "./i18n";

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
