import type { FilesApi } from "../api/files-api";
import { download } from "./download";

export interface Transcript {
  readonly files: FilesApi;
  readonly url: string;
}

/** Downloads what was written in the call; may throw as the API does. */
export async function downloadTranscript({ files, url }: Transcript): Promise<void> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const text = await files.transcript(url, timeZone);
  const address = URL.createObjectURL(text);
  download(address, "chat.txt");
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
