import type { FilesApi } from "../api/files-api";
import { randomKey } from "../internal/random-key";
import { Store } from "./store";
import { Upload, type KeptUpload, type UploadState } from "./upload";

/** Keeps files that are on their way over a reload of the page. */
export interface UploadMemory {
  list(event: string): Promise<readonly KeptUpload[]>;
  put(upload: KeptUpload): Promise<void>;
  delete(key: string): Promise<void>;
}

/** What the page can tell by itself, before a byte is sent. */
export type UploadFault = "too-large" | "empty" | "wrong-kind";

export const LARGEST_FILE = 25 * 1024 * 1024;

export function faultBefore(file: Pick<File, "size" | "type">): UploadFault | null {
  if (file.size > LARGEST_FILE) return "too-large";
  if (file.size === 0) return "empty";
  return /^(video|audio)\//.test(file.type) ? "wrong-kind" : null;
}

/** The files that this participant is sending, one after the other. */
export class Uploads {
  readonly state = new Store<readonly UploadState[]>([]);
  private readonly all = new Map<string, Upload>();
  private running: Upload | null = null;
  private closed = false;
  private wake: (() => void) | null = null;
  /** Ids of files that are in the chat. */
  private readonly shared = new Set<string>();

  constructor(
    private readonly api: FilesApi,
    private readonly memory: UploadMemory,
  ) {}

  /** Goes on with what a reload of the page cut off. */
  async start(): Promise<void> {
    for (const { key, file, name, place } of await this.memory.list(this.api.event)) {
      if (this.shared.has(place.id)) void this.memory.delete(key);
      else if (!this.all.has(key)) this.all.set(key, this.make(key, file, name, place));
    }
    this.tell();
    void this.next();
  }

  add(file: Blob, name: string): void {
    const key = randomKey();
    this.all.set(key, this.make(key, file, name, null));
    this.tell();
    void this.next();
  }

  /** Takes it off the list, and off the server unless it is in the chat already. */
  cancel(key: string): void {
    const upload = this.all.get(key);
    upload?.abort();
    if (upload?.place) this.api.cancel(upload.place.url).catch(ignore);
    this.drop(key);
  }

  retry(key: string): void {
    const failed = this.all.get(key);
    if (failed?.state.phase !== "failed") return;
    this.all.set(key, this.make(key, failed.file, failed.state.name, null));
    this.tell();
    void this.next();
  }

  /** A file is in the chat: whoever waited for it need not ask. */
  settle(id: string): void {
    this.shared.add(id);
    for (const [key, upload] of this.all) {
      if (upload.place?.id !== id) continue;
      upload.abort();
      this.drop(key);
    }
  }

  /** The network is back. */
  hurry(): void {
    this.wake?.();
  }

  close(): void {
    this.closed = true;
    for (const upload of this.all.values()) upload.abort();
  }

  private make(key: string, file: Blob, name: string, place: Upload["place"]): Upload {
    return new Upload(key, file, name, place, {
      api: this.api,
      onChange: () => this.tell(),
      onPlace: (upload) => void this.keep(upload),
      pause: (milliseconds, signal) => this.pause(milliseconds, signal),
    });
  }

  private async next(): Promise<void> {
    if (this.running !== null || this.closed) return;
    const upload = [...this.all.values()].find(({ state }) => state.phase === "waiting");
    if (upload === undefined) return;
    this.running = upload;
    const isShared = await upload.run();
    this.running = null;
    if (isShared || upload.state.phase === "failed") await this.memory.delete(upload.key);
    if (isShared) this.drop(upload.key);
    void this.next();
  }

  private async keep({ key, file, place, state }: Upload): Promise<void> {
    if (place === null) return;
    const { event } = this.api;
    await this.memory.put({ key, event, file, name: state.name, place, at: Date.now() });
    // Cancelled or done in the meantime.
    if (!this.all.has(key)) await this.memory.delete(key);
  }

  private drop(key: string): void {
    void this.memory.delete(key);
    if (this.all.delete(key)) this.tell();
  }

  private pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", go);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      signal.addEventListener("abort", go);
      this.wake = go;
    });
  }

  private tell(): void {
    if (!this.closed) this.state.set([...this.all.values()].map(({ state }) => state));
  }
}

function ignore(): void {
  // What is not cancelled is dropped by the server after an hour.
}
