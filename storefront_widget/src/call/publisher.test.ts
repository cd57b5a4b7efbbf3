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
  onconnectionstatechange: (() => void) | null = null;
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
    return new Promise(() => undefined);
  }

  connect(): void {
    this.connectionState = "connected";
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.connectionState = "closed";
  }
}

describe("Publisher", () => {
  const publisher = (hasSizes: boolean): Publisher => {
    const made = new Publisher({
      url: "/whip",
      iceServers: [],
      bearer: () => "",
      videoBitrate: 1_000_000,
      hasSizes,
      onState: () => undefined,
    });
    void made.send({ audio: null, video: { kind: "video" } as MediaStreamTrack });
    return made;
  };

  beforeEach(() => {
    vi.stubGlobal("RTCPeerConnection", FakeConnection);
    vi.stubGlobal("MediaStream", EventTarget);
  });
  afterEach(() => vi.unstubAllGlobals());

  it("should send the full size alone while one other watches, and all sizes for more", () => {
    const made = publisher(true);
    connection.connect();
    expect(connection.video?.sent).toEqual(["f"]);
    made.inSizes(true);
    expect(connection.video?.sent).toEqual(["f", "h", "q"]);
    made.inSizes(false);
    expect(connection.video?.sent).toEqual(["f"]);
    made.close({ ended: true });
  });

  it("should send all sizes from the start where more are there already", () => {
    const made = publisher(true);
    made.inSizes(true);
    connection.connect();
    expect(connection.video?.sent).toEqual(["f", "h", "q"]);
    made.close({ ended: true });
  });

  it("should send a screen in one size", () => {
    const made = publisher(false);
    connection.connect();
    made.inSizes(true);
    expect(connection.video?.sent).toEqual([undefined]);
    made.close({ ended: true });
  });
});
