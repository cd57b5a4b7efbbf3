// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WakeLock } from "./wake-lock";

class FakeSentinel {
  released = false;
  release(): Promise<void> {
    this.released = true;
    return Promise.resolve();
  }
}

describe("WakeLock", () => {
  let sentinels: FakeSentinel[];
  let lock: WakeLock;
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const held = (): FakeSentinel[] => sentinels.filter(({ released }) => !released);

  beforeEach(() => {
    sentinels = [];
    const request = (): Promise<FakeSentinel> => {
      const sentinel = new FakeSentinel();
      sentinels.push(sentinel);
      return Promise.resolve(sentinel);
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request }, configurable: true });
    lock = new WakeLock();
  });

  afterEach(() => {
    lock.release();
    vi.restoreAllMocks();
  });

  function see(isHidden: boolean): void {
    vi.spyOn(document, "hidden", "get").mockReturnValue(isHidden);
    document.dispatchEvent(new Event("visibilitychange"));
  }

  it("should hold the screen once, and let it go", async () => {
    lock.hold();
    lock.hold();
    await settled();
    expect(sentinels).toHaveLength(1);
    lock.release();
    expect(held()).toEqual([]);
  });

  it("should take it anew when the page is seen again, for the browser let it go", async () => {
    lock.hold();
    await settled();
    see(true);
    sentinels[0]!.released = true;
    see(false);
    await settled();
    expect([sentinels.length, held().length]).toEqual([2, 1]);
  });

  it("should take no second one while it has one", async () => {
    lock.hold();
    await settled();
    see(false);
    await settled();
    expect(sentinels).toHaveLength(1);
  });

  it("should not keep what came too late", async () => {
    lock.hold();
    lock.release();
    await settled();
    expect(held()).toEqual([]);
    see(false);
    await settled();
    expect(held()).toEqual([]);
  });
});
