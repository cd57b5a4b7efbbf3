import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { LocalMedia } from "../../call/local-media";
import type { MediaTrial } from "../../call/media-trial";
import type { ConnectionState } from "../../call/room-socket";
import type { RoomState } from "../../call/room-state";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { base, buttons } from "../../themes/controls";
import { twoHalves } from "../../themes/lobby.styles";
import "../device-check/device-check";
import "../dialog/dialog";

declare global {
  interface HTMLElementEventMap {
    "ps-leave": CustomEvent<undefined>;
  }
}

/**
 * Waiting for the personal shopper: the place in the queue, live, beside the device check.
 *
 * @event ps-leave - the customer gives up his place
 */
@customElement("ps-lobby")
export class PsLobby extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    twoHalves,
    css`
      .place {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: center;
        gap: 2px 18px;
        padding: 18px 20px;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow-1);
      }
      .number {
        grid-row: span 2;
        display: grid;
        place-items: center;
        width: 64px;
        height: 64px;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-size: 26px;
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      .place strong {
        align-self: end;
        font-size: 16px;
      }
      .place span.muted {
        align-self: start;
      }
      .pulse {
        display: inline-flex;
        gap: 6px;
      }
      .pulse i {
        width: 9px;
        height: 9px;
        border-radius: 50%;
        background: var(--accent);
        animation: pulse 1.4s infinite ease-in-out;
      }
      .pulse i:nth-child(2) {
        animation-delay: 0.16s;
      }
      .pulse i:nth-child(3) {
        animation-delay: 0.32s;
      }
      .stay {
        display: flex;
        gap: 10px;
        color: var(--muted);
        font-size: 13px;
      }
      @media (max-width: 640px), (max-width: 820px) and (min-height: 501px) {
        .matter {
          order: -1;
        }
      }
      @keyframes pulse {
        0%,
        70%,
        100% {
          opacity: 0.25;
          transform: scale(0.85);
        }
        35% {
          opacity: 1;
          transform: none;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .pulse i {
          animation: none;
          opacity: 0.7;
        }
      }
    `,
  ];

  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) local!: LocalMedia;
  @property({ attribute: false }) trial: MediaTrial | null = null;
  @property() connection: ConnectionState = "open";
  @property({ type: Boolean }) framed = false;
  /** The shop's sign-in counted no more. */
  @property({ type: Boolean }) signedOut = false;

  @state() private asksToLeave = false;

  private get isQueued(): boolean {
    return this.room.queue !== null;
  }

  private get heading(): string {
    if (this.isQueued) return t("lobby.titleQueue");
    const name = this.room.personalShopperName;
    return name === null ? t("lobby.titleWaitingAnyone") : t("lobby.titleWaiting", { name });
  }

  private handleLeave(): void {
    if (this.isQueued) this.asksToLeave = true;
    else emit(this, "ps-leave");
  }

  private renderPlace(): TemplateResult {
    const { queue } = this.room;
    if (queue === null) {
      return html`<p class="pulse" aria-hidden="true"><i></i><i></i><i></i></p>`;
    }
    const ahead = queue.position - 1;
    const free = queue.personalShoppers;
    return html`
      <div class="place" role="status">
        <span class="number"
          ><span class="hidden">${t("lobby.place")} </span>${queue.position}</span
        >
        <strong>${ahead === 0 ? t("lobby.next") : t("lobby.ahead", { n: ahead })}</strong>
        <span class="muted">
          ${free === null ? nothing : free > 0 ? t("lobby.freeNow", { n: free }) : t("lobby.noneFree")}
        </span>
      </div>
    `;
  }

  private renderQuestion(): TemplateResult | typeof nothing {
    if (!this.asksToLeave) return nothing;
    return html`
      <ps-dialog heading=${t("lobby.leave")} @ps-close=${() => (this.asksToLeave = false)}>
        <p>${t("lobby.leaveQuestion")}</p>
        <button slot="actions" class="button" @click=${() => (this.asksToLeave = false)}>
          ${t("end.stay")}
        </button>
        <button slot="actions" class="button danger" @click=${() => emit(this, "ps-leave")}>
          ${t("lobby.leave")}
        </button>
      </ps-dialog>
    `;
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <div class="halves">
          <ps-device-check
            .local=${this.local}
            .trial=${this.trial}
            ?framed=${this.framed}
          ></ps-device-check>
          <section class="matter">
            <header>
              <h1>${this.heading}</h1>
            </header>
            ${this.renderPlace()}
            ${this.signedOut ? html`<p class="muted" role="status">${t("lobby.signedOut")}</p>` : nothing}
            <p class="stay">
              ${icon("sound")}
              <span>
                ${this.connection === "open" ? t("lobby.stay") : t("connection.reconnecting")}
              </span>
            </p>
            <div class="actions">
              <button class="button wide" type="button" @click=${this.handleLeave}>
                ${this.isQueued ? t("lobby.leave") : t("lobby.leaveWaiting")}
              </button>
            </div>
          </section>
        </div>
        ${this.renderQuestion()}
      </main>
    `;
  }
}
