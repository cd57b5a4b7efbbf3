import { html, type TemplateResult } from "lit";
import type { LocalMediaState } from "../../call/local-media-state";
import "../mini-player/mini-player";
import type { Tool } from "../toolbar/toolbar";

export interface SmallTools {
  readonly local: LocalMediaState;
  /** Whether the browser's small window is open; null where it has none. */
  readonly floating: boolean | null;
  readonly use: (tool: Tool) => void;
}

/** The call in the corner of the shop: the pictures, and the tools that one needs at once. */
export function renderSmall(
  storeName: string,
  stage: TemplateResult,
  { local, floating, use }: SmallTools,
): TemplateResult {
  return html`
    <main class="body">
      <h1 class="hidden">${storeName}</h1>
      ${stage}
      <ps-mini-player
        ?microphone=${local.microphoneOn}
        ?camera=${local.cameraOn}
        .floating=${floating}
        @ps-tool=${(event: CustomEvent<Tool>) => use(event.detail)}
      ></ps-mini-player>
    </main>
  `;
}
