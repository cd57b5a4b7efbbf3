import type { CallPage, DeskEvent, Link, LinkState } from "../api/entry";
import { ApiError, RefusedError } from "../api/graphql-client";
import type { EndData } from "../call/room-messages";
import { isOpen } from "../call/room-views";
import type { HurdlePhase } from "./hurdle";
import type { NoticeKind } from "./notices";

export interface Farewell {
  readonly kind: "farewell";
  /** The participant left; the call may still go on. */
  readonly canRejoin: boolean;
  readonly asksSurvey: boolean;
  /** Why the call ended, in the words of whoever ended it. */
  readonly note?: string;
}

/** What the page shows. */
export type Phase =
  | { readonly kind: "loading" }
  | { readonly kind: "request"; readonly page: CallPage }
  | { readonly kind: "message"; readonly nobody: boolean }
  | { readonly kind: "sent"; readonly name: string; readonly email: string }
  /** Before entering; `link` is null at the desk, which knows the customer's name. */
  | {
      readonly kind: "join";
      readonly link: Link | null;
      readonly customerName?: string | null;
      /** By the customer's link, beside the customer. */
      readonly asGuest?: boolean;
    }
  /** His seat is in use on another device: continue here, or come as a guest? No guest at the desk. */
  | { readonly kind: "seat"; readonly link: Link | null }
  /** Where a call cannot be held, or may fail. */
  | HurdlePhase
  | { readonly kind: "room" }
  | Farewell
  | {
      readonly kind: "notice";
      readonly notice: NoticeKind;
      readonly text?: string;
      /** Why, in the words of whoever ended or called off the call. */
      readonly note?: string;
      readonly link?: Link;
    };

/** A hurdle stands before calls only: messages and the news of a link need no camera. */
export function orHurdle(phase: Phase, hurdle: HurdlePhase | null): Phase {
  const leadsToCall = ["request", "join", "seat"].includes(phase.kind);
  return leadsToCall && hurdle !== null ? hurdle : phase;
}

const OF_LINK: Readonly<Record<Exclude<LinkState, "WAITING" | "LIVE">, NoticeKind>> = {
  TOO_EARLY: "tooEarly",
  FULL: "full",
  ENDED: "ended",
  CANCELLED: "cancelled",
  EXPIRED: "expired",
  UNKNOWN: "unknown",
};

export function phaseOfLink(link: Link | null): Phase {
  if (link === null) return { kind: "notice", notice: "unknown" };
  const { state } = link;
  if (state === "WAITING" || state === "LIVE") {
    return { kind: link.seatTaken ? "seat" : "join", link };
  }
  return { kind: "notice", notice: OF_LINK[state], link };
}

export function phaseOfCallPage(page: CallPage): Phase {
  return page.presence.available ? { kind: "request", page } : { kind: "message", nobody: true };
}

/** What staff finds who come to an event from the desk. */
export function phaseOfDesk(event: DeskEvent | null): Phase {
  if (event === null) return { kind: "notice", notice: "unknown" };
  const { status, customerName, seatTaken } = event;
  if (isOpen(status) && seatTaken === true) return { kind: "seat", link: null };
  if (isOpen(status)) return { kind: "join", link: null, customerName };
  return { kind: "notice", notice: status === "CANCELLED" ? "cancelled" : "ended" };
}

/** Refusals that are a state of the event, and so a page of their own. */
const OF_REFUSAL: Readonly<Record<string, NoticeKind>> = {
  ALREADY_TAKEN: "taken",
  FULL: "full",
  ENDED: "ended",
  CANCELLED: "cancelled",
  EXPIRED: "expired",
};

/** The page for a fault, or null where the form itself should tell it. */
export function phaseOfFault(error: unknown): Phase | null {
  if (error instanceof RefusedError) {
    if (error.code === "NOBODY_AVAILABLE") return { kind: "message", nobody: true };
    if (error.code === "SEAT_TAKEN") return { kind: "seat", link: null };
    const notice = OF_REFUSAL[error.code];
    return notice === undefined ? null : { kind: "notice", notice, text: error.message };
  }
  if (error instanceof ApiError && error.kind === "auth")
    return { kind: "notice", notice: "session" };
  return null;
}

const OF_END: Readonly<Record<string, NoticeKind>> = {
  CANCELLED: "cancelled",
  EXPIRED: "expired",
  MISSED: "missed",
  REMOVED: "closed",
};

/** The page after the event's end. */
export function phaseOfEnd({ reason, note }: EndData, asksSurvey: boolean): Phase {
  const notice = OF_END[reason];
  if (notice !== undefined) return { kind: "notice", notice, note };
  return { kind: "farewell", canRejoin: false, asksSurvey, note };
}

const OVER: readonly NoticeKind[] = ["ended", "cancelled", "expired", "unknown"];

/** The page of somebody who left the call, now that it stands so: no way back into one that is over. */
export function phaseOfLeft(left: Farewell, now: Phase): Phase {
  if (now.kind !== "notice" || !OVER.includes(now.notice)) return left;
  const wasLive = now.notice === "ended" || left.asksSurvey;
  return wasLive ? { ...left, canRejoin: false } : now;
}
