import type { Unsent } from "../call/chat-outbox";
import type { UploadState } from "../call/upload";
import { errorText } from "./error-text";
import { t } from "./i18n";
import { uploadText } from "./upload-news";

/** By a key, in words. */
type Failed = ReadonlyMap<string, string>;

/** Files and messages that could not be sent. */
export function unsentIn(uploads: readonly UploadState[], messages: readonly Unsent[]): Failed {
  const failed = new Map<string, string>();
  for (const upload of uploads) {
    if (upload.phase === "failed") failed.set(upload.key, `${upload.name}: ${uploadText(upload)}`);
  }
  for (const { key, refusal } of messages) {
    if (refusal !== null) failed.set(key, t("chat.refused", { reason: errorText(refusal) }));
  }
  return failed;
}

/** Tells once of each thing that failed while it could not be seen. */
export class Failures {
  private known: Failed = new Map();

  constructor(private readonly tell: (text: string) => void) {}

  follow(failed: Failed, isInSight: boolean): void {
    for (const [key, text] of failed) if (!this.known.has(key) && !isInSight) this.tell(text);
    this.known = failed;
  }
}
