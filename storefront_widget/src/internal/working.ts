import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./call-icons";

/** Of a button whose work takes a while. */
export type Stage = "ready" | "busy" | "done";

type Label = TemplateResult | string;

/** How long a button says that its work is done. */
export const DONE_MS = 2_500;

/** A button's label by the stage of its work. Each label keeps its room, so that nothing jumps. */
export function stages(now: Stage, labels: Partial<Record<Stage, Label>>): TemplateResult {
  const one = (stage: Stage, label: Label): TemplateResult =>
    html`<span class=${stage === now ? "" : "away"} aria-hidden=${stage === now ? nothing : "true"}>
      ${markOf(stage)} ${label}
    </span>`;
  return html`<span class="stages"
    >${Object.entries(labels).map(([stage, label]) => one(stage as Stage, label))}</span
  >`;
}

/** Why it was not done and what to do, read out at once; it stays until the next try. */
export function failure(text: string): TemplateResult | typeof nothing {
  if (text === "") return nothing;
  return html`<p class="failed" role="alert">${icon("warning")}<span>${text}</span></p>`;
}

function markOf(stage: Stage): TemplateResult | typeof nothing {
  if (stage === "busy") return html`<span class="spinner"></span>`;
  return stage === "done" ? icon("check") : nothing;
}
