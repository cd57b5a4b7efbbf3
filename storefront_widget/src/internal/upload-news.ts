import type { UploadState } from "../call/upload";
import { formatSize } from "./format";
import { t } from "./i18n";

/** Where a file on its way stands, in words. */
export function uploadText({ phase, fault, sent, size }: UploadState): string {
  switch (phase) {
    case "waiting":
      return t("files.waiting");
    case "sending":
      return t("files.progress", { sent: formatSize(sent), size: formatSize(size) });
    case "paused":
      return t("files.paused");
    case "checking":
      return t("files.checking");
    case "failed":
      return fault || t("files.failed");
  }
}

/** What to read out about files on their way: begun, cut off, refused, sent. */
export function uploadNews(
  before: readonly UploadState[],
  after: readonly UploadState[],
  cancelled: ReadonlySet<string> = new Set(),
): string | null {
  const gone = before.find(
    ({ key }) => !cancelled.has(key) && !after.some((upload) => upload.key === key),
  );
  if (gone !== undefined) return t("files.done", { file: gone.name });
  const moved = after.find(({ key, phase }) => {
    const old = before.find((upload) => upload.key === key);
    return old?.phase !== phase && TOLD.has(phase);
  });
  if (moved === undefined) return null;
  if (moved.phase === "sending") return t("files.sending", { file: moved.name });
  return `${moved.name}: ${uploadText(moved)}`;
}

const TOLD: ReadonlySet<UploadState["phase"]> = new Set(["sending", "paused", "failed"]);
