import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { FrameView } from "../../bridge/messages";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { base, buttons } from "../../themes/controls";

declare global {
  interface HTMLElementEventMap {
    "ps-view": CustomEvent<FrameView>;
    "ps-close-frame": CustomEvent<undefined>;
  }
}

/**
 * The controls of the frame in a shop's page: smaller, larger, closed.
 *
 * @event ps-view - the size wanted
 * @event ps-close-frame
 */
@customElement("ps-frame-bar")
export class PsFrameBar extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        gap: 2px;
      }
      .enlarge {
        display: none;
      }
      /* A phone's frame fills the screen anyway; the page cannot know the shop's width better. */
      @media (hover: hover) and (pointer: fine) {
        .enlarge {
          display: inline-grid;
        }
      }
    `,
  ];

  @property() view: FrameView = "float";
  /** Whether closing loses nothing. */
  @property({ type: Boolean }) closable = false;

  protected override render(): TemplateResult {
    const isLarge = this.view === "large";
    return html`
      <button
        class="round enlarge"
        type="button"
        aria-label=${isLarge ? t("app.shrink") : t("app.enlarge")}
        title=${isLarge ? t("app.shrink") : t("app.enlarge")}
        @click=${() => emit(this, "ps-view", isLarge ? "float" : "large")}
      >
        ${icon(isLarge ? "minimise" : "enlarge")}
      </button>
      ${
        this.closable
          ? html`
              <button
                class="round"
                type="button"
                aria-label=${t("app.close")}
                title=${t("app.close")}
                @click=${() => emit(this, "ps-close-frame")}
              >
                ${icon("close")}
              </button>
            `
          : html`
              <button
                class="round"
                type="button"
                aria-label=${t("app.minimise")}
                title=${t("app.minimise")}
                @click=${() => emit(this, "ps-view", "mini")}
              >
                ${icon("pictureInPicture")}
              </button>
            `
      }
    `;
  }
}
