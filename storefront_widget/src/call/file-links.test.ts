import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FileLink } from "../api/files-api";
import { FileLinks } from "./file-links";
import { chatFile } from "./testing";

describe("FileLinks", () => {
  const ask = vi.fn<(url: string) => Promise<FileLink>>();
  const links = (): FileLinks => new FileLinks({ link: ask });

  beforeEach(() => {
    vi.useFakeTimers();
    ask.mockReset().mockResolvedValue({ url: "u", thumbnailUrl: null });
  });
  afterEach(() => vi.useRealTimers());

  it("should ask once while a link is fresh", async () => {
    const known = links();
    await known.of(chatFile("f1"));
    await known.of(chatFile("f1"));
    expect(ask).toHaveBeenCalledExactlyOnceWith("/files/f1");
    vi.advanceTimersByTime(4 * 60_000);
    await known.of(chatFile("f1"));
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("should ask again after a fault", async () => {
    const known = links();
    ask.mockRejectedValueOnce(new Error("offline"));
    await expect(known.of(chatFile("f1"))).rejects.toThrow("offline");
    await expect(known.of(chatFile("f1"))).resolves.toEqual({ url: "u", thumbnailUrl: null });
  });
});
