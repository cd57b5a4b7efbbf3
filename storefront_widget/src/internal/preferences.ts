import type { DevicePreferences } from "../call/device-wishes";

const PREFIX = "personal-shopper:device:";

/** Remembers the chosen devices in this browser, where it may. */
export const devicePreferences: DevicePreferences = {
  read(kind) {
    try {
      return localStorage.getItem(PREFIX + kind);
    } catch {
      return null;
    }
  },
  write(kind, deviceId) {
    try {
      localStorage.setItem(PREFIX + kind, deviceId);
    } catch {
      // Blocked storage: the choice holds for this page only.
    }
  },
};
