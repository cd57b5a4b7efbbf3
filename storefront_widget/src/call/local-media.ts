import { Store } from "./store";
import type { Tracks } from "./publisher";

export type DeviceKind = "microphone" | "camera";

/** Why a device cannot be used: refused by the visitor or the page, none there, or in use. */
export type DeviceProblem = "denied" | "missing" | "busy";

export interface LocalMediaState {
  readonly asking: boolean;
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
  /** What is on; a microphone that is off still has its track, a camera gives its light back. */
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  readonly microphoneProblem: DeviceProblem | null;
  readonly cameraProblem: DeviceProblem | null;
  readonly devices: readonly MediaDeviceInfo[];
  readonly speaker: string;
  readonly facing: "user" | "environment";
}

/** What the visitor chose last time. */
export interface DevicePreferences {
  read(kind: DeviceKind | "speaker"): string | null;
  write(kind: DeviceKind | "speaker", deviceId: string): void;
}

export function deviceProblem(error: unknown): DeviceProblem {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotFoundError" || name === "OverconstrainedError" || name === "TypeError")
    return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "denied";
}

const START: LocalMediaState = {
  asking: false,
  microphone: null,
  camera: null,
  microphoneOn: false,
  cameraOn: false,
  microphoneProblem: null,
  cameraProblem: null,
  devices: [],
  speaker: "",
  facing: "user",
};

/** The visitor's own microphone and camera, from the device check to the end of the call. */
export class LocalMedia {
  readonly state: Store<LocalMediaState>;

  constructor(
    private readonly preferences: DevicePreferences,
    private readonly source: MediaDevices | undefined = globalThis.navigator.mediaDevices,
  ) {
    this.state = new Store({ ...START, speaker: preferences.read("speaker") ?? "" });
    this.source?.addEventListener("devicechange", this.handleDeviceChange);
  }

  /** Asks for both; when one is refused or missing the other is still used. */
  async start(): Promise<void> {
    if (this.state.value.asking) return;
    this.state.update({ asking: true, microphoneProblem: null, cameraProblem: null });
    try {
      const stream = await this.ask({ audio: this.audioWish(), video: this.videoWish() });
      this.take("microphone", stream.getAudioTracks()[0] ?? null);
      this.take("camera", stream.getVideoTracks()[0] ?? null);
    } catch {
      await this.open("microphone");
      await this.open("camera");
    }
    this.state.update({ asking: false });
    await this.readDevices();
  }

  async setMicrophone(on: boolean): Promise<void> {
    const { microphone } = this.state.value;
    if (microphone === null) {
      if (on) await this.open("microphone");
    } else {
      microphone.enabled = on;
      this.state.update({ microphoneOn: on });
    }
    await this.readDevices();
  }

  async setCamera(on: boolean): Promise<void> {
    if (on) await this.open("camera");
    else this.take("camera", null);
    await this.readDevices();
  }

  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    this.preferences.write(kind, deviceId);
    await this.open(kind);
  }

  chooseSpeaker(deviceId: string): void {
    this.preferences.write("speaker", deviceId);
    this.state.update({ speaker: deviceId });
  }

  /** Changes between front and rear camera (CL-04), or to the next camera of a desktop. */
  async flip(): Promise<void> {
    const cameras = devicesOf(this.state.value.devices, "camera");
    const facing = this.state.value.facing === "user" ? "environment" : "user";
    const current = this.state.value.camera?.getSettings().deviceId;
    const next =
      cameras[(cameras.findIndex(({ deviceId }) => deviceId === current) + 1) % cameras.length];
    // A phone opens one camera at a time.
    this.take("camera", null);
    this.state.update({ facing });
    const wish = isHandheld(cameras)
      ? { facingMode: { ideal: facing } }
      : exactly(next?.deviceId ?? null);
    await this.open("camera", wish);
  }

  /** What the room gets to see and hear of this moment. */
  tracks(): Tracks {
    const { microphone, camera } = this.state.value;
    return { microphone, camera };
  }

  stop(): void {
    this.source?.removeEventListener("devicechange", this.handleDeviceChange);
    this.take("microphone", null);
    this.take("camera", null);
  }

  private async open(kind: DeviceKind, wish?: MediaTrackConstraints): Promise<void> {
    const constraints =
      kind === "camera" ? { video: { ...this.videoWish(), ...wish } } : { audio: this.audioWish() };
    try {
      const stream = await this.ask(constraints);
      this.take(kind, stream.getTracks()[0] ?? null);
    } catch (error) {
      this.take(kind, null);
      const problem = deviceProblem(error);
      this.state.update(
        kind === "camera" ? { cameraProblem: problem } : { microphoneProblem: problem },
      );
    }
  }

  private ask(constraints: MediaStreamConstraints): Promise<MediaStream> {
    // Missing on an insecure origin and in old browsers.
    if (this.source === undefined) return Promise.reject(new TypeError("No media devices."));
    return this.source.getUserMedia(constraints);
  }

  private take(kind: DeviceKind, track: MediaStreamTrack | null): void {
    const old = this.state.value[kind];
    if (old !== null && old !== track) {
      old.onended = null;
      old.stop();
    }
    if (track !== null) track.onended = () => this.handleEnded(kind, track);
    const isOn = track !== null;
    this.state.update(
      kind === "camera"
        ? { camera: track, cameraOn: isOn, ...(isOn ? { cameraProblem: null } : {}) }
        : { microphone: track, microphoneOn: isOn, ...(isOn ? { microphoneProblem: null } : {}) },
    );
  }

  /** Unplugged, or taken back by the visitor in the address bar. */
  private handleEnded(kind: DeviceKind, track: MediaStreamTrack): void {
    if (this.state.value[kind] !== track) return;
    this.take(kind, null);
    this.state.update(
      kind === "camera" ? { cameraProblem: "missing" } : { microphoneProblem: "missing" },
    );
  }

  private audioWish(): MediaTrackConstraints {
    return {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...preferably(this.preferences.read("microphone")),
    };
  }

  private videoWish(): MediaTrackConstraints {
    const preferred = this.preferences.read("camera");
    return {
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30, max: 30 },
      ...(preferred === null
        ? { facingMode: { ideal: this.state.value.facing } }
        : preferably(preferred)),
    };
  }

  private async readDevices(): Promise<void> {
    // Names are told only after a permission was given.
    const devices = await this.source?.enumerateDevices().catch(() => []);
    this.state.update({ devices: (devices ?? []).filter(({ deviceId }) => deviceId !== "") });
  }

  private readonly handleDeviceChange = (): void => void this.readDevices();
}

const INPUT = { microphone: "audioinput", camera: "videoinput", speaker: "audiooutput" } as const;

export function devicesOf(
  devices: readonly MediaDeviceInfo[],
  kind: keyof typeof INPUT,
): readonly MediaDeviceInfo[] {
  return devices.filter((device) => device.kind === INPUT[kind]);
}

function preferably(deviceId: string | null): MediaTrackConstraints {
  return deviceId === null ? {} : { deviceId: { ideal: deviceId } };
}

function exactly(deviceId: string | null): MediaTrackConstraints {
  return deviceId === null ? {} : { deviceId: { exact: deviceId } };
}

/** Phones and tablets name their cameras by the side they look to. */
function isHandheld(cameras: readonly MediaDeviceInfo[]): boolean {
  return cameras.some(({ label }) => /back|rear|environment|front/i.test(label));
}
