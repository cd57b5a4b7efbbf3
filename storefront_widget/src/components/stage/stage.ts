import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, queryAll, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { LocalMediaState } from "../../call/local-media-state";
import type { RoomState } from "../../call/room-state";
import { counterpart, others } from "../../call/room-views";
import { remoteOf, type RemoteMedia } from "../../call/subscriber";
import type { Participant } from "../../call/types";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { avatarOf, initialsOf } from "../../internal/initials";
import { base } from "../../themes/controls";
import type { PsVideoTile } from "../video-tile/video-tile";
import "../video-tile/video-tile";
import { styles } from "./stage.styles";

/** The pictures of a call: the other side large, further people small, oneself in the corner. */
@customElement("ps-stage")
export class PsStage extends LitElement {
  static override readonly styles = [base, styles];

  @queryAll("ps-video-tile") private readonly tiles!: NodeListOf<PsVideoTile>;

  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) remote!: ReadonlyMap<string, RemoteMedia>;
  @property({ attribute: false }) local!: LocalMediaState;
  @property({ type: Boolean, reflect: true }) mini = false;
  /** Something lies over the lower half (on phones). */
  @property({ type: Boolean, reflect: true }) crowded = false;

  @state() private pinned: string | null = null;
  @state() private isBlocked = false;
  private ownStream: MediaStream | null = null;

  protected override updated(changed: PropertyValues<this>): void {
    // A page that captures may play: the tap is no longer needed.
    const { microphone, camera } = this.local;
    if (changed.has("local") && this.isBlocked && (microphone ?? camera) !== null)
      void this.handleUnlock();
  }

  private get own(): MediaStream | null {
    const { camera } = this.local;
    if (camera === null) this.ownStream = null;
    else if (this.ownStream?.getTracks()[0] !== camera) this.ownStream = new MediaStream([camera]);
    return this.ownStream;
  }

  private async handleUnlock(): Promise<void> {
    this.isBlocked = false;
    await Promise.all([...this.tiles].map((tile) => tile.play()));
  }

  /** Our own way to him. */
  private waitingText(media: RemoteMedia | null): string {
    if (media?.state === "failed") return t("stage.weak");
    return media?.state === "connecting" ? t("stage.connecting") : "";
  }

  /** His way to the others: his phone is locked, or his network gone. */
  private awayText(participant: Participant): string {
    const sends = participant.camera || participant.microphone;
    const isSilent = sends && this.room.quality[participant.id] === "SILENT";
    if (participant.connected && !isSilent) return "";
    return t("stage.away", { name: participant.name });
  }

  private renderTile(participant: Participant, small: boolean): TemplateResult {
    const media = remoteOf(this.remote, participant.id);
    return html`
      <ps-video-tile
        .name=${participant.name}
        .initials=${avatarOf(participant, this.room)}
        .stream=${media?.stream ?? null}
        .camera=${participant.camera}
        .microphone=${participant.microphone}
        .speaker=${this.local.speaker}
        .waiting=${this.waitingText(media)}
        .away=${this.awayText(participant)}
        .quality=${this.room.quality[participant.id] ?? null}
        ?small=${small}
      ></ps-video-tile>
    `;
  }

  private renderSelf(): TemplateResult {
    const { me } = this.room;
    return html`
      <div class="self">
        <ps-video-tile
          .name=${t("stage.self")}
          .initials=${initialsOf(me.name)}
          .stream=${this.own}
          .camera=${this.local.cameraOn && !this.local.interrupted.includes("camera")}
          .microphone=${this.local.microphoneOn}
          .mirrored=${this.local.facing === "user"}
          .quality=${this.room.quality[me.id] ?? null}
          silent
          small
        ></ps-video-tile>
      </div>
    `;
  }

  private renderAlone(): TemplateResult {
    return html`
      <div class="alone" role="status">
        ${icon("people")}
        <strong>${t("stage.alone")}</strong>
        <p>${this.room.guestUrl === null ? nothing : t("stage.aloneInvite")}</p>
        <slot name="alone"></slot>
      </div>
    `;
  }

  private renderStrip(people: readonly Participant[]): TemplateResult | typeof nothing {
    if (people.length === 0) return nothing;
    return html`
      <div class="strip">
        ${repeat(
          people,
          ({ id }) => id,
          (participant) => html`
            <button
              type="button"
              aria-label=${t("stage.pin", { name: participant.name })}
              @click=${() => (this.pinned = participant.id)}
            >
              ${this.renderTile(participant, true)}
            </button>
          `,
        )}
      </div>
    `;
  }

  protected override render(): TemplateResult {
    const people = others(this.room);
    const main = people.find(({ id }) => id === this.pinned) ?? counterpart(this.room);
    return html`
      <div class="main" @ps-blocked=${() => (this.isBlocked = true)}>
        ${
          main === null
            ? this.renderAlone()
            : repeat(
                [main],
                ({ id }) => id,
                (one) => this.renderTile(one, false),
              )
        }
        ${this.renderStrip(people.filter((participant) => participant !== main))}
      </div>
      ${this.renderSelf()}
      ${
        this.isBlocked
          ? html`<button class="unlock" type="button" @click=${this.handleUnlock}>
              <span>${icon("sound")} ${t("stage.unlock")}</span>
            </button>`
          : nothing
      }
    `;
  }
}
