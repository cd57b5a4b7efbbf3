import { ApiError, RefusedError } from "./graphql-client";

/** Where the parts of a file go, and the id that the file will have in the chat. */
export interface UploadPlace {
  readonly url: string;
  readonly id: string;
}

/** What became of a file that was received whole. */
export interface UploadOutcome {
  readonly state: "RECEIVING" | "RECEIVED" | "SHARED" | "REFUSED";
  /** A sentence, where the file was refused. */
  readonly refusal: string | null;
}

/** Addresses that open by themselves for a few minutes. */
export interface FileLink {
  readonly url: string;
  readonly thumbnailUrl: string | null;
}

export interface FilesApiOptions {
  readonly event: string;
  readonly bearer: () => string;
  readonly locale: () => string;
  readonly fetch?: typeof fetch;
}

const UPLOADS = "/files/uploads";
const TUS = { "Tus-Resumable": "1.0.0" };

/**
 * Files of the chat: uploads by tus 1.0 (https://tus.io/protocols/resumable-upload), links, and
 * the transcript. Every call may throw an ApiError (no answer) or a RefusedError (an answer in
 * words).
 */
export class FilesApi {
  constructor(private readonly options: FilesApiOptions) {}

  get event(): string {
    return this.options.event;
  }

  async begin(name: string, size: number, signal: AbortSignal): Promise<UploadPlace> {
    const headers = {
      "Upload-Length": String(size),
      "Upload-Metadata": `filename ${base64(name)}`,
    };
    const response = await this.ask("POST", UPLOADS, { headers, signal });
    const { id } = (await response.json()) as { id: string };
    return { url: response.headers.get("Location") ?? "", id };
  }

  /** Sends what follows the first `offset` bytes; gives how many the server has then. */
  async send(url: string, offset: number, part: ArrayBuffer, signal: AbortSignal): Promise<number> {
    const headers = {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(offset),
    };
    return offsetOf(await this.ask("PATCH", url, { headers, body: part, signal }));
  }

  /** How many bytes the server has. */
  async offset(url: string, signal: AbortSignal): Promise<number> {
    return offsetOf(await this.ask("HEAD", url, { signal }));
  }

  async outcome(url: string, signal: AbortSignal): Promise<UploadOutcome> {
    const response = await this.ask("GET", url, { signal });
    const { state, error } = (await response.json()) as {
      state: UploadOutcome["state"];
      error: { message: string } | null;
    };
    return { state, refusal: error?.message ?? null };
  }

  async cancel(url: string): Promise<void> {
    await this.ask("DELETE", url, { keepalive: true });
  }

  /** `url` is the file's own, as the room's message names it. */
  async link(url: string): Promise<FileLink> {
    return (await (await this.ask("POST", `${url}/link`)).json()) as FileLink;
  }

  /** What was written, as a text with the times of this zone. */
  async transcript(url: string, timeZone: string): Promise<Blob> {
    const zone = encodeURIComponent(timeZone);
    return await (await this.ask("GET", `${url}?timeZone=${zone}`)).blob();
  }

  private async ask(method: string, url: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.fetch(url, {
      ...init,
      method,
      headers: {
        ...TUS,
        "Accept-Language": this.options.locale(),
        Authorization: `Bearer ${this.options.bearer()}`,
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    if (!response.ok) throw await faultOf(response);
    return response;
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    const send = this.options.fetch ?? fetch.bind(globalThis);
    try {
      return await send(url, init);
    } catch (error) {
      throw new ApiError("network", String(error));
    }
  }
}

async function faultOf(response: Response): Promise<Error> {
  const { status } = response;
  if (status === 401) return new ApiError("auth", "The bearer is over.");
  if (status >= 500) return new ApiError("server", `The server answered ${status}.`);
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    return new RefusedError([{ field: null, ...error }]);
  } catch {
    // HEAD has no body.
    const code = status === 404 || status === 410 ? "NOT_FOUND" : "INVALID";
    return new RefusedError([{ field: null, code, message: "" }]);
  }
}

function offsetOf(response: Response): number {
  return Number(response.headers.get("Upload-Offset"));
}

function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
