import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChatOutbox } from "./chat-outbox";
import { RoomError } from "./room-error";

const OFFLINE = new RoomError("OFFLINE", "");
const REFUSED = new RoomError("PERMISSION_DENIED", "You may not write.");

describe("ChatOutbox", () => {
  let arrived: string[];
  let fault: RoomError | null;
  let send: ReturnType<typeof vi.fn<(text: string, key: string) => Promise<void>>>;
  let outbox: ChatOutbox;

  const keys = (): string[] => send.mock.calls.map(([, key]) => key);
  const unsent = (): string[] =>
    outbox.state.value.filter(({ isTaken }) => !isTaken).map(({ text }) => text);
  const pass = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

  beforeEach(() => {
    vi.useFakeTimers();
    arrived = [];
    fault = null;
    send = vi.fn((text) => {
      if (fault !== null) return Promise.reject(fault);
      arrived.push(text);
      return Promise.resolve();
    });
    outbox = new ChatOutbox(send);
  });

  afterEach(() => {
    outbox.close();
    vi.useRealTimers();
  });

  it("should send at once, each under a key of its own", async () => {
    outbox.write("one");
    outbox.write("two");
    await pass();
    expect(arrived).toEqual(["one", "two"]);
    expect(new Set(keys()).size).toBe(2);
    expect(unsent()).toEqual([]);
  });

  it("should keep what was written in a break, and send it in order when that is over", async () => {
    fault = OFFLINE;
    outbox.write("one");
    outbox.write("two");
    await pass();
    expect(unsent()).toEqual(["one", "two"]);
    fault = null;
    outbox.resume();
    outbox.write("three");
    await pass();
    expect(arrived).toEqual(["one", "two", "three"]);
    expect(unsent()).toEqual([]);
  });

  it.each(["TIMEOUT", "UNAVAILABLE"])("should try again by itself after %s", async (code) => {
    fault = new RoomError(code, "");
    outbox.write("one");
    await pass();
    fault = null;
    await pass(3_000);
    expect(arrived).toEqual(["one"]);
  });

  it("should send what was not acknowledged under the same key", async () => {
    fault = new RoomError("TIMEOUT", "");
    outbox.write("one");
    await pass();
    fault = null;
    outbox.resume();
    await pass();
    expect(keys()).toHaveLength(2);
    expect(new Set(keys()).size).toBe(1);
  });

  it("should not send what turned out to have arrived", async () => {
    fault = OFFLINE;
    outbox.write("one");
    await pass();
    outbox.settle(keys()[0]!);
    fault = null;
    await pass(10_000);
    expect(arrived).toEqual([]);
    expect(unsent()).toEqual([]);
  });

  it("should keep what the server has taken until the chat shows it", async () => {
    outbox.write("one");
    outbox.write("two");
    await pass();
    expect(outbox.state.value).toMatchObject([{ isTaken: true }, { isTaken: true }]);
    outbox.settle(keys()[0]!);
    expect(outbox.state.value).toMatchObject([{ text: "two" }]);
    outbox.settleTaken();
    expect(outbox.state.value).toEqual([]);
  });

  it("should keep what was refused with the reason, and send the rest", async () => {
    fault = REFUSED;
    outbox.write("one");
    await pass();
    fault = null;
    outbox.write("two");
    await pass(10_000);
    expect(arrived).toEqual(["two"]);
    expect(unsent()).toEqual(["one"]);
    expect(outbox.state.value[0]).toMatchObject({ refusal: REFUSED });
    outbox.retry(keys()[0]!);
    await pass();
    expect(arrived).toEqual(["two", "one"]);
  });

  it("should let what was refused be put away", async () => {
    fault = REFUSED;
    outbox.write("one");
    await pass();
    outbox.settle(keys()[0]!);
    expect(unsent()).toEqual([]);
  });

  it("should send nothing once the call is over", async () => {
    fault = OFFLINE;
    outbox.write("one");
    await pass();
    outbox.close();
    fault = null;
    outbox.resume();
    await pass(10_000);
    expect(arrived).toEqual([]);
  });
});
