import type { DeviceKind } from "./device-wishes";

const INPUT = { microphone: "audioinput", camera: "videoinput", speaker: "audiooutput" } as const;

export function devicesOf(
  devices: readonly MediaDeviceInfo[],
  kind: DeviceKind | "speaker",
): readonly MediaDeviceInfo[] {
  return devices.filter((device) => device.kind === INPUT[kind]);
}

/** A device that was plugged in; not one that is only called the default one now. */
export function newlyNamed(
  before: readonly MediaDeviceInfo[],
  after: readonly MediaDeviceInfo[],
): MediaDeviceInfo | undefined {
  if (before.length === 0) return undefined;
  const known = new Set(before.map(({ deviceId }) => deviceId));
  return after.find(
    ({ deviceId, label }) =>
      !known.has(deviceId) && label !== "" && !["default", "communications"].includes(deviceId),
  );
}

export function letGo(track: MediaStreamTrack): void {
  track.onended = track.onmute = track.onunmute = null;
  track.stop();
}
