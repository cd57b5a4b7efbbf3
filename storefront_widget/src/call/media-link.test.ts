import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MediaLink, type MediaState } from "./media-link";

class FakeConnection {
  static readonly all: FakeConnection[] = [];
  connectionState = "new";
  signalingState = "stable";
  onconnectionstatechange: (() => void) | null = null;
  answer = "";

  constructor(readonly configuration: RTCConfiguration) {
    FakeConnection.all.push(this);
  }

  get currentRemoteDescription(): { sdp: string } {
    return { sdp: this.answer };
  }

  createOffer({ iceRestart = false } = {}): Promise<RTCSessionDescriptionInit> {
    const restart = "v=0\r\na=ice-ufrag:mine\r\na=ice-pwd:secret\r\n";
    return Promise.resolve({ type: "offer", sdp: iceRestart ? restart : "offer" });
  }

  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }

  setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    this.answer = sdp;
    return Promise.resolve();
  }

  become(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.connectionState = "closed";
    this.signalingState = "closed";
  }
}

const URL_ = "https://app.example/media/whip/e/camera";
const ANSWER = "v=0\r\na=ice-ufrag:old\r\na=ice-pwd:stale\r\na=mid:0\r\n";
const last = (): FakeConnection => FakeConnection.all.at(-1)!;

describe("MediaLink", () => {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
  let states: MediaState[];
  let bearer: string;
  let link: MediaLink;

  const asked = (method: string): string[] =>
    fetch.mock.calls.flatMap(([url, init]) => (init.method === method ? [url] : []));

  /** The server answers a POST by `status`, and a PATCH by `patched`; 0 is no network. */
  function answerWith(status: number, patched = 200): void {
    fetch.mockImplementation((_, { method }) => {
      if (method !== "PATCH") {
        const headers = { Location: "/media/whip/sessions/7" };
        return Promise.resolve(new Response(status === 201 ? ANSWER : "", { status, headers }));
      }
      if (patched === 0) return Promise.reject(new TypeError("no network"));
      const body = patched === 200 ? "a=ice-ufrag:new\r\na=ice-pwd:fresh\r\n" : null;
      return Promise.resolve(new Response(body, { status: patched }));
    });
  }

  beforeEach(() => {
    vi.useFakeTimers();
    FakeConnection.all.length = 0;
    states = [];
    bearer = "token-1";
    answerWith(201);
    vi.stubGlobal("fetch", fetch);
    vi.stubGlobal("RTCPeerConnection", FakeConnection);
    link = new MediaLink({
      url: URL_,
      iceServers: [{ urls: ["turn:t.example"], username: "u", credential: "c" }],
      bearer: () => bearer,
      prepare: vi.fn(),
      onState: (state) => states.push(state),
    });
  });

  afterEach(() => {
    link.close();
    fetch.mockReset();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function connect(): Promise<void> {
    link.start();
    await vi.advanceTimersByTimeAsync(1);
    last().become("connected");
  }

  it("should post its offer with the bearer and take the answer", async () => {
    await connect();
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: "POST",
      body: "offer",
      headers: { "Content-Type": "application/sdp", Authorization: "Bearer token-1" },
    });
    expect(last().answer).toBe(ANSWER);
    expect(states).toEqual(["connecting", "connected"]);
  });

  it("should use the ICE servers that came with joining", async () => {
    await connect();
    expect(last().configuration.iceServers).toEqual([
      { urls: ["turn:t.example"], username: "u", credential: "c" },
    ]);
  });

  it("should end its session by the address it was told, also while the page closes", async () => {
    await connect();
    link.close();
    const [url, init] = fetch.mock.calls.at(-1)!;
    expect(url).toBe("https://app.example/media/whip/sessions/7");
    expect(init).toMatchObject({ method: "DELETE", keepalive: true });
    expect(states.at(-1)).toBe("closed");
  });

  it("should tell the server nothing that it did itself", async () => {
    await connect();
    link.close({ ended: true });
    expect(asked("DELETE")).toEqual([]);
  });

  it("should wait out a short break", async () => {
    await connect();
    last().become("disconnected");
    await vi.advanceTimersByTimeAsync(3_000);
    last().become("connected");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked("POST")).toHaveLength(1);
  });

  it("should restart ICE after a longer break, in the same session", async () => {
    await connect();
    bearer = "token-2";
    last().become("disconnected");
    await vi.advanceTimersByTimeAsync(4_100);
    const [url, init] = fetch.mock.calls.at(-1)!;
    expect(url).toBe("https://app.example/media/whip/sessions/7");
    expect(init).toMatchObject({
      method: "PATCH",
      body: "a=ice-ufrag:mine\r\na=ice-pwd:secret\r\n",
      headers: {
        "Content-Type": "application/trickle-ice-sdpfrag",
        "If-Match": "*",
        Authorization: "Bearer token-2",
      },
    });
    expect(last().answer).toBe("v=0\r\na=ice-ufrag:new\r\na=ice-pwd:fresh\r\na=mid:0\r\n");
    last().become("connected");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked("PATCH")).toHaveLength(1);
    expect(FakeConnection.all).toHaveLength(1);
  });

  it.each([200, 0, 503])(
    "should go on seeking as long as the peer is kept (%s)",
    async (patched) => {
      await connect();
      answerWith(201, patched);
      last().become("disconnected");
      last().become("failed");
      await vi.advanceTimersByTimeAsync(55_000);
      expect(asked("PATCH").length).toBeGreaterThan(10);
      expect(asked("POST")).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(15_000);
      expect(asked("POST").length).toBeGreaterThan(1);
    },
  );

  it("should post again when the server has forgotten the session", async () => {
    await connect();
    answerWith(201, 404);
    last().become("failed");
    await vi.advanceTimersByTimeAsync(100);
    expect(asked("POST")).toHaveLength(2);
  });

  it("should restart ICE at once when the network is there again", async () => {
    await connect();
    link.hurry();
    expect(asked("PATCH")).toHaveLength(0);
    last().become("disconnected");
    link.hurry();
    link.hurry();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked("PATCH")).toHaveLength(1);
  });

  it("should post again when the connection failed, later each time", async () => {
    answerWith(503);
    link.start();
    await vi.advanceTimersByTimeAsync(60_000);
    const attempts = asked("POST").length;
    expect(attempts).toBeGreaterThan(4);
    expect(attempts).toBeLessThan(15);
  });

  it("should give up on what is gone for good", async () => {
    answerWith(404);
    link.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked("POST")).toHaveLength(1);
    expect(states.at(-1)).toBe("failed");
  });

  it("should try again when nothing ever comes through", async () => {
    link.start();
    await vi.advanceTimersByTimeAsync(14_000);
    expect(asked("POST").length).toBeGreaterThan(1);
    expect(asked("DELETE").length).toBe(1);
  });

  it("should leave a connection that is well open when another takes its place", async () => {
    await connect();
    const former = last();
    expect(link.replace()).toBe(former);
    former.become("failed");
    await vi.advanceTimersByTimeAsync(100);
    last().become("connected");
    expect(former.signalingState).toBe("stable");
    expect(asked("POST")).toHaveLength(2);
    expect(asked("DELETE")).toHaveLength(0);
  });

  it("should close one that is not yet there when another takes its place", async () => {
    link.start();
    expect(link.replace()).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    last().become("connected");
    expect(FakeConnection.all[0]!.signalingState).toBe("closed");
    expect(link.sessionId).toBe("7");
  });

  it("should not come back once it is closed", async () => {
    await connect();
    last().become("failed");
    link.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked("POST")).toHaveLength(1);
  });
});
