/** Devices for the tests. */

export class FakeTrack {
  enabled = true;
  stopped = false;
  muted = false;
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId: string,
    readonly label: string,
    readonly facingMode: string | undefined,
  ) {}

  stop(): void {
    this.stopped = true;
  }

  getSettings(): MediaTrackSettings {
    const { deviceId, facingMode } = this;
    return { deviceId, ...(facingMode === undefined ? {} : { facingMode }) };
  }

  /** As the system does it, not the page. */
  end(): void {
    this.stopped = true;
    this.onended?.();
  }

  interrupt(muted: boolean): void {
    this.muted = muted;
    (muted ? this.onmute : this.onunmute)?.();
  }
}

export function fault(name: string): Error {
  return Object.assign(new Error(name), { name });
}

export interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  readonly facing?: string;
}

export const FRONT: FakeDevice = {
  kind: "videoinput",
  deviceId: "v1",
  label: "Front",
  facing: "user",
};
export const REAR: FakeDevice = {
  kind: "videoinput",
  deviceId: "v2",
  label: "Rear",
  facing: "environment",
};
export const BUILT_IN: FakeDevice = { kind: "audioinput", deviceId: "a1", label: "Built-in" };
export const HEADSET: FakeDevice = { kind: "audioinput", deviceId: "a2", label: "Headset" };

/** A computer whose devices come and go, and of which each kind may be refused. */
export class FakeDevices extends EventTarget {
  readonly asked: MediaStreamConstraints[] = [];
  readonly tracks: FakeTrack[] = [];
  refuses: { audio?: string; video?: string } = {};
  devices: FakeDevice[] = [FRONT, REAR, BUILT_IN];
  /** Chromium may give its first device although another is said to be the ideal one. */
  heedsWishes = true;

  getUserMedia(wish: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(wish);
    const kinds = (["audio", "video"] as const).filter((kind) => wish[kind] !== undefined);
    const refusal = kinds.map((kind) => this.refuses[kind]).find((name) => name !== undefined);
    if (refusal !== undefined) return Promise.reject(fault(refusal));
    const made: FakeTrack[] = [];
    for (const kind of kinds) {
      const device = this.find(kind, wish[kind] as MediaTrackConstraints);
      if (device === undefined) return Promise.reject(fault("NotFoundError"));
      made.push(new FakeTrack(kind, device.deviceId, device.label, device.facing));
    }
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

  plug(devices: FakeDevice[]): void {
    this.devices = devices;
    this.dispatchEvent(new Event("devicechange"));
  }

  last(kind: "audio" | "video"): FakeTrack {
    return this.tracks.filter((track) => track.kind === kind).at(-1) as FakeTrack;
  }

  private find(kind: "audio" | "video", wish: MediaTrackConstraints): FakeDevice | undefined {
    const all = this.devices.filter((device) => device.kind === `${kind}input`);
    const { exact, ideal } = (wish.deviceId ?? {}) as { exact?: string; ideal?: string };
    if (exact !== undefined) return all.find(({ deviceId }) => deviceId === exact);
    const side = (wish.facingMode ?? {}) as { exact?: string; ideal?: string };
    if (side.exact !== undefined) return all.find(({ facing }) => facing === side.exact);
    if (!this.heedsWishes) return all[0];
    return all.find((one) => one.deviceId === ideal || one.facing === side.ideal) ?? all[0];
  }
}
