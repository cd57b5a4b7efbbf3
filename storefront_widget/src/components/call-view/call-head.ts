import { html, nothing, type TemplateResult } from "lit";
import type { FrameView } from "../../bridge/messages";
import type { RoomState } from "../../call/room-state";
import { formatDuration } from "../../internal/format";
import { t } from "../../internal/i18n";
import "../frame-bar/frame-bar";

export interface CallHead {
  readonly storeName: string;
  readonly isConnected: boolean;
  /** Since both sides were present; null before. */
  readonly seconds: number | null;
  /** Of the frame in a shop's page; null in a window of its own. */
  readonly view: FrameView | null;
}

export function liveSeconds({ liveAt }: RoomState, now: number): number | null {
  return liveAt === null ? null : (now - Date.parse(liveAt)) / 1_000;
}

function renderTime({ isConnected, seconds }: CallHead): TemplateResult | typeof nothing {
  if (!isConnected) {
    return html`<span class="time broken" role="status">${t("connection.reconnecting")}</span>`;
  }
  if (seconds === null) return nothing;
  return html`<span class="time" role="timer">
    <span class="hidden">${t("stage.duration")} </span>${formatDuration(seconds)}
  </span>`;
}

/** The call's first line: whose it is, how long it lasts, and the frame's controls. */
export function renderHead(head: CallHead): TemplateResult {
  return html`
    <header class="head">
      <h1 class="store">${head.storeName}</h1>
      ${renderTime(head)}
      <span class="space"></span>
      ${head.view === null ? nothing : html`<ps-frame-bar .view=${head.view}></ps-frame-bar>`}
    </header>
  `;
}
