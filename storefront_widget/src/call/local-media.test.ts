import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deviceProblem, type DevicePreferences } from "./device-wishes";
import { LocalMedia } from "./local-media";
import type { DeviceNews } from "./local-media-state";
import { BUILT_IN, fault, FakeDevices, FRONT, HEADSET } from "./testing-devices";

describe("LocalMedia", () => {
  const chosen = new Map<string, string>();
  const preferences: DevicePreferences = {
    read: (kind) => chosen.get(kind) ?? null,
    write: (kind, value) => void chosen.set(kind, value),
  };
  let devices: FakeDevices;
  let news: DeviceNews[];
  let isAway: boolean;
  let local: LocalMedia;

  const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    vi.useFakeTimers();
    chosen.clear();
    devices = new FakeDevices();
    news = [];
    isAway = false;
    local = new LocalMedia({
      preferences,
      source: devices as unknown as MediaDevices,
      onNews: (one) => news.push(one),
      isAway: () => isAway,
    });
  });

  afterEach(() => vi.useRealTimers());

  it("should ask for both at once and know the devices then", async () => {
    await local.start();
    expect(devices.asked).toHaveLength(1);
    expect(local.state.value).toMatchObject({ microphoneOn: true, cameraOn: true, asking: false });
    expect(local.state.value.devices).toHaveLength(3);
  });

  it("should ask only for what was on before a page was loaded anew", async () => {
    await local.resume({ microphone: false, camera: true });
    expect(devices.asked.map((wish) => Object.keys(wish))).toEqual([["video"]]);
    expect(local.state.value).toMatchObject({ microphoneOn: false, cameraOn: true, asking: false });
  });

  it("should ask for nothing where all was off", async () => {
    await local.resume({ microphone: false, camera: false });
    expect(devices.asked).toEqual([]);
    expect(local.state.value).toMatchObject({ microphoneOn: false, cameraOn: false });
  });

  it("should ask for a voice without echo and noise at an even loudness", async () => {
    await local.start();
    expect(devices.asked[0]?.audio).toMatchObject({
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    });
  });

  it("should keep the noise of whoever plays music, also next time", async () => {
    await local.start();
    await local.setNoiseSuppression(false);
    expect(devices.asked.at(-1)?.audio).toMatchObject({ noiseSuppression: false });
    expect(local.state.value).toMatchObject({ microphoneOn: true, noiseSuppression: false });
    const source = devices as unknown as MediaDevices;
    const next = new LocalMedia({ preferences, source, isAway: () => false });
    expect(next.state.value.noiseSuppression).toBe(false);
  });

  it("should use what there is when the other is refused", async () => {
    devices.refuses = { video: "NotAllowedError" };
    await local.start();
    expect(local.state.value).toMatchObject({
      microphoneOn: true,
      cameraOn: false,
      cameraProblem: "denied",
      microphoneProblem: null,
    });
  });

  it("should try again after help", async () => {
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
    expect(local.tracks().video).toBeNull();
    await local.setMicrophone(true);
    expect(microphone?.enabled).toBe(true);
    expect(devices.asked).toHaveLength(1);
  });

  it("should remember a chosen device and stop the old one", async () => {
    await local.start();
    await local.choose("camera", "v2");
    expect(chosen.get("camera")).toBe("v2");
    expect(devices.tracks[1]?.stopped).toBe(true);
    expect(local.state.value.camera?.getSettings().deviceId).toBe("v2");
    expect(local.state.value.facing).toBe("environment");
  });

  it("should not unmute by another choice of microphone", async () => {
    await local.start();
    await local.setMicrophone(false);
    await local.choose("microphone", "a1");
    expect(local.state.value.microphoneOn).toBe(false);
    expect(devices.last("audio").enabled).toBe(false);
  });

  it("should not go on by another choice of what is off, and use that later", async () => {
    await local.resume({ microphone: false, camera: false });
    await local.choose("camera", "v2");
    await local.choose("microphone", "a1");
    expect(devices.asked).toEqual([]);
    expect(local.chosen("camera")).toBe("v2");
    await local.setCamera(true);
    expect(local.state.value.camera?.getSettings().deviceId).toBe("v2");
  });

  it("should use the chosen devices again, also where a browser heeds no mere wish", async () => {
    devices.devices.push(HEADSET);
    devices.heedsWishes = false;
    chosen.set("camera", "v2").set("microphone", "a2");
    await local.start();
    for (const isOn of [false, true]) await local.setCamera(isOn);
    expect(devices.tracks.map(({ deviceId }) => deviceId)).toEqual(["a2", "v2", "v2"]);
  });

  it("should use others at once where the chosen ones are gone", async () => {
    chosen.set("camera", "unplugged");
    await local.start();
    expect(local.state.value).toMatchObject({ cameraOn: true, microphoneOn: true });
    expect(devices.asked.map((wish) => Object.keys(wish).length)).toEqual([2, 2]);
  });

  it("should be tried at once when chosen after another failed", async () => {
    devices.refuses = { video: "NotReadableError" };
    await local.start();
    devices.refuses = {};
    await local.choose("camera", "v2");
    expect(local.state.value).toMatchObject({ cameraOn: true, cameraProblem: null });
  });

  it("should never be off for the others while another device is chosen", async () => {
    await local.start();
    const on: boolean[] = [];
    local.state.subscribe(() => on.push(local.state.value.cameraOn));
    await local.choose("camera", "v2");
    expect(on).not.toContain(false);
  });

  it("should keep the default camera when the chosen one is gone", async () => {
    await local.start();
    await local.choose("camera", "unplugged");
    expect(local.state.value).toMatchObject({ cameraOn: true, cameraProblem: null });
  });

  describe("while devices come and go", () => {
    it("should go over to another microphone and say so", async () => {
      devices.devices.push(HEADSET);
      chosen.set("microphone", "a2");
      await local.start();
      devices.plug([FRONT, BUILT_IN]);
      devices.last("audio").end();
      await settled();
      expect(news).toEqual([{ what: "replaced", kind: "microphone", label: "Built-in" }]);
      expect(local.state.value).toMatchObject({ microphoneOn: true, microphoneProblem: null });
    });

    it("should say when nobody hears any more, and be heard again by the next one", async () => {
      await local.start();
      devices.plug([FRONT]);
      devices.last("audio").end();
      await settled();
      expect(news).toEqual([{ what: "gone", kind: "microphone" }]);
      expect(local.state.value).toMatchObject({
        microphoneOn: false,
        microphoneProblem: "missing",
      });
      devices.plug([FRONT, HEADSET]);
      await settled();
      expect(news.at(-1)).toEqual({ what: "replaced", kind: "microphone", label: "Headset" });
      expect(local.state.value.microphoneOn).toBe(true);
    });

    it("should say what was plugged in and leave the choice to the visitor", async () => {
      await local.start();
      devices.plug([...devices.devices, HEADSET]);
      await settled();
      expect(news).toEqual([{ what: "added", label: "Headset" }]);
      expect(devices.asked).toHaveLength(1);
    });

    it("should not ask again for what the visitor had turned off", async () => {
      await local.start();
      await local.setMicrophone(false);
      devices.last("audio").end();
      await settled();
      expect(devices.asked).toHaveLength(1);
      expect(news).toEqual([]);
    });

    it("should play on the default speaker when the chosen one is gone", async () => {
      local.chooseSpeaker("s1");
      devices.plug([FRONT]);
      await settled();
      expect(local.state.value.speaker).toBe("");
      expect(chosen.get("speaker")).toBe("s1");
    });
  });

  describe("on a phone that is locked", () => {
    it("should say that nothing comes through, though all is still on", async () => {
      await local.start();
      devices.last("video").interrupt(true);
      expect(local.sending()).toEqual({ microphone: true, camera: false });
      expect(local.state.value.cameraOn).toBe(true);
      devices.last("video").interrupt(false);
      expect(local.sending()).toEqual({ microphone: true, camera: true });
    });

    it("should ask anew on return for what the phone ended, and not before", async () => {
      await local.start();
      isAway = true;
      devices.last("video").end();
      await settled();
      expect(devices.asked).toHaveLength(1);
      isAway = false;
      await local.wake();
      expect(local.state.value).toMatchObject({ cameraOn: true, cameraProblem: null });
      expect(news).toEqual([]);
    });

    it("should ask anew for what the phone does not give back by itself", async () => {
      await local.start();
      const camera = devices.last("video");
      camera.interrupt(true);
      void local.wake();
      await vi.advanceTimersByTimeAsync(2_000);
      expect(camera.stopped).toBe(true);
      expect(local.sending().camera).toBe(true);
    });

    it("should leave alone what the phone gave back", async () => {
      await local.start();
      const camera = devices.last("video");
      camera.interrupt(true);
      void local.wake();
      camera.interrupt(false);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(camera.stopped).toBe(false);
    });
  });

  it("should let everything go at the end, also what comes too late", async () => {
    const late = local.start();
    local.stop();
    await late;
    expect(devices.tracks.every(({ stopped }) => stopped)).toBe(true);
    expect(local.tracks()).toEqual({ audio: null, video: null });
  });
});

describe("deviceProblem", () => {
  it("should see that the system stands in the way, not the visitor", () => {
    const refusal = new Error("Permission denied by system");
    expect(deviceProblem(Object.assign(refusal, { name: "NotAllowedError" }))).toBe("system");
  });

  it.each([
    ["NotAllowedError", "denied"],
    ["SecurityError", "denied"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
  ])("should tell %s apart", (name, problem) => {
    expect(deviceProblem(fault(name))).toBe(problem);
  });
});
