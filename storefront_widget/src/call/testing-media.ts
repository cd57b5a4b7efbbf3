/** Connections, streams and tracks as browsers have them, as far as receiving needs. */

export class FakeTrack {
  private static count = 0;
  /** So that no two are equal. */
  readonly id = FakeTrack.count++;
  readyState: MediaStreamTrackState = "live";

  constructor(readonly kind: string) {}
}

export class FakeStream {
  private tracks: FakeTrack[];

  constructor(tracks: FakeTrack[] = []) {
    this.tracks = [...tracks];
  }

  get active(): boolean {
    return this.tracks.some(({ readyState }) => readyState === "live");
  }

  getTracks(): FakeTrack[] {
    return [...this.tracks];
  }

  addTrack(track: FakeTrack): void {
    this.tracks.push(track);
  }

  removeTrack(track: FakeTrack): void {
    this.tracks = this.tracks.filter((one) => one !== track);
  }
}

/** A line that receives; `frames` were decoded on it. */
export class FakeTransceiver {
  frames = 0;
  codecs: string[] = [];
  readonly track: FakeTrack;

  constructor(readonly kind: string) {
    this.track = new FakeTrack(kind);
  }

  get receiver(): unknown {
    const stats = (): unknown => new Map([["in", { framesDecoded: this.frames }]]);
    return { track: this.track, getStats: () => Promise.resolve(stats()) };
  }

  setCodecPreferences(codecs: { mimeType: string }[]): void {
    this.codecs = codecs.map(({ mimeType }) => mimeType);
  }
}

export class FakeConnection {
  static readonly all: FakeConnection[] = [];
  connectionState = "new";
  signalingState = "stable";
  onconnectionstatechange: (() => void) | null = null;
  ontrack: ((event: { track: FakeTrack }) => void) | null = null;
  readonly lines: FakeTransceiver[] = [];

  constructor() {
    FakeConnection.all.push(this);
  }

  addTransceiver(kind: string): FakeTransceiver {
    const line = new FakeTransceiver(kind);
    this.lines.push(line);
    return line;
  }

  createOffer(): Promise<object> {
    return Promise.resolve({ sdp: `offer of ${this.lines.length} lines` });
  }

  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }

  setRemoteDescription(): Promise<void> {
    for (const { track } of this.lines) this.ontrack?.({ track });
    return Promise.resolve();
  }

  become(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  get isClosed(): boolean {
    return this.connectionState === "closed";
  }

  close(): void {
    this.connectionState = this.signalingState = "closed";
    for (const { track } of this.lines) track.readyState = "ended";
  }
}

/** What a browser says that it can receive. */
function fakeCapabilities(kind: string): { codecs: object[] } {
  const names = kind === "audio" ? ["opus", "red", "PCMU"] : ["VP8", "rtx", "AV1"];
  const codecs: object[] = names.map((name) => ({ mimeType: `${kind}/${name}` }));
  if (kind === "video") {
    codecs.push(
      { mimeType: "video/VP9", sdpFmtpLine: "profile-id=0" },
      { mimeType: "video/VP9", sdpFmtpLine: "profile-id=2" },
      { mimeType: "video/H264", sdpFmtpLine: "packetization-mode=1;profile-level-id=42e01f" },
      { mimeType: "video/H264", sdpFmtpLine: "packetization-mode=0;profile-level-id=42e01f" },
    );
  }
  return { codecs };
}

/** By the names of what they stand in for. */
export const FAKES = {
  MediaStream: FakeStream,
  RTCPeerConnection: FakeConnection,
  RTCRtpReceiver: { getCapabilities: fakeCapabilities },
};
