import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Publisher } from "./publisher";

/** Stands in for a sender: keeps its encodings as a browser does. */
class FakeSender {
  constructor(private encodings: RTCRtpEncodingParameters[]) {}

  getParameters(): RTCRtpSendParameters {
    const encodings = this.encodings.map((encoding) => ({ ...encoding }));
    return { encodings } as RTCRtpSendParameters;
  }

  setParameters({ encodings }: RTCRtpSendParameters): Promise<void> {
    this.encodings = encodings;
    return Promise.resolve();
  }

  replaceTrack(): Promise<void> {
    return Promise.resolve();
  }

  get sent(): (string | undefined)[] {
    return this.encodings.filter(({ active }) => active !== false).map(({ rid }) => rid);
  }
}

let connection: FakeConnection;

class FakeConnection {
  connectionState = "new";
  signalingState = "stable";
  onsignalingstatechange: (() => void) | null = null;
  video: FakeSender | null = null;

  constructor() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    connection = this;
  }

  addTransceiver(kind: string | { kind: string }, init: RTCRtpTransceiverInit): unknown {
    const sender = new FakeSender(init.sendEncodings ?? [{}]);
    if (kind !== "audio" && (kind as { kind: string }).kind !== "audio") this.video = sender;
    return { sender };
  }

  createOffer(): Promise<object> {
    return Promise.resolve({ sdp: "v=0" });
  }

  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }

  setRemoteDescription(): Promise<void> {
    this.onsignalingstatechange?.();
    return Promise.resolve();
  }

  close(): void {
    this.connectionState = "closed";
  }
}

describe("Publisher", () => {
  /** One that has just been answered. */
  const publisher = async (hasSizes: boolean, isInSizes = false): Promise<Publisher> => {
    const made = new Publisher({
      url: "/whip",
      iceServers: [],
      bearer: () => "",
      videoBitrate: 1_000_000,
      hasSizes,
      onState: () => undefined,
    });
    made.inSizes(isInSizes);
    await made.send({ audio: null, video: { kind: "video" } as MediaStreamTrack });
    await vi.advanceTimersByTimeAsync(0);
    return made;
  };

  beforeEach(() => {
    vi.stubGlobal("RTCPeerConnection", FakeConnection);
    vi.stubGlobal("MediaStream", EventTarget);
    const text = (): Promise<string> => Promise.resolve("v=0");
    const answer = { status: 201, url: "http://host/whip", headers: new Headers(), text };
    vi.stubGlobal("fetch", () => Promise.resolve(answer));
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("should send the full size alone while one other watches, and all sizes for more", async () => {
    const made = await publisher(true);
    expect(connection.video?.sent).toEqual(["f"]);
    made.inSizes(true);
    expect(connection.video?.sent).toEqual(["f", "h", "q"]);
    made.close({ ended: true });
  });

  it("should go on with all sizes until those who watch small ones were handed over", async () => {
    const made = await publisher(true, true);
    expect(connection.video?.sent).toEqual(["f", "h", "q"]);
    made.inSizes(false);
    vi.advanceTimersByTime(2_000);
    made.inSizes(true);
    vi.advanceTimersByTime(9_000);
    expect(connection.video?.sent).toEqual(["f", "h", "q"]);
    made.inSizes(false);
    vi.advanceTimersByTime(5_000);
    expect(connection.video?.sent).toEqual(["f"]);
    made.close({ ended: true });
  });

  it("should send a screen in one size", async () => {
    const made = await publisher(false, true);
    expect(connection.video?.sent).toEqual([undefined]);
    made.close({ ended: true });
  });
});
