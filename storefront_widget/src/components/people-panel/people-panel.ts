import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { RoomState } from "../../call/room-state";
import { mayInvite } from "../../call/room-views";
import type { Participant } from "../../call/types";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { initialsOf } from "../../internal/initials";
import { placesText } from "../../internal/places-text";
import { base, buttons } from "../../themes/controls";
import { panel } from "../../themes/panel.styles";

/**
 * Who is in the call (CL-10).
 *
 * @event ps-tool - `invite` shows the ways to hand on the call link
 */
@customElement("ps-people-panel")
export class PsPeoplePanel extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    panel,
    css`
      li {
        display: grid;
        grid-template-columns: 40px 1fr auto;
        align-items: center;
        gap: 2px 12px;
        padding: 10px 0;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border-bottom: 0;
      }
      .picture {
        grid-row: span 2;
        display: grid;
        place-items: center;
        width: 40px;
        height: 40px;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-size: 14px;
        font-weight: 620;
      }
      .name {
        font-weight: 560;
        overflow-wrap: anywhere;
      }
      .role {
        grid-column: 2;
        color: var(--muted);
        font-size: 13px;
      }
      .states {
        grid-column: 3;
        grid-row: 1 / span 2;
        display: flex;
        gap: 8px;
        color: var(--muted);
      }
      .places {
        margin-bottom: 10px;
        color: var(--muted);
        font-size: 13px;
      }
      .away .picture {
        opacity: 0.5;
      }
    `,
  ];

  @property({ attribute: false }) room!: RoomState;

  private renderPerson(participant: Participant): TemplateResult {
    const { id, name, role, connected, microphone, camera } = participant;
    return html`
      <li class=${connected ? "" : "away"}>
        <span class="picture" aria-hidden="true">${initialsOf(name)}</span>
        <span class="name">${name}${id === this.room.me.id ? ` (${t("app.you")})` : nothing}</span>
        <span class="role">
          ${t(`role.${role}`)}${connected ? nothing : `, ${t("people.away")}`}
        </span>
        <span class="states">
          ${
            microphone
              ? nothing
              : html`${icon("microphoneOff")}<span class="hidden">${t("people.micOff")}</span>`
          }
          ${
            camera
              ? nothing
              : html`${icon("cameraOff")}<span class="hidden">${t("people.cameraOff")}</span>`
          }
        </span>
      </li>
    `;
  }

  protected override render(): TemplateResult {
    return html`
      <div class="body">
        <ul>
          ${repeat(
            this.room.participants,
            ({ id }) => id,
            (participant) => this.renderPerson(participant),
          )}
        </ul>
      </div>
      ${
        mayInvite(this.room)
          ? html`<div class="foot">
              <p class="places">${placesText(this.room)}</p>
              <button
                class="button wide"
                type="button"
                @click=${() => emit(this, "ps-tool", "invite")}
              >
                ${icon("link")} ${t("people.invite")}
              </button>
            </div>`
          : nothing
      }
    `;
  }
}
