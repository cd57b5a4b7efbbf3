import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon, type IconName } from "../../internal/call-icons";
import { base, buttons } from "../../themes/controls";
import type { Tool } from "../toolbar/toolbar";

/**
 * What remains of the tools while the call is small; the rest of it is a way back (SF-16).
 *
 * @event ps-tool - picture, microphone, camera or end
 * @event ps-view - back to the usual size
 */
@customElement("ps-mini-player")
export class PsMiniPlayer extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        position: absolute;
        z-index: 5;
        inset: 0;
        display: flex;
        align-items: flex-end;
        justify-content: flex-end;
        gap: 6px;
        padding: 8px;
      }
      .grow {
        position: absolute;
        inset: 0;
        border: 0;
        background: none;
        cursor: pointer;
      }
      .grow:focus-visible {
        outline-color: #fff;
        outline-offset: -4px;
      }
      .round {
        position: relative;
        background: rgb(12 16 22 / 0.62);
        color: #fff;
      }
      .round.picture {
        position: absolute;
        top: 6px;
        right: 8px;
      }
      .round.on {
        background: var(--accent);
        color: var(--on-accent);
      }
      .off,
      .end {
        background: var(--danger);
      }
    `,
  ];

  @property({ type: Boolean }) microphone = false;
  @property({ type: Boolean }) camera = false;
  /** Whether the browser's small window is open; null where it has none. */
  @property({ attribute: false }) floating: boolean | null = null;

  private renderTool(tool: Tool, name: IconName, label: string, style = ""): TemplateResult {
    return html`
      <button
        class="round ${tool} ${style}"
        type="button"
        aria-label=${label}
        title=${label}
        @click=${() => emit(this, "ps-tool", tool)}
      >
        ${icon(name)}
      </button>
    `;
  }

  protected override render(): TemplateResult {
    const { microphone, camera, floating } = this;
    return html`
      <button
        class="grow"
        type="button"
        aria-label=${t("app.restore")}
        title=${t("app.restore")}
        @click=${() => emit(this, "ps-view", "float")}
      ></button>
      ${
        floating === null
          ? nothing
          : this.renderTool("picture", "pictureInPicture", t("tools.picture"), floating ? "on" : "")
      }
      ${this.renderTool(
        "microphone",
        microphone ? "microphone" : "microphoneOff",
        t(microphone ? "tools.mute" : "tools.unmute"),
        microphone ? "" : "off",
      )}
      ${this.renderTool(
        "camera",
        camera ? "camera" : "cameraOff",
        t(camera ? "tools.cameraOff" : "tools.cameraOn"),
        camera ? "" : "off",
      )}
      ${this.renderTool("end", "hangUp", t("tools.end"))}
    `;
  }
}
