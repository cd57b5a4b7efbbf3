import { Store } from "./store";
import {
  audioWish,
  deviceProblem,
  exactly,
  facingExactly,
  facingOf,
  preferringChosen,
  suppressesNoise,
  videoWish,
  type DeviceKind,
  type DevicePreferences,
  type DeviceProblem,
  type Facing,
  type Firmness,
} from "./device-wishes";
import { devicesOf, letGo, newlyNamed } from "./devices";
import { NOTHING_YET, type DeviceNews, type LocalMediaState } from "./local-media-state";
import type { Tracks } from "./publisher";

export interface LocalMediaOptions {
  readonly preferences: DevicePreferences;
  readonly onNews?: (news: DeviceNews) => void;
  /** Missing on an insecure origin and in old browsers. */
  readonly source?: MediaDevices | undefined;
  /** Whether the page is out of sight: what is taken from it then comes back with it. */
  readonly isAway: () => boolean;
}

/** How long the system may take to give back by itself what it held back. */
const GIVES_BACK_MS = 1_500;

/** The visitor's own microphone and camera, from the device check to the end of the call. */
export class LocalMedia {
  readonly state: Store<LocalMediaState>;
  private readonly preferences: DevicePreferences;
  private readonly source: MediaDevices | undefined;
  /** What was on when it went by itself, and is to be on again. */
  private readonly lost = new Set<DeviceKind>();
  private stopped = false;
  /** Until the end of this call; the next one begins with the front. */
  private flippedTo = "";

  constructor(private readonly options: LocalMediaOptions) {
    this.preferences = options.preferences;
    this.source = "source" in options ? options.source : globalThis.navigator.mediaDevices;
    const speaker = this.preferences.read("speaker") ?? "";
    const noiseSuppression = suppressesNoise(this.preferences);
    this.state = new Store<LocalMediaState>({ ...NOTHING_YET, speaker, noiseSuppression });
    this.source?.addEventListener("devicechange", this.handleDeviceChange);
  }

  /** Asks for both; when one is refused or missing the other is still used. */
  async start(): Promise<void> {
    await this.begin(() => this.openBoth());
  }

  /** Asks only for what was on before. */
  async resume(was: Readonly<Record<DeviceKind, boolean>>): Promise<void> {
    await this.begin(async () => {
      if (was.microphone && was.camera) return this.openBoth();
      if (was.microphone) await this.open("microphone");
      if (was.camera) await this.open("camera");
    });
  }

  async setMicrophone(on: boolean): Promise<void> {
    const { microphone } = this.state.value;
    this.lost.delete("microphone");
    if (microphone === null) {
      if (on) await this.open("microphone");
    } else {
      microphone.enabled = on;
      this.state.update({ microphoneOn: on });
    }
    await this.readDevices();
  }

  async setCamera(on: boolean): Promise<void> {
    this.lost.delete("camera");
    if (on) await this.open("camera");
    else this.take("camera", null);
    await this.readDevices();
  }

  /** A device that is turned off stays off; the chosen one is used when it goes on. */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    this.preferences.write(kind, deviceId);
    if (!this.isTurnedOff(kind)) await this.change(kind, exactly(deviceId));
  }

  /** Id of the device in use, else of the one to be used; empty where any will do. */
  chosen(kind: DeviceKind): string {
    return this.state.value[kind]?.getSettings().deviceId ?? this.preferences.read(kind) ?? "";
  }

  chooseSpeaker(deviceId: string): void {
    this.preferences.write("speaker", deviceId);
    this.state.update({ speaker: deviceId });
  }

  /** Off for whoever wants more heard than his voice, such as an instrument. */
  async setNoiseSuppression(on: boolean): Promise<void> {
    this.preferences.write("noiseSuppression", on ? "on" : "off");
    this.state.update({ noiseSuppression: on });
    if (this.state.value.microphone !== null) await this.change("microphone");
  }

  /**
   * Changes between front and rear camera (CL-04); false where there is still the same one. What a
   * browser may only prefer, it may also leave, so the other side is asked for first, and then each
   * other camera by its name.
   */
  async flip(): Promise<boolean> {
    const { facing: before, devices } = this.state.value;
    const facing = before === "user" ? "environment" : "user";
    const was = this.chosen("camera");
    const others = devicesOf(devices, "camera").filter(({ deviceId }) => deviceId !== was);
    this.preferences.write("camera", "");
    this.state.update({ facing });
    for (const wish of [facingExactly(facing), ...others.map((one) => exactly(one.deviceId))]) {
      if (await this.turnTo(wish, was)) return true;
    }
    this.state.update({ facing: before });
    return false;
  }

  /** What the room gets to see and hear of this moment. */
  tracks(): Tracks {
    const { microphone, camera } = this.state.value;
    return { audio: microphone, video: camera };
  }

  /** What of it really comes through. */
  sending(): { readonly microphone: boolean; readonly camera: boolean } {
    const { microphoneOn, cameraOn, interrupted } = this.state.value;
    return {
      microphone: microphoneOn && !interrupted.includes("microphone"),
      camera: cameraOn && !interrupted.includes("camera"),
    };
  }

  /** Takes back what was lost while the page was away. */
  async wake(): Promise<void> {
    for (const kind of [...this.lost]) await this.open(kind);
    await this.recover();
  }

  stop(): void {
    this.stopped = true;
    this.source?.removeEventListener("devicechange", this.handleDeviceChange);
    this.take("microphone", null);
    this.take("camera", null);
  }

  /** Puts another device in the place of the one in use; for the others it is never off. */
  private async change(kind: DeviceKind, device?: MediaTrackConstraints): Promise<void> {
    const { microphone, microphoneOn, camera } = this.state.value;
    const isMuted = kind === "microphone" && microphone !== null && !microphoneOn;
    // A phone opens one camera at a time.
    if (kind === "camera" && camera !== null) letGo(camera);
    await this.open(kind, { device, muted: isMuted });
    if (this.state.value[kind] === null) await this.open(kind, { muted: isMuted });
    await this.readDevices();
    // Another camera takes the microphone away on some phones.
    if (kind === "camera") void this.recover();
  }

  /** Opens a camera so; whether it is another one. Then it is the one to come back to. */
  private async turnTo(wish: MediaTrackConstraints, was: string): Promise<boolean> {
    await this.change("camera", wish);
    const now = this.openCamera;
    if (now === null || now === was) return false;
    this.flippedTo = now;
    return true;
  }

  private get openCamera(): string | null {
    return this.state.value.camera?.getSettings().deviceId ?? null;
  }

  private get wantedCamera(): string {
    return this.preferences.read("camera") || this.flippedTo;
  }

  private isTurnedOff(kind: DeviceKind): boolean {
    const { cameraProblem, microphoneProblem } = this.state.value;
    const problem = kind === "camera" ? cameraProblem : microphoneProblem;
    return this.state.value[kind] === null && problem === null && !this.lost.has(kind);
  }

  /** Opens anew what the system does not give back by itself. */
  private async recover(): Promise<void> {
    if (this.state.value.interrupted.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, GIVES_BACK_MS));
    for (const kind of this.state.value.interrupted) await this.open(kind);
  }

  private async begin(open: () => Promise<void>): Promise<void> {
    if (this.state.value.asking) return;
    this.state.update({ asking: true, microphoneProblem: null, cameraProblem: null });
    await open();
    this.state.update({ asking: false });
    await this.readDevices();
  }

  private async openBoth(): Promise<void> {
    try {
      const stream = await preferringChosen((firmness) =>
        this.ask({
          audio: audioWish(this.preferences, firmness),
          video: videoWish(this.wantedCamera, this.state.value.facing, firmness),
        }),
      );
      this.take("microphone", stream.getAudioTracks()[0] ?? null);
      this.take("camera", stream.getVideoTracks()[0] ?? null);
    } catch {
      await this.open("microphone");
      await this.open("camera");
    }
  }

  private async open(
    kind: DeviceKind,
    { device, muted = false }: { device?: MediaTrackConstraints | undefined; muted?: boolean } = {},
  ): Promise<void> {
    const { facing } = this.state.value;
    const wish = (firmness: Firmness): MediaStreamConstraints =>
      kind === "camera"
        ? { video: videoWish(this.wantedCamera, facing, firmness, device) }
        : { audio: audioWish(this.preferences, firmness, device) };
    try {
      const stream = device
        ? await this.ask(wish("exact"))
        : await preferringChosen((firmness) => this.ask(wish(firmness)));
      const [track = null] = stream.getTracks();
      if (track !== null && muted) track.enabled = false;
      this.take(kind, track);
    } catch (error) {
      this.take(kind, null);
      this.note(kind, deviceProblem(error));
    }
  }

  private ask(constraints: MediaStreamConstraints): Promise<MediaStream> {
    if (this.source === undefined) return Promise.reject(new TypeError("No media devices."));
    return this.source.getUserMedia(constraints);
  }

  private take(kind: DeviceKind, track: MediaStreamTrack | null): void {
    const old = this.state.value[kind];
    if (old !== null && old !== track) letGo(old);
    if (track !== null) {
      if (this.stopped) {
        letGo(track);
        return;
      }
      this.lost.delete(kind);
      this.note(kind, null);
      track.onended = () => void this.handleEnded(kind, track);
      track.onmute = track.onunmute = () => this.noteInterruption(kind, track.muted);
    }
    this.state.update(
      kind === "camera"
        ? { camera: track, cameraOn: track !== null, facing: this.facingWith(track) }
        : { microphone: track, microphoneOn: track?.enabled ?? false },
    );
    this.noteInterruption(kind, track?.muted ?? false);
  }

  private facingWith(camera: MediaStreamTrack | null): Facing {
    return (camera && facingOf(camera)) ?? this.state.value.facing;
  }

  private note(kind: DeviceKind, problem: DeviceProblem | null): void {
    this.state.update(
      kind === "camera" ? { cameraProblem: problem } : { microphoneProblem: problem },
    );
  }

  private noteInterruption(kind: DeviceKind, isInterrupted: boolean): void {
    const { interrupted } = this.state.value;
    if (interrupted.includes(kind) === isInterrupted) return;
    const others = interrupted.filter((one) => one !== kind);
    this.state.update({ interrupted: isInterrupted ? [...others, kind] : others });
  }

  /** Unplugged, taken back in the address bar, or taken by the system. */
  private async handleEnded(kind: DeviceKind, track: MediaStreamTrack): Promise<void> {
    const { microphoneOn, cameraOn } = this.state.value;
    if (this.state.value[kind] !== track) return;
    this.take(kind, null);
    if (!(kind === "camera" ? cameraOn : microphoneOn)) return;
    if (this.options.isAway()) this.lost.add(kind);
    else if (!(await this.replace(kind))) this.tell({ what: "gone", kind });
  }

  /** Opens another device in the place of one that went; whether there is one. */
  private async replace(kind: DeviceKind): Promise<boolean> {
    this.lost.delete(kind);
    await this.open(kind);
    const track = this.state.value[kind];
    if (track === null) this.lost.add(kind);
    else this.tell({ what: "replaced", kind, label: track.label });
    await this.readDevices();
    return track !== null;
  }

  private tell(news: DeviceNews): void {
    if (!this.stopped) this.options.onNews?.(news);
  }

  private async readDevices(): Promise<void> {
    // Names are told only after a permission was given.
    const devices = await this.source?.enumerateDevices().catch(() => []);
    this.state.update({ devices: (devices ?? []).filter(({ deviceId }) => deviceId !== "") });
  }

  private readonly handleDeviceChange = (): void => void this.followDevices();

  private async followDevices(): Promise<void> {
    const before = this.state.value.devices;
    await this.readDevices();
    const { devices, speaker } = this.state.value;
    if (speaker !== "" && !devices.some(({ deviceId }) => deviceId === speaker))
      this.state.update({ speaker: "" });
    let isUsed = false;
    for (const kind of [...this.lost]) isUsed = (await this.replace(kind)) || isUsed;
    const added = newlyNamed(before, devices);
    if (added !== undefined && !isUsed) this.tell({ what: "added", label: added.label });
  }
}
