import type { FileLink, FilesApi } from "../api/files-api";
import type { ChatFile } from "./types";

/** A minute less than they are good for. */
const FRESH_MS = 4 * 60_000;

/** Links to files of the chat, asked for once while they are fresh. */
export class FileLinks {
  private readonly links = new Map<string, { readonly at: number; link: Promise<FileLink> }>();

  constructor(private readonly api: Pick<FilesApi, "link">) {}

  of(file: ChatFile): Promise<FileLink> {
    const known = this.links.get(file.id);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.link;
    const link = this.api.link(file.url);
    this.links.set(file.id, { at: Date.now(), link });
    link.catch(() => this.links.delete(file.id));
    return link;
  }
}
