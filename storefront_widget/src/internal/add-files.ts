import type { CallSession } from "../call/call-session";
import { faultBefore, type UploadFault } from "../call/uploads";
import type { PlainKey } from "../translations/call-texts";
import { t } from "./i18n";
import { toast } from "./toast";

/** What the file chooser offers; the server decides by the content. */
export const ACCEPTED = "image/*,.heic,.heif,.avif,.pdf,.txt,.csv,.docx,.xlsx,.pptx,.odt,.ods,.odp";

const FAULTS: Readonly<Record<UploadFault, PlainKey>> = {
  "too-large": "files.tooLarge",
  empty: "files.empty",
  "wrong-kind": "files.wrongKind",
};

/** Begins to send files; says of the others at once why they cannot be sent. */
export function addFiles(from: EventTarget, session: CallSession, files: Iterable<File>): void {
  for (const file of files) {
    const fault = faultBefore(file);
    if (fault === null) session.uploads.add(file, file.name);
    else toast(from, t(FAULTS[fault], { file: file.name }), "warning");
  }
}
