import { ApiError, RefusedError } from "../api/graphql-client";
import type { FilesApi, UploadPlace } from "../api/files-api";

/** `paused`: the network is away, and it goes on by itself. `checking`: the server looks at it. */
export type UploadPhase = "waiting" | "sending" | "paused" | "checking" | "failed";

export interface UploadState {
  /** Of this page. */
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Bytes that the server has. */
  readonly sent: number;
  readonly phase: UploadPhase;
  /** Why it failed, in the server's words; empty where it has none. */
  readonly fault: string;
  /** The server has seen it and does not want it: another try would end the same. */
  readonly isRefused: boolean;
}

/** A file on its way, as it is kept over a reload of the page. */
export interface KeptUpload {
  readonly key: string;
  readonly event: string;
  readonly file: Blob;
  readonly name: string;
  readonly place: UploadPlace;
  /** When it began, in milliseconds. */
  readonly at: number;
}

export interface UploadOptions {
  readonly api: FilesApi;
  readonly onChange: () => void;
  /** It has a place on the server and may be kept. */
  readonly onPlace: (upload: Upload) => void;
  /** Waits for so many milliseconds, or less when the network is back. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const KILOBYTE = 1024;
const FIRST_PART = 256 * KILOBYTE;
const SMALLEST_PART = 64 * KILOBYTE;
/** What the server takes at once. */
const LARGEST_PART = 1024 * KILOBYTE;
const LONGEST_PAUSE = 10_000;
const ASK_AGAIN = 600;
/** Codes after which only a new beginning helps. */
const LOST = new Set(["NOT_FOUND", "EXPIRED"]);

/** As much as took a second, so that little is lost with a connection. */
export function nextPartSize(bytes: number, milliseconds: number): number {
  const perSecond = (bytes * 1_000) / Math.max(1, milliseconds);
  return Math.round(Math.min(LARGEST_PART, Math.max(SMALLEST_PART, perSecond)));
}

/** One file's way to the chat: in parts, going on where it was cut off. */
export class Upload {
  private readonly stop = new AbortController();
  private partSize = FIRST_PART;
  private misses = 0;
  private current: UploadState;

  constructor(
    readonly key: string,
    readonly file: Blob,
    name: string,
    public place: UploadPlace | null,
    private readonly options: UploadOptions,
  ) {
    this.current = {
      key,
      name,
      size: file.size,
      sent: 0,
      phase: "waiting",
      fault: "",
      isRefused: false,
    };
  }

  get state(): UploadState {
    return this.current;
  }

  /** True once it is in the chat; false when it failed or was stopped. */
  async run(): Promise<boolean> {
    const { signal } = this.stop;
    for (;;) {
      try {
        return await this.attempt(signal);
      } catch (error) {
        if (signal.aborted || !(await this.recover(error, signal))) return false;
      }
    }
  }

  /** Stops for good; what the server has is kept there for an hour. */
  abort(): void {
    this.stop.abort();
  }

  private async attempt(signal: AbortSignal): Promise<boolean> {
    const { api } = this.options;
    const { name, size } = this.current;
    if (this.place === null) {
      this.update({ phase: "sending" });
      this.place = await api.begin(name, size, signal);
      this.options.onPlace(this);
    } else {
      this.update({ sent: await api.offset(this.place.url, signal), phase: "sending" });
    }
    await this.sendParts(this.place.url, signal);
    this.update({ phase: "checking" });
    return await this.outcome(this.place.url, signal);
  }

  private async sendParts(url: string, signal: AbortSignal): Promise<void> {
    while (this.current.sent < this.current.size) {
      const { sent } = this.current;
      // Read first, so that a file that went from the disk is no fault of the network.
      const part = await this.file.slice(sent, sent + this.partSize).arrayBuffer();
      const began = performance.now();
      const now = await this.options.api.send(url, sent, part, signal);
      this.partSize = nextPartSize(part.byteLength, performance.now() - began);
      this.misses = 0;
      this.update({ sent: now });
    }
  }

  private async outcome(url: string, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const { state, refusal } = await this.options.api.outcome(url, signal);
      if (state === "SHARED") return true;
      if (state === "REFUSED") {
        this.update({ phase: "failed", fault: refusal ?? "", isRefused: true });
        return false;
      }
      await this.options.pause(ASK_AGAIN, signal);
    }
  }

  /** Whether another attempt may help, after a pause if need be. */
  private async recover(error: unknown, signal: AbortSignal): Promise<boolean> {
    if (error instanceof RefusedError) {
      const isElsewhere = error.code === "OFFSET_MISMATCH";
      if (LOST.has(error.code) && this.place !== null) this.place = null;
      else if (!isElsewhere) return this.fail(error.message);
      // Not for ever, should the two never agree.
      return ++this.misses < 5 || this.fail("");
    }
    // The network is away, or the bearer is about to be renewed.
    if (!(error instanceof ApiError)) return this.fail("");
    this.update({ phase: "paused" });
    await this.options.pause(Math.min(LONGEST_PAUSE, 500 * 2 ** this.misses++), signal);
    return true;
  }

  private fail(fault: string): false {
    this.update({ phase: "failed", fault });
    return false;
  }

  private update(change: Partial<UploadState>): void {
    this.current = { ...this.current, ...change };
    this.options.onChange();
  }
}
