import { beforeAll, describe, expect, it } from "vitest";
import type { UploadState } from "../call/upload";
import { useLocale } from "./i18n";
import { uploadNews, uploadText } from "./upload-news";

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

describe("uploadNews", () => {
  beforeAll(() => useLocale("en"));

  it("should read out beginning, interruption, refusal and end, and no progress", () => {
    expect(uploadNews([], [UPLOAD])).toBe("Sending a.jpg");
    expect(uploadNews([UPLOAD], [{ ...UPLOAD, sent: 900_000 }])).toBeNull();
    expect(uploadNews([UPLOAD], [{ ...UPLOAD, phase: "paused" }])).toContain("No connection");
    expect(uploadNews([UPLOAD], [{ ...UPLOAD, phase: "checking" }])).toBeNull();
    expect(uploadNews([UPLOAD], [FAILED])).toBe("a.jpg: Too large.");
    expect(uploadNews([UPLOAD], [])).toBe("a.jpg was sent");
  });

  it("should not call sent what was cancelled", () => {
    expect(uploadNews([UPLOAD], [], new Set(["1"]))).toBeNull();
  });

  it("should write progress in sizes", () => {
    expect(uploadText(UPLOAD)).toBe("489 kB of 1.9 MB");
    expect(uploadText({ ...FAILED, fault: "" })).toContain("Please try again");
  });
});
