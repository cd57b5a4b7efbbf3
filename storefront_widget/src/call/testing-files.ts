/** The server's side of uploads, for tests. */
import { ApiError, RefusedError } from "../api/graphql-client";
import type { FilesApi, UploadOutcome, UploadPlace } from "../api/files-api";
import type { KeptUpload } from "./upload";
import type { UploadMemory } from "./uploads";

export function refusal(code: string, message: string): RefusedError {
  return new RefusedError([{ field: null, code, message }]);
}

/** Receives files in memory, as badly as a test wants it. */
export class FakeFiles {
  readonly event = "event";
  /** What the server has, by address. */
  readonly received = new Map<string, Buffer>();
  readonly kept = new Map<string, KeptUpload>();
  /** The sizes of the parts that arrived. */
  readonly parts: number[] = [];
  readonly cancelled: string[] = [];
  /** Nothing comes through. */
  isOffline = false;
  /** The next part arrives, but its answer is lost. */
  losesAnswer = false;
  /** The server knows nothing of what it was sent. */
  forgets = false;
  refusal: RefusedError | null = null;
  result: UploadOutcome = { state: "RECEIVED", refusal: null };

  get api(): FilesApi {
    return this as unknown as FilesApi;
  }

  readonly memory: UploadMemory = {
    list: (event) => Promise.resolve([...this.kept.values()].filter((one) => one.event === event)),
    put: (upload) => Promise.resolve(void this.kept.set(upload.key, upload)),
    delete: (key) => Promise.resolve(void this.kept.delete(key)),
  };

  async begin(_name: string, _size: number, signal: AbortSignal): Promise<UploadPlace> {
    await this.reach(signal);
    this.forgets = false;
    const number = this.received.size + 1;
    this.received.set(`/files/uploads/${number}`, Buffer.alloc(0));
    return { url: `/files/uploads/${number}`, id: `f${number}` };
  }

  async offset(url: string, signal: AbortSignal): Promise<number> {
    await this.reach(signal);
    return this.bytes(url).length;
  }

  async send(url: string, offset: number, part: ArrayBuffer, signal: AbortSignal): Promise<number> {
    await this.reach(signal);
    const had = this.bytes(url);
    if (offset !== had.length) throw refusal("OFFSET_MISMATCH", "Elsewhere.");
    this.received.set(url, Buffer.concat([had, Buffer.from(part)]));
    this.parts.push(part.byteLength);
    if (!this.losesAnswer) return offset + part.byteLength;
    this.losesAnswer = false;
    throw new ApiError("network", "cut off");
  }

  async outcome(_url: string, signal: AbortSignal): Promise<UploadOutcome> {
    await this.reach(signal);
    return this.result;
  }

  async cancel(url: string): Promise<void> {
    await Promise.resolve();
    this.cancelled.push(url);
  }

  private async reach(signal: AbortSignal): Promise<void> {
    await Promise.resolve();
    if (signal.aborted || this.isOffline) throw new ApiError("network", "offline");
    if (this.refusal !== null) throw this.refusal;
  }

  private bytes(url: string): Buffer {
    const found = this.received.get(url);
    if (found === undefined || this.forgets) throw refusal("NOT_FOUND", "There is no such file.");
    return found;
  }
}
