import type { PlainKey } from "../translations/call-texts";
import type { WayOn } from "./flow-state";
import type { IconName } from "./icons";

/** A page that says how things stand, with a way on. */
export type NoticeKind =
  | "tooEarly"
  | "full"
  | "ended"
  | "cancelled"
  | "expired"
  | "unknown"
  | "taken"
  | "offline"
  | "session"
  | "replaced"
  | "closed"
  | "missed";

interface NoticeTexts {
  readonly icon: IconName;
  readonly title: PlainKey;
  readonly text: PlainKey | null;
  /** What trying again is called here; null where it would not help. */
  readonly again: PlainKey | null;
  /** Another call may be asked for, or a message left. */
  readonly leadsOn?: true;
}

export const NOTICES: Readonly<Record<NoticeKind, NoticeTexts>> = {
  tooEarly: {
    icon: "calendar",
    title: "notice.tooEarly",
    text: "notice.tooEarlyText",
    again: null,
  },
  full: { icon: "people", title: "notice.full", text: "notice.fullText", again: "app.tryAgain" },
  ended: {
    icon: "check",
    title: "notice.ended",
    text: "notice.endedText",
    again: null,
    leadsOn: true,
  },
  cancelled: {
    icon: "close",
    title: "notice.cancelled",
    text: "notice.cancelledText",
    again: null,
    leadsOn: true,
  },
  expired: {
    icon: "clock",
    title: "notice.expired",
    text: "notice.expiredText",
    again: null,
    leadsOn: true,
  },
  unknown: {
    icon: "link",
    title: "notice.unknown",
    text: "notice.unknownText",
    again: null,
    leadsOn: true,
  },
  taken: { icon: "people", title: "notice.taken", text: null, again: null },
  offline: {
    icon: "warning",
    title: "notice.offline",
    text: "notice.offlineText",
    again: "app.tryAgain",
  },
  session: { icon: "door", title: "notice.session", text: "notice.sessionText", again: null },
  replaced: {
    icon: "enlarge",
    title: "notice.replaced",
    text: "notice.replacedText",
    again: "seat.continue",
  },
  closed: {
    icon: "door",
    title: "notice.closed",
    text: "notice.closedText",
    again: "app.tryAgain",
  },
  missed: {
    icon: "clock",
    title: "notice.missed",
    text: "notice.missedText",
    again: null,
    leadsOn: true,
  },
};

/** What a notice leads on to. */
export const WAYS_ON: Readonly<Record<WayOn, PlainKey>> = {
  call: "notice.call",
  message: "notice.message",
};
