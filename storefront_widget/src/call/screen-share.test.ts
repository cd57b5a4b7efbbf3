import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ScreenShare } from "./screen-share";
import { FakeTrack, fault } from "./testing-devices";

const { sent, closed } = vi.hoisted(() => ({
  sent: [] as { audio: unknown; video: unknown }[],
  closed: [] as { ended: boolean }[],
}));
vi.mock("./publisher", () => ({
  Publisher: class {
    send(tracks: { audio: unknown; video: unknown }): Promise<void> {
      sent.push(tracks);
      return Promise.resolve();
    }
    close(how: { ended: boolean }): void {
      closed.push(how);
    }
  },
}));

describe("ScreenShare", () => {
  const picture = (): FakeTrack => new FakeTrack("video", "screen", "Screen", undefined);
  let track: FakeTrack;
  let ask: ReturnType<typeof vi.fn>;
  let screen: ScreenShare;

  function share(url: string | null, source: object | undefined): ScreenShare {
    const given = { url, source: source as MediaDevices | undefined };
    return new ScreenShare({ ...given, iceServers: [], bearer: () => "b" });
  }

  beforeEach(() => {
    sent.length = closed.length = 0;
    track = picture();
    ask = vi.fn(() =>
      Promise.resolve({
        getTracks: () => [track],
        getAudioTracks: () => [],
        getVideoTracks: () => [track],
      }),
    );
    screen = share("/whip/screen", { getDisplayMedia: ask });
  });
  afterEach(() => screen.stop());

  it("should be possible only for who may, in a browser that can", () => {
    expect(screen.isOn).toBe(false);
    expect(share(null, { getDisplayMedia: ask }).isOn).toBeNull();
    expect(share("/whip/screen", {}).isOn).toBeNull();
    expect(share("/whip/screen", undefined).isOn).toBeNull();
  });

  it("should send what was chosen, sharp, until it is stopped", async () => {
    await screen.start();
    expect(sent).toEqual([{ audio: null, video: track }]);
    expect(track).toMatchObject({ contentHint: "detail", stopped: false });
    expect(screen.isOn).toBe(true);
    screen.stop();
    expect(track.stopped).toBe(true);
    expect(closed).toEqual([{ ended: false }]);
    expect(screen.isOn).toBe(false);
  });

  it("should ask once, however often it is told to start", async () => {
    await screen.start();
    await screen.start();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("should stop by the browser's own button", async () => {
    await screen.start();
    track.end();
    expect(closed).toEqual([{ ended: false }]);
    expect(screen.isOn).toBe(false);
  });

  it("should stay off when the question is declined, and say so", async () => {
    ask.mockRejectedValueOnce(fault("NotAllowedError"));
    await expect(screen.start()).rejects.toThrow("NotAllowedError");
    expect(screen.isOn).toBe(false);
    expect(sent).toEqual([]);
  });
});
