import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Resumed } from "../api/entry-api";
import { ApiError, RefusedError } from "../api/graphql-client";
import { seat } from "../call/testing";
import { ShopSeat } from "./shop-seat";

const ORIGIN = "https://shop.example";
const WANTED = { event: "E", handle: "h1", takeOver: false };
const BACK: Resumed = {
  seat: seat(),
  handle: "h2",
  token: "link",
  recordingConsent: null,
  microphone: true,
  camera: false,
};

function refused(code: string): RefusedError {
  return new RefusedError([{ code, field: null, message: code }]);
}

describe("ShopSeat", () => {
  const api = { resume: vi.fn(), keepSeat: vi.fn() };
  const bridge = { origin: ORIGIN as string | null, post: vi.fn() };
  const pause = vi.fn(() => Promise.resolve());
  let shopSeat: ShopSeat;

  beforeEach(() => {
    vi.resetAllMocks();
    pause.mockResolvedValue(undefined);
    bridge.origin = ORIGIN;
    api.resume.mockResolvedValue(BACK);
    shopSeat = new ShopSeat(api, bridge, pause);
  });

  it("should go back by what the page remembers, and have the next handle remembered", async () => {
    await expect(shopSeat.resume(WANTED)).resolves.toBe(BACK);
    expect(api.resume).toHaveBeenCalledExactlyOnceWith({ ...WANTED, origin: ORIGIN });
    expect(bridge.post).toHaveBeenCalledExactlyOnceWith({ type: "kept", handle: "h2" });
    await shopSeat.keep(BACK.seat);
    expect(api.keepSeat).not.toHaveBeenCalled();
  });

  it("should go back once more by the next handle, and only where it was before", async () => {
    await expect(shopSeat.again(false)).rejects.toThrow("Nothing leads back");
    await shopSeat.resume(WANTED);
    await expect(shopSeat.again(true)).resolves.toBe(BACK.seat);
    const again = { event: "E", handle: "h2", takeOver: true, origin: ORIGIN };
    expect(api.resume).toHaveBeenLastCalledWith(again);
  });

  it("should give the page that was left a moment to go", async () => {
    api.resume.mockRejectedValueOnce(refused("SEAT_TAKEN"));
    await expect(shopSeat.resume(WANTED)).resolves.toBe(BACK);
    expect(pause).toHaveBeenCalledTimes(1);
  });

  it("should leave a call to the page that has it", async () => {
    api.resume.mockRejectedValue(refused("SEAT_TAKEN"));
    await expect(shopSeat.resume(WANTED)).resolves.toBe("left");
    expect(bridge.post.mock.calls).toEqual([[{ type: "elsewhere" }]]);
  });

  it("should go away where nothing leads back any more", async () => {
    api.resume.mockRejectedValue(refused("EXPIRED"));
    await expect(shopSeat.resume(WANTED)).resolves.toBe("left");
    expect(bridge.post.mock.calls).toEqual([
      [{ type: "ended", reason: "EXPIRED" }],
      [{ type: "close" }],
    ]);
  });

  it("should begin anew where the customer asked for it", async () => {
    api.resume.mockRejectedValue(refused("EXPIRED"));
    await expect(shopSeat.resume({ ...WANTED, takeOver: true })).resolves.toBeNull();
    expect(bridge.post).not.toHaveBeenCalledWith({ type: "close" });
  });

  it("should tell that a call has ended meanwhile", async () => {
    api.resume.mockRejectedValue(refused("ENDED"));
    await expect(shopSeat.resume(WANTED)).rejects.toThrow("ENDED");
    expect(bridge.post.mock.calls).toEqual([[{ type: "ended", reason: "ENDED" }]]);
  });

  it("should keep the way back while nothing comes through", async () => {
    api.resume.mockRejectedValue(new ApiError("network", "offline"));
    await expect(shopSeat.resume(WANTED)).rejects.toThrow("offline");
    expect(bridge.post).not.toHaveBeenCalled();
  });

  it("should ask twice whether the browser keeps the cookie", async () => {
    api.keepSeat.mockResolvedValueOnce("h1").mockResolvedValueOnce(null);
    await shopSeat.keep(BACK.seat);
    expect(bridge.post).toHaveBeenCalledExactlyOnceWith({ type: "kept", handle: null });
  });

  it("should have the page keep a handle where it does not", async () => {
    api.keepSeat.mockResolvedValueOnce("h1").mockResolvedValueOnce("h2");
    await shopSeat.keep(BACK.seat);
    expect(bridge.post).toHaveBeenCalledExactlyOnceWith({ type: "kept", handle: "h2" });
  });

  it("should keep a seat once, and again after it was given up", async () => {
    api.keepSeat.mockResolvedValue(null);
    await shopSeat.keep(BACK.seat);
    await shopSeat.keep(BACK.seat);
    expect(api.keepSeat).toHaveBeenCalledTimes(1);
    shopSeat.forget();
    await shopSeat.keep(BACK.seat);
    expect(api.keepSeat).toHaveBeenCalledTimes(2);
  });

  it("should not disturb the call when that fails", async () => {
    api.keepSeat.mockRejectedValue(new ApiError("network", "offline"));
    await expect(shopSeat.keep(BACK.seat)).resolves.toBeUndefined();
  });
});
