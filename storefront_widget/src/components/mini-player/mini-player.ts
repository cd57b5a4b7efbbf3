import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon, type IconName } from "../../internal/icons";
import { base, buttons } from "../../themes/controls";
import type { Tool } from "../toolbar/toolbar";

/**
 * What remains of the tools while the call is small; the rest of it is a way back (SF-16).
 *
 * @event ps-tool - microphone, camera or end
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
      .off,
      .end {
        background: var(--danger);
      }
    `,
  ];

  @property({ type: Boolean }) microphone = false;
  @property({ type: Boolean }) camera = false;

  private renderTool(tool: Tool, name: IconName, label: string, style = ""): TemplateResult {
    return html`
      <button
        class="round ${style}"
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
    const { microphone, camera } = this;
    return html`
      <button
        class="grow"
        type="button"
        aria-label=${t("app.restore")}
        title=${t("app.restore")}
        @click=${() => emit(this, "ps-view", "float")}
      ></button>
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
      ${this.renderTool("end", "hangUp", t("tools.end"), "end")}
    `;
  }
}
