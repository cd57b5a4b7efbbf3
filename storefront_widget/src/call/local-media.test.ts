import { beforeEach, describe, expect, it } from "vitest";
import { deviceProblem, LocalMedia, type DevicePreferences } from "./local-media";

class FakeTrack {
  enabled = true;
  stopped = false;
  onended: (() => void) | null = null;

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId: string,
  ) {}

  stop(): void {
    this.stopped = true;
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }
}

function fault(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** A computer of which each device may be refused. */
class FakeDevices extends EventTarget {
  readonly asked: MediaStreamConstraints[] = [];
  readonly tracks: FakeTrack[] = [];
  refuses: { audio?: string; video?: string } = {};
  devices = [
    { kind: "videoinput", deviceId: "v1", label: "Front" },
    { kind: "videoinput", deviceId: "v2", label: "Back" },
    { kind: "audioinput", deviceId: "a1", label: "" },
  ];

  getUserMedia(wish: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(wish);
    const kinds = (["audio", "video"] as const).filter((kind) => wish[kind] !== undefined);
    const refusal = kinds.map((kind) => this.refuses[kind]).find((name) => name !== undefined);
    if (refusal !== undefined) return Promise.reject(fault(refusal));
    const made = kinds.map((kind) => new FakeTrack(kind, kind === "audio" ? "a1" : "v1"));
    this.tracks.push(...made);
    return Promise.resolve({
      getTracks: () => made,
      getAudioTracks: () => made.filter(({ kind }) => kind === "audio"),
      getVideoTracks: () => made.filter(({ kind }) => kind === "video"),
    } as unknown as MediaStream);
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve(this.devices as unknown as MediaDeviceInfo[]);
  }
}

describe("LocalMedia", () => {
  const chosen = new Map<string, string>();
  const preferences: DevicePreferences = {
    read: (kind) => chosen.get(kind) ?? null,
    write: (kind, id) => void chosen.set(kind, id),
  };
  let devices: FakeDevices;
  let local: LocalMedia;

  beforeEach(() => {
    chosen.clear();
    devices = new FakeDevices();
    local = new LocalMedia(preferences, devices as unknown as MediaDevices);
  });

  it("should ask for both at once and know the devices then", async () => {
    await local.start();
    expect(devices.asked).toHaveLength(1);
    expect(local.state.value).toMatchObject({ microphoneOn: true, cameraOn: true, asking: false });
    expect(local.state.value.devices).toHaveLength(3);
  });

  it("should still use the microphone when there is no camera", async () => {
    devices.refuses = { video: "NotFoundError" };
    await local.start();
    expect(local.state.value).toMatchObject({
      microphoneOn: true,
      microphoneProblem: null,
      cameraOn: false,
      cameraProblem: "missing",
    });
  });

  it("should say that both were refused, and use them once they are allowed", async () => {
    devices.refuses = { audio: "NotAllowedError", video: "NotAllowedError" };
    await local.start();
    expect(local.state.value).toMatchObject({
      microphoneProblem: "denied",
      cameraProblem: "denied",
    });
    devices.refuses = {};
    await local.start();
    expect(local.state.value).toMatchObject({
      microphoneProblem: null,
      cameraProblem: null,
      cameraOn: true,
    });
  });

  it("should mute without letting the microphone go, and give the camera's light back", async () => {
    await local.start();
    const [microphone, camera] = devices.tracks;
    await local.setMicrophone(false);
    await local.setCamera(false);
    expect([microphone?.enabled, microphone?.stopped]).toEqual([false, false]);
    expect(camera?.stopped).toBe(true);
    expect(local.tracks().camera).toBeNull();
    await local.setMicrophone(true);
    expect(microphone?.enabled).toBe(true);
    expect(devices.asked).toHaveLength(1);
  });

  it("should remember a chosen device and stop the old one", async () => {
    await local.start();
    await local.choose("camera", "v2");
    expect(chosen.get("camera")).toBe("v2");
    expect(devices.tracks[1]?.stopped).toBe(true);
    expect(devices.asked.at(-1)?.video).toMatchObject({ deviceId: { ideal: "v2" } });
  });

  it("should ask a phone for the camera of the other side", async () => {
    await local.start();
    await local.flip();
    expect(devices.asked.at(-1)?.video).toMatchObject({ facingMode: { ideal: "environment" } });
    expect(local.state.value.facing).toBe("environment");
  });

  it("should notice when a device is pulled out", async () => {
    await local.start();
    devices.tracks[1]?.onended?.();
    expect(local.state.value).toMatchObject({ cameraOn: false, cameraProblem: "missing" });
  });

  it("should let everything go at the end", async () => {
    await local.start();
    local.stop();
    expect(devices.tracks.every(({ stopped }) => stopped)).toBe(true);
  });
});

describe("deviceProblem", () => {
  it.each([
    ["NotAllowedError", "denied"],
    ["SecurityError", "denied"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
  ])("should tell %s apart", (name, problem) => {
    expect(deviceProblem(fault(name))).toBe(problem);
  });
});
