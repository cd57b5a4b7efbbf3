import type { DeviceKind, DeviceProblem, Facing } from "./device-wishes";

export interface LocalMediaState {
  readonly asking: boolean;
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
  /** What is on; a microphone that is off still has its track, a camera gives its light back. */
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  /** Which of them the system holds back for a while: a locked phone, a telephone call. */
  readonly interrupted: readonly DeviceKind[];
  readonly microphoneProblem: DeviceProblem | null;
  readonly cameraProblem: DeviceProblem | null;
  readonly devices: readonly MediaDeviceInfo[];
  readonly speaker: string;
  readonly facing: Facing;
  readonly noiseSuppression: boolean;
}

/** What happened to the devices without the visitor's doing. */
export type DeviceNews =
  | { readonly what: "gone"; readonly kind: DeviceKind }
  | { readonly what: "replaced"; readonly kind: DeviceKind; readonly label: string }
  | { readonly what: "added"; readonly label: string };

/** Before anything is asked for. */
export const NOTHING_YET = {
  asking: false,
  microphone: null,
  camera: null,
  microphoneOn: false,
  cameraOn: false,
  interrupted: [],
  microphoneProblem: null,
  cameraProblem: null,
  devices: [],
  facing: "user",
} as const;
