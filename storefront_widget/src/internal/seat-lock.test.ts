import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SeatLock } from "./seat-lock";

/** As the Web Locks API has it: one holder a name, who may be robbed, and waiting that may end. */
class Locks {
  private readonly holders = new Map<
    string,
    { rob: (why: Error) => void; done: Promise<unknown> }
  >();

  async request(
    name: string,
    { steal = false, signal }: { steal?: boolean; signal?: AbortSignal | undefined },
    use: () => unknown,
  ): Promise<unknown> {
    const holder = this.holders.get(name);
    if (holder !== undefined && !steal) {
      await Promise.race([holder.done, over(signal)]);
      return this.request(name, { signal }, use);
    }
    holder?.rob(new DOMException("", "AbortError"));
    const done = Promise.resolve(use());
    return new Promise((resolve, reject) => {
      this.holders.set(name, { rob: reject, done });
      void done.then((value) => {
        if (this.holders.get(name)?.done === done) this.holders.delete(name);
        resolve(value);
      });
    });
  }
}

function over(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) =>
    signal?.addEventListener("abort", () => reject(signal.reason as Error)),
  );
}

describe("SeatLock", () => {
  let locks: LockManager;
  let first: SeatLock;
  let second: SeatLock;

  beforeEach(() => {
    locks = new Locks() as unknown as LockManager;
    first = new SeatLock(locks);
    second = new SeatLock(locks);
  });

  afterEach(() => vi.useRealTimers());

  it("should know of another tab that shows the call", async () => {
    first.hold("P");
    await expect(second.isHeldElsewhere("P")).resolves.toBe(true);
    await expect(second.isHeldElsewhere("Q")).resolves.toBe(false);
  });

  it("should not take itself for another", async () => {
    first.hold("P");
    await expect(first.isHeldElsewhere("P")).resolves.toBe(false);
  });

  it("should wait for the page before a reload to go", async () => {
    first.hold("P");
    const answer = second.isHeldElsewhere("P");
    setTimeout(() => first.release(), 50);
    await expect(answer).resolves.toBe(false);
  });

  it("should pass to whichever tab the call moved to", async () => {
    first.hold("P");
    second.hold("P");
    await expect(new SeatLock(locks).isHeldElsewhere("P")).resolves.toBe(true);
    second.release();
    await expect(new SeatLock(locks).isHeldElsewhere("P")).resolves.toBe(false);
  });

  it("should know nobody where the browser keeps no locks", async () => {
    const refusing = { request: () => Promise.reject(new DOMException("", "SecurityError")) };
    for (const none of [null, refusing as unknown as LockManager]) {
      const lock = new SeatLock(none);
      lock.hold("P");
      lock.release();
      await expect(lock.isHeldElsewhere("P")).resolves.toBe(false);
    }
  });
});
