import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, queryAll, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { LocalMediaState } from "../../call/local-media-state";
import type { RoomState } from "../../call/room-state";
import { counterpart, others } from "../../call/room-views";
import { remoteOf, sharedScreen, type RemoteMedia } from "../../call/subscriber";
import type { Participant } from "../../call/types";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { avatarOf, initialsOf } from "../../internal/initials";
import { base } from "../../themes/controls";
import type { PsVideoTile } from "../video-tile/video-tile";
import "../video-tile/video-tile";
import { styles } from "./stage.styles";

declare global {
  interface HTMLElementEventMap {
    "ps-large": CustomEvent<string>;
  }
}

/** Stands for a shared screen, where otherwise a participant stands. */
const SCREEN = "screen";

/** Something that is shown large or small. */
interface Picture {
  readonly id: string;
  readonly name: string;
  readonly render: (small: boolean) => TemplateResult;
}

/**
 * The pictures of a call: the other side large, further people small, oneself in the corner. A
 * screen that somebody shares takes the large place.
 *
 * @event ps-tool - `screen`, to stop sharing the own one
 * @event ps-large - the publication that stands large, of several
 */
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

  /** One's own screen is shared. */
  @property({ type: Boolean }) sharing = false;

  /** A participant's id, or that of the screen; null for who stands large by himself. */
  @state() private pinned: string | null = null;
  @state() private isBlocked = false;
  private ownStream: MediaStream | null = null;
  private screenSeen: string | null = null;
  /** Of the others, who spoke last. */
  private speaker: string | null = null;
  private toldLarge = "";

  protected override willUpdate(): void {
    const seen = this.screen?.publication.id ?? null;
    if (seen !== null && seen !== this.screenSeen) this.pinned = null;
    this.screenSeen = seen;
    const { speaker, me } = this.room;
    if (speaker !== null && speaker !== me.id) this.speaker = speaker;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A page that captures may play: the tap is no longer needed.
    const { microphone, camera } = this.local;
    if (changed.has("local") && this.isBlocked && (microphone ?? camera) !== null)
      void this.handleUnlock();
    this.tellLarge();
  }

  /** Again when something came or went, since that may have been a new media server. */
  private tellLarge(): void {
    const { large } = this;
    const shown = large?.id === SCREEN ? this.screen : remoteOf(this.remote, large?.id ?? "");
    const told = [shown?.publication.id, ...this.remote.keys()].join();
    if (shown === null || this.remote.size < 2 || told === this.toldLarge) return;
    this.toldLarge = told;
    emit(this, "ps-large", shown.publication.id);
  }

  /** The screen of somebody who is there. */
  private get screen(): RemoteMedia | null {
    const screen = sharedScreen(this.remote);
    const owner = others(this.room).find(({ id }) => id === screen?.publication.participant.id);
    return owner?.connected === true ? screen : null;
  }

  /** Of two people everybody knows who speaks. */
  private get marksSpeaker(): boolean {
    return this.room.participants.length > 2;
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
    const media = remoteOf(this.remote, participant.id);
    const sends = participant.camera || participant.microphone;
    const isSilent = sends && this.room.quality[participant.id] === "SILENT";
    if (participant.connected && !isSilent) return this.pausedText(media);
    return t("stage.away", { name: participant.name });
  }

  /** Our own way to him carries his voice alone. */
  private pausedText(media: RemoteMedia | null): string {
    const isPaused = media !== null && this.room.paused.includes(media.publication.id);
    return isPaused ? t("stage.paused") : "";
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
        ?speaking=${this.marksSpeaker && this.room.speaker === participant.id}
      ></ps-video-tile>
    `;
  }

  private renderScreen(media: RemoteMedia, small: boolean): TemplateResult {
    const { name } = media.publication.participant;
    return html`
      <ps-video-tile
        .name=${t("stage.screen", { name })}
        .stream=${media.stream}
        .speaker=${this.local.speaker}
        .waiting=${this.waitingText(media)}
        .away=${this.pausedText(media)}
        camera
        screen
        ?small=${small}
      ></ps-video-tile>
    `;
  }

  /** Whoever shares must not forget it. */
  private renderSharing(): TemplateResult | typeof nothing {
    if (!this.sharing) return nothing;
    return html`<p class="sharing" role="status">
      ${icon("screen")}<span>${t("screen.own")}</span>
      <button type="button" @click=${() => emit(this, "ps-tool", "screen")}>
        ${t("tools.unshare")}
      </button>
    </p>`;
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
          ?speaking=${this.marksSpeaker && this.room.speaker === me.id}
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

  private renderStrip(shown: readonly Picture[]): TemplateResult | typeof nothing {
    if (shown.length === 0) return nothing;
    return html`
      <div class="strip">
        ${repeat(
          shown,
          ({ id }) => id,
          ({ id, name, render }) => html`
            <button
              type="button"
              aria-label=${t("stage.pin", { name })}
              @click=${() => (this.pinned = id)}
            >
              ${render(true)}
            </button>
          `,
        )}
      </div>
    `;
  }

  /** All that may stand large, the first of them by itself. */
  private get pictures(): readonly Picture[] {
    const { screen } = this;
    const speaker = this.room.participants.find(({ id }) => id === this.speaker);
    const first = this.marksSpeaker && speaker?.connected ? speaker : counterpart(this.room);
    const people = [...others(this.room)].sort((a, b) => Number(b === first) - Number(a === first));
    const pictures = people.map((one): Picture => ({
      id: one.id,
      name: one.name,
      render: (small) => this.renderTile(one, small),
    }));
    if (screen === null) return pictures;
    const name = t("stage.screen", { name: screen.publication.participant.name });
    return [{ id: SCREEN, name, render: (small) => this.renderScreen(screen, small) }, ...pictures];
  }

  private get large(): Picture | undefined {
    return this.pictures.find(({ id }) => id === this.pinned) ?? this.pictures[0];
  }

  protected override render(): TemplateResult {
    const { pictures } = this;
    const main = pictures.find(({ id }) => id === this.large?.id);
    return html`
      <div class="main" @ps-blocked=${() => (this.isBlocked = true)}>
        ${
          main === undefined
            ? this.renderAlone()
            : repeat(
                [main],
                ({ id }) => id,
                ({ render }) => render(false),
              )
        }
        ${this.renderStrip(pictures.filter((picture) => picture !== main))}
      </div>
      ${this.renderSelf()} ${this.renderSharing()}
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
