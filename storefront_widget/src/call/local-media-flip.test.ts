import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DevicePreferences } from "./device-wishes";
import { LocalMedia } from "./local-media";
import { BUILT_IN, type FakeDevice, FakeDevices, FRONT } from "./testing-devices";

describe("LocalMedia, flipping", () => {
  const chosen = new Map<string, string>();
  const preferences: DevicePreferences = {
    read: (kind) => chosen.get(kind) ?? null,
    write: (kind, value) => void chosen.set(kind, value),
  };
  let devices: FakeDevices;
  let local: LocalMedia;

  beforeEach(() => {
    vi.useFakeTimers();
    chosen.clear();
    devices = new FakeDevices();
    const source = devices as unknown as MediaDevices;
    local = new LocalMedia({ preferences, source, isAway: () => false });
  });

  afterEach(() => vi.useRealTimers());

  it("should show the other side of a phone, one camera at a time", async () => {
    await local.start();
    expect(await local.flip()).toBe(true);
    expect(devices.asked.at(-1)?.video).toMatchObject({ facingMode: { exact: "environment" } });
    expect(local.state.value.facing).toBe("environment");
    expect(devices.tracks[1]?.stopped).toBe(true);
    expect(devices.last("video").deviceId).toBe("v2");
  });

  it("should not be held back by the camera chosen before", async () => {
    chosen.set("camera", "v1");
    await local.start();
    await local.flip();
    expect(devices.asked.at(-1)?.video).not.toHaveProperty("deviceId");
  });

  it("should show the other side also where wishes are not heeded, and keep it", async () => {
    // given a browser that gives its first camera for whatever is only ideal
    devices.heedsWishes = false;
    await local.start();
    // when
    expect(await local.flip()).toBe(true);
    expect(devices.last("video").deviceId).toBe("v2");
    // then it is still that one after the camera was off
    await local.setCamera(false);
    await local.setCamera(true);
    expect(devices.last("video").deviceId).toBe("v2");
    // and the way back leads to the front
    expect(await local.flip()).toBe(true);
    expect(devices.last("video").deviceId).toBe("v1");
    expect(local.state.value.facing).toBe("user");
  });

  it("should go to the other camera by name where none tells its side", async () => {
    const unsided = (deviceId: string): FakeDevice => ({
      ...BUILT_IN,
      kind: "videoinput",
      deviceId,
    });
    devices.devices = [unsided("v1"), unsided("v2"), BUILT_IN];
    devices.heedsWishes = false;
    await local.start();
    expect(await local.flip()).toBe(true);
    expect(devices.last("video")).toMatchObject({ deviceId: "v2", stopped: false });
  });

  it("should stay with its picture, and say so, where there is no other camera", async () => {
    devices.devices = [FRONT, BUILT_IN];
    await local.start();
    expect(await local.flip()).toBe(false);
    expect(devices.last("video")).toMatchObject({ deviceId: "v1", stopped: false });
    expect(local.state.value).toMatchObject({ facing: "user", cameraOn: true });
  });

  it("should leave the sound alone, and take it back where the phone takes it away", async () => {
    await local.start();
    const microphone = devices.last("audio");
    await local.flip();
    expect(microphone.stopped).toBe(false);
    microphone.interrupt(true);
    await local.flip();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(devices.last("audio")).not.toBe(microphone);
    expect(local.sending()).toEqual({ microphone: true, camera: true });
  });

  it("should stay at its side when there is no picture at all", async () => {
    await local.start();
    devices.refuses = { video: "NotReadableError" };
    await local.flip();
    expect(local.state.value).toMatchObject({ facing: "user", cameraProblem: "busy" });
  });
});
