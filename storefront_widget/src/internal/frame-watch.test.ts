// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FrameWatch, type Motion } from "./frame-watch";

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
  let told: Motion[];
  let watch: FrameWatch;
  let video: FakeVideo;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    video = new FakeVideo();
    watch = new FrameWatch((motion) => told.push(motion));
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

  it("should await the first picture, and say nothing more of one that moves", () => {
    expect(told).toEqual(["awaited"]);
    play(20);
    expect(told).toEqual(["awaited", "moving"]);
  });

  it("should await a picture anew when the same video is watched again", () => {
    play(3);
    watch.watch(null);
    watch.watch(video as unknown as HTMLVideoElement);
    expect(told.at(-1)).toBe("awaited");
  });

  it("should say that it stands still, and that it moves again with the first picture", () => {
    play(3);
    vi.advanceTimersByTime(6_000);
    expect(told.at(-1)).toBe("still");
    video.draw();
    expect(told.at(-1)).toBe("moving");
  });

  it("should not mind a short break", () => {
    play(3);
    vi.advanceTimersByTime(3_000);
    play(3);
    expect(told).not.toContain("still");
  });

  it("should count nothing while nobody looks", () => {
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    vi.advanceTimersByTime(30_000);
    expect(told).not.toContain("still");
  });

  it("should not count against a browser that tells nothing", () => {
    watch.watch({} as HTMLVideoElement);
    vi.advanceTimersByTime(30_000);
    expect(told.at(-1)).toBe("moving");
  });
});
