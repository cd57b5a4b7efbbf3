import { beforeAll, describe, expect, it, vi } from "vitest";
import { RoomError } from "../call/room-error";
import type { UploadState } from "../call/upload";
import { Failures, unsentIn } from "./failures";
import { useLocale } from "./i18n";

const UPLOAD: UploadState = {
  key: "1",
  name: "a.jpg",
  size: 2_000_000,
  sent: 500_000,
  phase: "sending",
  fault: "",
  isRefused: false,
};
const FAILED: UploadState = { ...UPLOAD, phase: "failed", fault: "Too large." };
const WAITING = { key: "2", text: "Hello", writtenAt: "", refusal: null, isTaken: false };
const REFUSED = { ...WAITING, refusal: new RoomError("PERMISSION_DENIED", "You may not write.") };

describe("what could not be sent", () => {
  beforeAll(() => useLocale("en"));

  it("should be files and messages that were refused, not those on their way", () => {
    expect(unsentIn([UPLOAD], [WAITING])).toEqual(new Map());
    expect([...unsentIn([FAILED], [REFUSED]).values()]).toEqual([
      "a.jpg: Too large.",
      "Not sent: You may not write.",
    ]);
  });

  it("should be told once, and only while it is out of sight", () => {
    const tell = vi.fn();
    const failures = new Failures(tell);
    const failed = unsentIn([FAILED], []);
    failures.follow(failed, false);
    failures.follow(failed, false);
    expect(tell).toHaveBeenCalledExactlyOnceWith("a.jpg: Too large.");
    failures.follow(new Map(), false);
    failures.follow(failed, true);
    expect(tell).toHaveBeenCalledTimes(1);
  });
});
