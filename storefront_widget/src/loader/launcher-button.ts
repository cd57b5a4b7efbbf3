import type { Presence } from "../bridge/messages";
import type { LoaderTexts } from "../translations/loader-texts";
import type { HostState } from "./call-host";
import { CAMERA_PATH, icon } from "./svg";

export type LauncherState = "available" | "busy" | "away" | "unknown" | "call" | "elsewhere";

export function launcherState(presence: Presence | null, call: HostState): LauncherState {
  if (call === "framed" || call === "window") return "call";
  if (call === "elsewhere") return "elsewhere";
  if (presence === null) return "unknown";
  if (!presence.available) return "away";
  return presence.personalShoppers > 0 && presence.waiting === 0 ? "available" : "busy";
}

/** The sentence a visitor reads, and the smaller one below it. */
export function launcherTexts(
  state: LauncherState,
  presence: Presence | null,
  texts: LoaderTexts,
): { label: string; hint: string } {
  switch (state) {
    case "call":
      return { label: texts.backToCall, hint: texts.callGoingOn };
    case "elsewhere":
      return { label: texts.continueHere, hint: texts.callElsewhere };
    case "available":
      return { label: texts.talk, hint: texts.availableNow };
    case "busy":
      return {
        label: texts.talk,
        hint: queueHint(presence?.waiting ?? 0, texts),
      };
    case "away":
      return { label: texts.leaveMessage, hint: texts.nobodyFree };
    case "unknown":
      return { label: texts.talk, hint: "" };
  }
}

function queueHint(waiting: number, texts: LoaderTexts): string {
  if (waiting === 0) return texts.allInCalls;
  return waiting === 1 ? texts.oneWaiting : texts.manyWaiting.replace("{n}", String(waiting));
}

/** The button of the element: what it says follows presence and the call. */
export class LauncherButton {
  readonly element = document.createElement("button");
  private readonly label = document.createElement("strong");
  private readonly hint = document.createElement("span");

  constructor(onClick: () => void) {
    this.element.type = "button";
    this.element.setAttribute("part", "button");
    this.element.addEventListener("click", onClick);
    this.hint.className = "hint";
    this.element.append(this.picture(), this.words());
  }

  show(state: LauncherState, presence: Presence | null, texts: LoaderTexts): void {
    const { label, hint } = launcherTexts(state, presence, texts);
    this.element.dataset["state"] = state;
    this.label.textContent = label;
    this.hint.textContent = hint;
  }

  private picture(): HTMLElement {
    const picture = document.createElement("span");
    picture.className = "icon";
    const dot = document.createElement("span");
    dot.className = "dot";
    picture.append(icon(CAMERA_PATH), dot);
    return picture;
  }

  private words(): HTMLElement {
    const words = document.createElement("span");
    words.className = "text";
    words.append(this.label, this.hint);
    return words;
  }
}
