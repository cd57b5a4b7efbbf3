import { afterEach, describe, expect, it, vi } from "vitest";
import { randomKey } from "./random-key";

describe("randomKey", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("should be a UUID, and another one each time, where browsers give none", () => {
    // given a page by plain http
    const { crypto } = globalThis;
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });

    const keys = Array.from({ length: 100 }, randomKey);

    const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(keys.filter((key) => !version4.test(key))).toEqual([]);
    expect(new Set(keys).size).toBe(100);
  });
});
