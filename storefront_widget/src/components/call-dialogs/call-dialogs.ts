import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { LocalMedia } from "../../call/local-media";
import type { RoomState } from "../../call/room-state";
import { may } from "../../call/room-views";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { SHORTCUTS } from "../../internal/shortcuts";
import { base, buttons } from "../../themes/controls";
import "../device-check/device-check";
import "../device-selects/device-selects";
import "../dialog/dialog";
import "../language/language";
import "../share-link/share-link";

export type CallDialog = "end" | "devices" | "language" | "shortcuts" | "link";

declare global {
  interface HTMLElementEventMap {
    "ps-end-for-all": CustomEvent<undefined>;
    "ps-recording": CustomEvent<boolean>;
  }
}

/**
 * The small questions of a call: leave or end, devices, shortcuts, the link to hand on.
 *
 * @event ps-close
 * @event ps-leave
 * @event ps-end-for-all
 */
@customElement("ps-call-dialogs")
export class PsCallDialogs extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 10px 20px;
        align-items: center;
      }
      kbd {
        padding: 2px 8px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        background: var(--sunken);
        font: 13px var(--font);
      }
      .ends {
        display: grid;
        gap: 10px;
      }
      .way {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: center;
        gap: 0 14px;
        width: 100%;
        padding: 12px 14px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: none;
        color: var(--text);
        font: inherit;
        text-align: left;
        cursor: pointer;
      }
      .way:hover {
        background: var(--sunken);
      }
      .way .icon {
        grid-row: span 2;
      }
      .way strong {
        font-weight: 600;
      }
      .way.all {
        border-color: transparent;
        background: var(--danger-soft);
      }
      .way.all strong,
      .way.all .icon {
        color: var(--danger-text);
      }
      ps-device-check {
        margin-bottom: 4px;
      }
    `,
  ];

  @property() dialog: CallDialog = "end";
  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) local!: LocalMedia;

  private renderEnd(): TemplateResult {
    const endsForAll = may(this.room, "END_FOR_ALL");
    return html`
      <ps-dialog heading=${t(endsForAll ? "end.title" : "end.titleLeave")}>
        <div class="ends">
          <button class="way" type="button" @click=${() => emit(this, "ps-leave")}>
            ${icon("door")}<strong>${t("end.leave")}</strong>
            <span class="muted small">${t("end.leaveText")}</span>
          </button>
          ${
            endsForAll
              ? html`<button
                  class="way all"
                  type="button"
                  @click=${() => emit(this, "ps-end-for-all")}
                >
                  ${icon("hangUp")}<strong>${t("end.forAll")}</strong>
                  <span class="small">${t("end.forAllText")}</span>
                </button>`
              : nothing
          }
        </div>
        <button
          slot="actions"
          class="button quiet"
          type="button"
          @click=${() => emit(this, "ps-close")}
        >
          ${t("end.stay")}
        </button>
      </ps-dialog>
    `;
  }

  private renderDone(): TemplateResult {
    return html`<button
      slot="actions"
      class="button primary"
      type="button"
      @click=${() => emit(this, "ps-close")}
    >
      ${t("tools.linkDone")}
    </button>`;
  }

  private renderDevices(): TemplateResult {
    return html`
      <ps-dialog heading=${t("devices.title")}>
        <ps-device-check .local=${this.local} all></ps-device-check>
        ${this.renderDone()}
      </ps-dialog>
    `;
  }

  private renderLanguage(): TemplateResult {
    return html`
      <ps-dialog heading=${t("app.language")}>
        <ps-language field></ps-language>
        ${this.renderDone()}
      </ps-dialog>
    `;
  }

  private renderShortcuts(): TemplateResult {
    return html`
      <ps-dialog heading=${t("shortcuts.title")}>
        <dl>
          ${SHORTCUTS.map(
            ({ text, letter }) => html`
              <dt>${t(text)}</dt>
              <dd><kbd>Alt</kbd> <kbd>Shift</kbd> <kbd>${letter}</kbd></dd>
            `,
          )}
        </dl>
      </ps-dialog>
    `;
  }

  private renderLink(): TemplateResult {
    return html`
      <ps-dialog heading=${t("invite.title")}>
        <ps-share-link .room=${this.room}></ps-share-link>
      </ps-dialog>
    `;
  }

  protected override render(): TemplateResult {
    switch (this.dialog) {
      case "end":
        return this.renderEnd();
      case "devices":
        return this.renderDevices();
      case "language":
        return this.renderLanguage();
      case "shortcuts":
        return this.renderShortcuts();
      case "link":
        return this.renderLink();
    }
  }
}
