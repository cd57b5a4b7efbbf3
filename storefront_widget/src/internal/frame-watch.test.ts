// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FrameWatch } from "./frame-watch";

class FakeVideo {
  private readonly waiting: (() => void)[] = [];

  requestVideoFrameCallback(call: () => void): void {
    this.waiting.push(call);
  }

  draw(): void {
    for (const call of this.waiting.splice(0)) call();
  }
}

describe("FrameWatch", () => {
  let told: boolean[];
  let watch: FrameWatch;
  let video: FakeVideo;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    video = new FakeVideo();
    watch = new FrameWatch((isStill) => told.push(isStill));
    watch.watch(video as unknown as HTMLVideoElement);
  });

  afterEach(() => {
    watch.watch(null);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  function play(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      video.draw();
      vi.advanceTimersByTime(1_000);
    }
  }

  it("should say nothing of a picture that moves", () => {
    play(20);
    expect(told).toEqual([]);
  });

  it("should say that it stands still, and that it moves again with the first picture", () => {
    play(3);
    vi.advanceTimersByTime(6_000);
    expect(told).toEqual([true]);
    video.draw();
    expect(told).toEqual([true, false]);
  });

  it("should not mind a short break", () => {
    play(3);
    vi.advanceTimersByTime(3_000);
    play(3);
    expect(told).toEqual([]);
  });

  it("should count nothing while nobody looks", () => {
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    vi.advanceTimersByTime(30_000);
    expect(told).toEqual([]);
  });

  it("should not count against a browser that tells nothing", () => {
    watch.watch({} as HTMLVideoElement);
    vi.advanceTimersByTime(30_000);
    expect(told).toEqual([]);
  });
});
