// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Link } from "../api/entry";
import type { Phase } from "./phase";
import { pauseOf, PhaseWatch } from "./phase-watch";

const NOW = Date.parse("2026-11-27T12:00:00Z");
const opening = (inSeconds: number): Link =>
  ({ opensAt: new Date(NOW + inSeconds * 1_000).toISOString() }) as Link;
const notice = (kind: string, link: Link | null = null): Phase =>
  ({ kind: "notice", notice: kind, ...(link === null ? {} : { link }) }) as Phase;

describe("pauseOf", () => {
  it.each<[string, Phase, number]>([
    ["a seat that may become free", notice("full"), 5_000],
    ["another device that may let go", { kind: "seat", link: null }, 5_000],
    ["a call that may begin", { kind: "join", link: null }, 15_000],
    ["a network that comes back", notice("offline"), 10_000],
    ["a call that opens in an hour", notice("tooEarly", opening(3600)), 30_000],
    ["a call that opens in ten seconds", notice("tooEarly", opening(10)), 11_000],
    ["a call that should have opened", notice("tooEarly", opening(-10)), 30_000],
  ])("should wait for %s", (_, phase, pause) => {
    expect(pauseOf(phase, NOW)).toBe(pause);
  });

  it("should look at a call that was left ever less often, and not for ever", () => {
    const left: Phase = { kind: "farewell", canRejoin: true, asksSurvey: true };
    const pauses = Array.from({ length: 181 }, (_, looks) => pauseOf(left, NOW, looks) ?? 0);
    expect(pauses[0]).toBe(3_000);
    expect(pauses.slice(1, 12)).toEqual(pauses.slice(1, 12).sort((a, b) => a - b));
    expect(Math.max(...pauses)).toBe(60_000);
    expect(pauses[180]).toBe(0);
  });

  it.each<[string, Phase]>([
    ["the end of a call", { kind: "farewell", canRejoin: false, asksSurvey: true }],
    ["a call that is over", notice("ended")],
    ["a link that nobody made", notice("unknown")],
    ["a call that moved elsewhere", notice("replaced")],
    ["a call that is going on", { kind: "room" }],
    ["a guest's form beside the customer", { kind: "join", link: null, asGuest: true }],
  ])("should not look again at %s", (_, phase) => {
    expect(pauseOf(phase, NOW)).toBeNull();
  });
});

describe("PhaseWatch", () => {
  const look = vi.fn(() => Promise.resolve());
  let watch: PhaseWatch;
  let isHidden = false;

  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
    look.mockClear();
    isHidden = false;
    vi.spyOn(document, "hidden", "get").mockImplementation(() => isHidden);
    watch = new PhaseWatch(look);
  });

  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("should look again and again while the page stays", async () => {
    watch.follow(notice("full"));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(look).toHaveBeenCalledTimes(3);
  });

  it("should ask less and less while the call that was left goes on", async () => {
    watch.follow({ kind: "farewell", canRejoin: true, asksSurvey: false });
    await vi.advanceTimersByTimeAsync(60_000);
    const inFirstMinute = look.mock.calls.length;
    await vi.advanceTimersByTimeAsync(600_000);
    look.mockClear();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(inFirstMinute).toBeGreaterThan(5);
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10 * 3_600_000);
    expect(look.mock.calls.length).toBeLessThan(180);
  });

  it("should stop when the page has nothing to wait for", async () => {
    watch.follow(notice("full"));
    watch.follow({ kind: "room" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(look).not.toHaveBeenCalled();
  });

  it("should ask nothing while nobody looks, and at once when somebody is back", async () => {
    isHidden = true;
    watch.follow(notice("tooEarly"));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(look).not.toHaveBeenCalled();
    isHidden = false;
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it("should try at once when the network is back", async () => {
    watch.follow(notice("offline"));
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
  });
});
