import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MediaTrial, serverOf, type MediaTrialOptions } from "./media-trial";

const ANSWER = [
  "v=0",
  "a=candidate:1 1 udp 2130706431 203.0.113.7 40000 typ host",
  "a=candidate:2 1 udp 2130706175 2001:db8::7 40000 typ host",
  "",
].join("\r\n");

class FakeConnection {
  static last: FakeConnection;
  connectionState = "new";
  signalingState = "stable";
  onconnectionstatechange: (() => void) | null = null;
  answer = "";
  closed = false;
  directions: (string | undefined)[] = [];
  stats: object[] = [];

  constructor(readonly configuration: RTCConfiguration) {
    FakeConnection.last = this;
  }

  addTransceiver(_kind: string, { direction }: RTCRtpTransceiverInit): void {
    this.directions.push(direction);
  }

  createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "offer", sdp: "offer" });
  }

  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }

  setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    this.answer = sdp;
    return Promise.resolve();
  }

  getStats(): Promise<Map<string, object>> {
    return Promise.resolve(new Map(this.stats.map((one, at) => [String(at), one])));
  }

  become(state: string, candidateType = "host"): void {
    this.stats = [
      { id: "T", type: "transport", selectedCandidatePairId: "P" },
      { id: "Q", type: "candidate-pair", nominated: true, localCandidateId: "M" },
      { id: "M", type: "local-candidate", candidateType: "host" },
      { id: "P", type: "candidate-pair", nominated: true, localCandidateId: "L" },
      { id: "L", type: "local-candidate", candidateType },
    ];
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.closed = true;
  }
}

describe("MediaTrial", () => {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
  const ask = vi.fn<MediaTrialOptions["ask"]>();
  let trial: MediaTrial;

  beforeEach(() => {
    vi.useFakeTimers();
    fetch.mockImplementation(() => Promise.resolve(new Response(ANSWER, { status: 201 })));
    ask.mockResolvedValue({
      url: "https://app.example/media/trial",
      ticket: "once",
      iceServers: [{ urls: ["turn:t.example"], username: "u", credential: "c" }],
    });
    vi.stubGlobal("fetch", fetch);
    vi.stubGlobal("RTCPeerConnection", FakeConnection);
    trial = new MediaTrial({ ask });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    fetch.mockReset();
    ask.mockReset();
  });

  async function run(state: string, candidateType?: string): Promise<void> {
    void trial.run();
    await vi.advanceTimersByTimeAsync(1);
    expect(trial.state.value.path).toBe("trying");
    FakeConnection.last.become(state, candidateType);
    await vi.advanceTimersByTimeAsync(1);
  }

  it("should connect as a publication would, with its ticket, and carry nothing", async () => {
    await run("connected");
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe("https://app.example/media/trial");
    expect(init).toMatchObject({ method: "POST", headers: { Authorization: "Bearer once" } });
    expect(FakeConnection.last.directions).toEqual(["sendonly"]);
    expect(FakeConnection.last.configuration.iceServers).toHaveLength(1);
    expect(FakeConnection.last.closed).toBe(true);
  });

  it("should tell a straight way from one by a relay", async () => {
    await run("connected");
    expect(trial.state.value.path).toBe("direct");
    await run("connected", "relay");
    expect(trial.state.value.path).toBe("relayed");
  });

  it("should know the way in Firefox too, which marks it otherwise", async () => {
    void trial.run();
    await vi.advanceTimersByTimeAsync(1);
    const connection = FakeConnection.last;
    connection.become("connected");
    connection.stats = [
      { id: "P", type: "candidate-pair", selected: true, localCandidateId: "L" },
      { id: "L", type: "local-candidate", candidateType: "relay" },
    ];
    await vi.advanceTimersByTimeAsync(1);
    expect(trial.state.value.path).toBe("relayed");
  });

  it("should say what to let through when nothing comes through", async () => {
    void trial.run();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(trial.state.value).toEqual({
      path: "blocked",
      server: { host: "203.0.113.7", port: 40000 },
    });
    expect(FakeConnection.last.closed).toBe(true);
  });

  it("should not wait when the browser gives up first", async () => {
    await run("failed");
    expect(trial.state.value.path).toBe("blocked");
  });

  it.each([
    ["the server refuses", () => fetch.mockResolvedValue(new Response("", { status: 503 }))],
    ["nothing is reached", () => fetch.mockRejectedValue(new TypeError())],
    ["there is no leave", () => ask.mockResolvedValue(null)],
    ["the leave cannot be asked for", () => ask.mockRejectedValue(new Error())],
  ])("should claim nothing about the network when %s", async (_, given) => {
    given();
    void trial.run();
    await vi.advanceTimersByTimeAsync(10);
    expect(trial.state.value.path).toBe("unknown");
  });

  it("should run once at a time, and again when asked", async () => {
    void trial.run();
    void trial.run();
    await vi.advanceTimersByTimeAsync(1);
    expect(ask).toHaveBeenCalledTimes(1);
    FakeConnection.last.become("connected");
    await vi.advanceTimersByTimeAsync(1);
    await run("connected");
    expect(ask).toHaveBeenCalledTimes(2);
  });
});

describe("serverOf", () => {
  it("should read an address of either kind, and none from anything else", () => {
    expect(serverOf("a=candidate:1 1 UDP 1 2001:db8::7 9 typ host")).toEqual({
      host: "2001:db8::7",
      port: 9,
    });
    expect(serverOf("v=0")).toBeNull();
  });
});
