import { describe, expect, it, vi } from "vitest";
import { FilesApi } from "./files-api";
import { ApiError, RefusedError } from "./graphql-client";

const { signal } = new AbortController();

describe("FilesApi", () => {
  const answer = vi.fn<typeof fetch>();
  const api = new FilesApi({
    event: "event",
    bearer: () => "token",
    locale: () => "es",
    fetch: answer,
  });

  const headers = (): Record<string, string> =>
    answer.mock.calls.at(-1)?.[1]?.headers as Record<string, string>;

  it("should announce a file as tus has it, whatever its name", async () => {
    answer.mockResolvedValue(
      Response.json({ id: "f1" }, { status: 201, headers: { Location: "/files/uploads/1" } }),
    );
    const place = await api.begin("größe 写.jpg", 10, signal);
    expect(place).toEqual({ url: "/files/uploads/1", id: "f1" });
    expect(headers()).toMatchObject({
      "Tus-Resumable": "1.0.0",
      "Upload-Length": "10",
      Authorization: "Bearer token",
      "Accept-Language": "es",
    });
    const name = headers()["Upload-Metadata"]!.replace("filename ", "");
    expect(Buffer.from(name, "base64").toString()).toBe("größe 写.jpg");
  });

  it("should send a part for its place and read how far the server is", async () => {
    answer.mockResolvedValue(
      new Response(null, { status: 204, headers: { "Upload-Offset": "9" } }),
    );
    expect(await api.send("/files/uploads/1", 4, new ArrayBuffer(5), signal)).toBe(9);
    expect(headers()).toMatchObject({
      "Upload-Offset": "4",
      "Content-Type": "application/offset+octet-stream",
    });
  });

  it("should tell refusals, lost bearers, broken servers and networks apart", async () => {
    const error = { code: "TOO_LARGE", message: "Files may have up to 25 MB." };
    answer.mockResolvedValueOnce(Response.json({ error }, { status: 413 }));
    await expect(api.begin("a", 1, signal)).rejects.toEqual(
      new RefusedError([{ field: null, ...error }]),
    );
    answer.mockResolvedValueOnce(new Response(null, { status: 404 }));
    await expect(api.offset("/x", signal)).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const [status, kind] of [
      [401, "auth"],
      [502, "server"],
    ] as const) {
      answer.mockResolvedValueOnce(new Response(null, { status }));
      await expect(api.offset("/x", signal)).rejects.toMatchObject({ kind });
    }
    answer.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    await expect(api.offset("/x", signal)).rejects.toBeInstanceOf(ApiError);
  });
});
