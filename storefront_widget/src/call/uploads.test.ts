import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeFiles, refusal } from "./testing-files";
import { nextPartSize, type UploadState } from "./upload";
import { faultBefore, LARGEST_FILE, Uploads } from "./uploads";

const KB = 1024;
const MB = 1024 * KB;

function content(size: number): Blob {
  return new Blob([Uint8Array.from({ length: size }, (_, index) => index % 251)]);
}

describe("Uploads", () => {
  let server: FakeFiles;
  let uploads: Uploads;

  const first = (): UploadState | undefined => uploads.state.value[0];
  const pass = (milliseconds: number): Promise<unknown> =>
    vi.advanceTimersByTimeAsync(milliseconds);

  async function arrived(number: number, blob: Blob): Promise<void> {
    const sent = Buffer.from(await blob.arrayBuffer());
    expect(server.received.get(`/files/uploads/${number}`)?.equals(sent)).toBe(true);
  }

  beforeEach(() => {
    vi.useFakeTimers();
    server = new FakeFiles();
    uploads = new Uploads(server.api, server.memory);
  });

  afterEach(() => {
    uploads.close();
    vi.useRealTimers();
  });

  it("should send a file in parts until the server has all of it", async () => {
    const blob = content(700 * KB);
    uploads.add(blob, "a.bin");
    await pass(0);
    await arrived(1, blob);
    expect(server.parts.length).toBeGreaterThan(1);
    expect(first()).toMatchObject({ name: "a.bin", sent: 700 * KB, phase: "checking" });
  });

  it("should be done when the file is in the chat", async () => {
    uploads.add(content(10), "a.bin");
    await pass(0);
    server.result = { state: "SHARED", refusal: null };
    await pass(1_000);
    expect(uploads.state.value).toEqual([]);
    expect(server.kept.size).toBe(0);
  });

  it("should say in the server's words why a file was refused", async () => {
    server.result = { state: "REFUSED", refusal: "This file holds a program." };
    uploads.add(content(10), "a.bin");
    await pass(0);
    expect(first()).toMatchObject({
      phase: "failed",
      fault: "This file holds a program.",
      isRefused: true,
    });
    expect(server.kept.size).toBe(0);
  });

  it("should go on where the connection was lost", async () => {
    const blob = content(600 * KB);
    server.losesAnswer = true;
    uploads.add(blob, "a.bin");
    await pass(0);
    expect(first()).toMatchObject({ phase: "paused" });
    await pass(1_000);
    await arrived(1, blob);
    expect(server.parts.reduce((sum, size) => sum + size, 0)).toBe(600 * KB);
  });

  it("should wait while there is no network, and go on at once when it is back", async () => {
    server.isOffline = true;
    const blob = content(10);
    uploads.add(blob, "a.bin");
    await pass(60_000);
    expect(first()).toMatchObject({ phase: "paused", sent: 0 });
    server.isOffline = false;
    uploads.hurry();
    await pass(0);
    await arrived(1, blob);
  });

  it("should begin anew when the server has forgotten the upload", async () => {
    const blob = content(300 * KB);
    server.losesAnswer = true;
    uploads.add(blob, "a.bin");
    await pass(0);
    server.forgets = true;
    await pass(1_000);
    await arrived(2, blob);
  });

  it("should give up when it is refused, and try again when asked to", async () => {
    server.refusal = refusal("QUOTA_EXCEEDED", "No more files fit into this call.");
    const blob = content(10);
    uploads.add(blob, "a.bin");
    await pass(0);
    expect(first()).toMatchObject({ phase: "failed", fault: "No more files fit into this call." });
    server.refusal = null;
    uploads.retry(first()!.key);
    await pass(0);
    await arrived(1, blob);
  });

  it("should fail a file that can no longer be read", async () => {
    const gone = content(10);
    vi.spyOn(gone, "slice").mockReturnValue({
      arrayBuffer: () => Promise.reject(new DOMException("gone", "NotFoundError")),
    } as unknown as Blob);
    uploads.add(gone, "a.bin");
    await pass(60_000);
    expect(first()).toMatchObject({ phase: "failed", fault: "" });
  });

  it("should send one file after the other", async () => {
    uploads.add(content(10), "a.bin");
    uploads.add(content(10), "b.bin");
    await pass(0);
    expect(uploads.state.value.map(({ phase }) => phase)).toEqual(["checking", "waiting"]);
    uploads.settle("f1");
    await pass(1_000);
    expect(uploads.state.value).toMatchObject([{ name: "b.bin", phase: "checking" }]);
  });

  it("should take a cancelled file off the server", async () => {
    uploads.add(content(10), "a.bin");
    await pass(0);
    uploads.cancel(first()!.key);
    await pass(1_000);
    expect(uploads.state.value).toEqual([]);
    expect(server.cancelled).toEqual(["/files/uploads/1"]);
    expect(server.kept.size).toBe(0);
  });

  it("should go on after a reload of the page", async () => {
    const blob = content(600 * KB);
    server.losesAnswer = true;
    uploads.add(blob, "a.bin");
    await pass(0);
    uploads.close();
    uploads = new Uploads(server.api, server.memory);
    await uploads.start();
    await uploads.start();
    await pass(0);
    await arrived(1, blob);
    expect(uploads.state.value).toHaveLength(1);
  });

  it("should not go on with what is in the chat already", async () => {
    uploads.add(content(10), "a.bin");
    await pass(0);
    uploads.close();
    uploads = new Uploads(server.api, server.memory);
    uploads.settle("f1");
    await uploads.start();
    expect(uploads.state.value).toEqual([]);
    await pass(0);
    expect(server.kept.size).toBe(0);
  });

  it("should stop with the call", async () => {
    uploads.add(content(700 * KB), "a.bin");
    uploads.close();
    await pass(60_000);
    expect(server.parts).toEqual([]);
  });
});

describe("nextPartSize", () => {
  it("should be what a second carries, within the limits", () => {
    expect(nextPartSize(256 * KB, 2_000)).toBe(128 * KB);
    expect(nextPartSize(256 * KB, 60_000)).toBe(64 * KB);
    expect(nextPartSize(256 * KB, 0)).toBe(MB);
  });
});

describe("faultBefore", () => {
  it("should refuse what the server would refuse after all of it was sent", () => {
    expect(faultBefore({ size: LARGEST_FILE + 1, type: "image/jpeg" })).toBe("too-large");
    expect(faultBefore({ size: 0, type: "text/plain" })).toBe("empty");
    expect(faultBefore({ size: 1, type: "video/mp4" })).toBe("wrong-kind");
    expect(faultBefore({ size: LARGEST_FILE, type: "" })).toBeNull();
  });
});
