import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerMessage } from "./room-messages";
import { RoomError } from "./room-error";
import { pauseBefore, RoomSocket, type ConnectionState } from "./room-socket";

class FakeSocket {
  static readonly all: FakeSocket[] = [];
  readyState = 1;
  readonly sent: { type: string; id: string; data: unknown }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(frame: string): void {
    this.sent.push(JSON.parse(frame) as { type: string; id: string; data: unknown });
  }

  close(): void {
    this.readyState = 3;
  }

  say(type: string, data: object, extra: object = {}): void {
    this.onmessage?.({ data: JSON.stringify({ type, at: "", data, ...extra }) });
  }

  order(seq: number): void {
    this.say("order.placed", { number: String(seq) }, { seq });
  }
}

const last = (): FakeSocket => FakeSocket.all.at(-1)!;

describe("RoomSocket", () => {
  let messages: ServerMessage[];
  let states: string[];
  let tickets: number;
  let freshUrl: () => Promise<string>;
  let socket: RoomSocket;

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.all.length = 0;
    messages = [];
    states = [];
    tickets = 0;
    freshUrl = () => Promise.resolve(`wss://app/room?ticket=${++tickets}`);
    socket = new RoomSocket({
      firstUrl: "wss://app/room?ticket=first",
      freshUrl: () => freshUrl(),
      onMessage: (message) => messages.push(message),
      onState: (state: ConnectionState, closedFor) => states.push(closedFor ?? state),
      open: (url) => new FakeSocket(url) as unknown as WebSocket,
    });
    socket.start();
    last().onopen?.();
    last().say("welcome", { seq: 5 });
  });

  afterEach(() => {
    socket.close();
    vi.useRealTimers();
  });

  const orders = (): string[] =>
    messages.flatMap((message) => (message.type === "order.placed" ? [message.data.number] : []));

  it("should trust an open connection after a sleep only if it answers soon", async () => {
    socket.hurry();
    const { id } = last().sent.at(-1)!;
    last().say("ack", {}, { id });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(FakeSocket.all).toHaveLength(1);
    socket.hurry();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(FakeSocket.all).toHaveLength(2);
    expect(last().url).toContain("since=5");
  });

  it("should give up a connection that does not come about", async () => {
    last().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(1_000);
    last().readyState = 0;
    await vi.advanceTimersByTimeAsync(12_000);
    expect(FakeSocket.all).toHaveLength(3);
  });

  it("should open the first address as it was given", () => {
    expect(last().url).toBe("wss://app/room?ticket=first");
  });

  it("should come back with a new ticket and ask for what it missed", async () => {
    last().order(6);
    last().onclose?.({ code: 1012 });
    expect(states.at(-1)).toBe("reconnecting");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last().url).toBe("wss://app/room?ticket=1&since=6");
  });

  it("should pass on each numbered message once when a replay overlaps", async () => {
    last().order(6);
    last().order(7);
    last().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(1_000);
    last().order(7);
    last().order(8);
    expect(orders()).toEqual(["6", "7", "8"]);
  });

  it("should fetch a gap instead of showing a room with a hole", async () => {
    last().order(6);
    last().order(8);
    expect(orders()).toEqual(["6"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last().url).toContain("since=6");
    last().order(7);
    last().order(8);
    expect(orders()).toEqual(["6", "7", "8"]);
  });

  it("should accept a gap that the replay has too", async () => {
    last().order(8);
    await vi.advanceTimersByTimeAsync(1_000);
    last().order(8);
    expect(orders()).toEqual(["8"]);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("should keep trying while the server cannot be reached", async () => {
    freshUrl = () => Promise.reject(new Error("offline"));
    last().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(FakeSocket.all).toHaveLength(1);
    freshUrl = () => Promise.resolve("wss://app/room?ticket=late");
    await vi.advanceTimersByTimeAsync(16_000);
    expect(last().url).toBe("wss://app/room?ticket=late&since=5");
  });

  it("should not come back when another window took the seat", async () => {
    last().onclose?.({ code: 4409 });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(states.at(-1)).toBe("replaced");
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("should give up when the seat is refused", async () => {
    freshUrl = () => Promise.reject(new RoomError("ENDED", "Over."));
    last().onclose?.({ code: 4401 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(states.at(-1)).toBe("rights");
  });

  it("should settle a message by the answer with its id", async () => {
    const first = socket.send("chat.send", { text: "one", key: "one" });
    const second = socket.send("chat.send", { text: "two", key: "two" });
    const [one, two] = last().sent;
    last().say("error", { code: "RATE_LIMITED", message: "Slower, please." }, { id: two!.id });
    last().say("ack", {}, { id: one!.id });
    await expect(first).resolves.toBeUndefined();
    await expect(second).rejects.toMatchObject({
      code: "RATE_LIMITED",
      message: "Slower, please.",
    });
  });

  it("should say so when no answer comes", async () => {
    const sending = socket.send("chat.send", { text: "hello", key: "hello" });
    const outcome = expect(sending).rejects.toMatchObject({ code: "TIMEOUT" });
    await vi.advanceTimersByTimeAsync(10_001);
    await outcome;
  });

  it("should leave a connection that no longer answers its pings", async () => {
    await vi.advanceTimersByTimeAsync(15_000 + 10_000 + 1_500);
    expect(FakeSocket.all.length).toBeGreaterThan(1);
    expect(last().url).toContain("since=5");
  });

  it("should refuse to send while there is no connection", async () => {
    last().onclose?.({ code: 1006 });
    await expect(socket.send("leave", {})).rejects.toMatchObject({ code: "OFFLINE" });
  });
});

describe("pauseBefore", () => {
  it("should begin soon, double and stay below its limit", () => {
    const pauses = [0, 1, 2, 3, 4, 5, 9].map((attempt) => pauseBefore(attempt, 0.5));
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });
});
