import type { PageContext } from "../bridge/messages";
import type { CallSession, RoomNews } from "../call/call-session";
import type { DeviceNews } from "../call/local-media-state";
import type { Phase } from "./phase";
import type { NewsTeller } from "./room-news";

/** What a call that is over leads on to: another one, or a message while nobody is there. */
export type WayOn = "call" | "message";

export interface FlowState {
  readonly phase: Phase;
  readonly busy: boolean;
  /** What the server had against the last step. */
  readonly fault: string;
  readonly session: CallSession | null;
  readonly context: PageContext | null;
  readonly recordingConsent: boolean | null;
  readonly leavingToShop: boolean;
  /** The shop's sign-in counted no more; the customer goes on as a visitor. */
  readonly signedOut: boolean;
  readonly wayOn: WayOn | null;
}

export const AT_FIRST: FlowState = {
  phase: { kind: "loading" },
  busy: false,
  fault: "",
  session: null,
  context: null,
  recordingConsent: null,
  leavingToShop: false,
  signedOut: false,
  wayOn: null,
};

export interface FlowListener {
  /** Something happened in the room; the teller has words for it. */
  news(news: RoomNews, teller: NewsTeller): void;
  /** The personal shopper came: the lobby is over. */
  live(): void;
  /** Something happened to camera or microphone. */
  devices(news: DeviceNews): void;
}
