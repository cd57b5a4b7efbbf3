/** What is asked of the browser for microphone and camera. */

export type DeviceKind = "microphone" | "camera";

/**
 * Why a device cannot be used: refused by the visitor or the page, kept from the browser by the
 * system, none there, or in use.
 */
export type DeviceProblem = "denied" | "system" | "missing" | "busy";

/** The side to which a handheld's camera looks. */
export type Facing = "user" | "environment";

/** What the visitor chose last time: devices by id, and `off` where he wants his noises heard. */
export interface DevicePreferences {
  read(kind: DeviceKind | "speaker" | "noiseSuppression"): string | null;
  write(kind: DeviceKind | "speaker" | "noiseSuppression", value: string): void;
}

export function suppressesNoise(preferences: DevicePreferences): boolean {
  return preferences.read("noiseSuppression") !== "off";
}

/** Whether it must be the chosen device, or another will do as well. */
export type Firmness = "exact" | "ideal";

export function audioWish(
  preferences: DevicePreferences,
  firmness: Firmness,
  device = chosen(preferences.read("microphone"), firmness),
): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: suppressesNoise(preferences),
    autoGainControl: true,
    ...device,
  };
}

/** `camera` is the id of the wanted one, empty where any of that side will do. */
export function videoWish(
  camera: string,
  facing: Facing,
  firmness: Firmness,
  device = chosen(camera, firmness) ?? { facingMode: { ideal: facing } },
): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
    ...device,
  };
}

/**
 * What the browser gives by the chosen devices, or by others where those are not there: for one
 * that is only said to be ideal, Chromium may give another although it is.
 */
export async function preferringChosen<Given>(
  ask: (firmness: Firmness) => Promise<Given>,
): Promise<Given> {
  try {
    return await ask("exact");
  } catch (error) {
    if (deviceProblem(error) !== "missing") throw error;
    return ask("ideal");
  }
}

export function exactly(deviceId: string): MediaTrackConstraints {
  return { deviceId: { exact: deviceId } };
}

export function facingExactly(facing: Facing): MediaTrackConstraints {
  return { facingMode: { exact: facing } };
}

function chosen(deviceId: string | null, firmness: Firmness): MediaTrackConstraints | undefined {
  return deviceId ? { deviceId: { [firmness]: deviceId } } : undefined;
}

export function facingOf(track: MediaStreamTrack): Facing | null {
  const { facingMode } = track.getSettings();
  return facingMode === "user" || facingMode === "environment" ? facingMode : null;
}

export function deviceProblem(error: unknown): DeviceProblem {
  const { name, message } = error instanceof Error ? error : new Error("");
  if (name === "NotFoundError" || name === "OverconstrainedError" || name === "TypeError")
    return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return /system/i.test(message) ? "system" : "denied";
}
