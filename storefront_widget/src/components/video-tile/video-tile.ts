import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { ConnectionQuality } from "../../call/types";
import { emit } from "../../internal/emit";
import { FrameWatch, type Motion } from "../../internal/frame-watch";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { base } from "../../themes/controls";
import "../quality/quality";

declare global {
  interface HTMLElementEventMap {
    "ps-blocked": CustomEvent<undefined>;
  }
}

/**
 * One participant: picture, or initials while there is none.
 *
 * @event ps-blocked - the browser wants a tap before it plays sound
 */
@customElement("ps-video-tile")
export class PsVideoTile extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        position: relative;
        display: block;
        overflow: hidden;
        border-radius: var(--radius-l);
        background: var(--tile);
        color: var(--on-tile);
      }
      video {
        display: block;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      /* A picture of the other orientation is shown whole. */
      video.whole {
        position: relative;
        top: var(--video-top, 0);
        height: var(--video-height, 100%);
        object-fit: var(--video-fit, contain);
      }
      /* Nothing of a screen may be missing. */
      :host([screen]) video {
        object-fit: contain;
      }
      video.mirrored {
        transform: scaleX(-1);
      }
      video.dark {
        visibility: hidden;
      }
      .initials {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        container-type: size;
      }
      .cover {
        position: absolute;
        inset: 0;
        background: var(--tile);
      }
      .initials span {
        display: grid;
        place-items: center;
        width: clamp(40px, 34cqmin, 128px);
        height: clamp(40px, 34cqmin, 128px);
        border-radius: 50%;
        background: rgb(255 255 255 / 0.1);
        font-size: clamp(15px, 12cqmin, 44px);
        font-weight: 600;
        letter-spacing: 0.02em;
      }
      .caption {
        position: absolute;
        inset: var(--caption-top, auto) var(--caption-right, auto) var(--caption-bottom, 10px)
          var(--caption-left, 10px);
        display: inline-flex;
        align-items: center;
        gap: 6px;
        max-width: calc(100% - var(--caption-air, 20px));
        padding: 4px 10px;
        border-radius: 14px;
        background: rgb(12 16 22 / 0.62);
        color: #fff;
        font-size: 13px;
        font-weight: 540;
        backdrop-filter: blur(6px);
      }
      .caption span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .caption .icon {
        width: 15px;
        height: 15px;
      }
      :host([small]) .caption {
        inset: auto auto 6px 6px;
        padding: 2px 8px;
        font-size: 12px;
      }
      :host::after {
        position: absolute;
        inset: 0;
        border: 3px solid var(--accent);
        border-radius: inherit;
        box-shadow: inset 0 0 0 1px #fff;
        opacity: 0;
        transition: opacity 0.2s;
        content: "";
        pointer-events: none;
      }
      :host([speaking])::after {
        opacity: 1;
      }
      @media (prefers-reduced-motion: reduce) {
        :host::after {
          transition: none;
        }
      }
      .wait {
        position: absolute;
        inset: auto 0 18%;
        text-align: center;
        font-size: 13px;
        opacity: 0.8;
      }
      /* There is room for the words alone. */
      :host([small]) .wait {
        inset: 8px 8px 34px;
        display: grid;
        place-items: center;
        font-size: 12px;
        line-height: 1.3;
      }
      :host([small]) .wordy {
        display: none;
      }
    `,
  ];

  @query("video") private readonly video!: HTMLVideoElement;

  @property() name = "";
  @property() initials = "";
  @property({ attribute: false }) stream: MediaStream | null = null;
  @property({ type: Boolean }) camera = false;
  @property({ type: Boolean }) microphone = true;
  /** A screen, of which nothing is cut off. */
  @property({ type: Boolean, reflect: true }) screen = false;
  /** One's own picture makes no sound. */
  @property({ type: Boolean }) silent = false;
  @property({ type: Boolean }) mirrored = false;
  @property({ type: Boolean, reflect: true }) small = false;
  /** Marked for the eye alone: said aloud, it would talk over whoever speaks. */
  @property({ type: Boolean, reflect: true }) speaking = false;
  /** Said while there is nothing to see yet. */
  @property() waiting = "";
  /** Said instead of showing a picture: he is not there now. */
  @property() away = "";
  @property() speaker = "";
  @property({ attribute: false }) quality: ConnectionQuality | null = null;

  @state() private isWhole = false;
  @state() private motion: Motion = "moving";
  private readonly frames = new FrameWatch((motion) => (this.motion = motion));
  private resizes: ResizeObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizes = new ResizeObserver(() => this.fit());
    this.resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizes?.disconnect();
    this.frames.watch(null);
  }

  protected override updated(): void {
    if (this.video.srcObject !== this.stream) {
      this.video.srcObject = this.stream;
      if (this.stream !== null) void this.play();
    }
    this.frames.watch(this.showsPicture && !this.silent ? this.video : null);
    void this.useSpeaker();
  }

  /** Starts the sound after a tap. */
  async play(): Promise<void> {
    try {
      await this.video.play();
    } catch (error) {
      // AbortError: a newer stream took its place.
      if (error instanceof Error && error.name === "NotAllowedError") emit(this, "ps-blocked");
    }
  }

  private async useSpeaker(): Promise<void> {
    if (this.silent || !("setSinkId" in this.video) || this.video.sinkId === this.speaker) return;
    await this.video.setSinkId(this.speaker).catch(() => {
      // The chosen speaker is gone: the default one plays.
    });
  }

  private fit(): void {
    const { videoWidth, videoHeight } = this.video;
    if (videoWidth === 0 || this.small || this.screen) return;
    const isTall = videoHeight > videoWidth;
    this.isWhole = isTall !== this.clientHeight > this.clientWidth;
  }

  private get showsPicture(): boolean {
    return this.camera && this.stream !== null && this.stream.getVideoTracks().length > 0;
  }

  private renderCaption(): TemplateResult | typeof nothing {
    if (this.name === "") return nothing;
    return html`
      <p class="caption">
        ${
          this.microphone
            ? nothing
            : html`${icon("microphoneOff")}<span class="hidden">${t("people.micOff")}, </span>`
        }
        <span>${this.name}</span>
        ${
          this.quality === null ? nothing : html`<ps-quality .quality=${this.quality}></ps-quality>`
        }
      </p>
    `;
  }

  /** Over a picture that stands still, is an old one, or is not to be seen. */
  private renderCover(): TemplateResult | typeof nothing {
    const isAway = this.away !== "";
    if (this.showsPicture && this.motion === "moving" && !isAway) return nothing;
    return html`<div class="cover">
      <div class=${this.words === "" ? "initials" : "initials wordy"} aria-hidden="true">
        <span>${this.initials}</span>
      </div>
    </div>`;
  }

  private get words(): string {
    if (this.away !== "") return this.away;
    return this.waiting === "" && this.motion === "still" ? t("stage.still") : this.waiting;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const classes = [
      this.mirrored ? "mirrored" : "",
      this.isWhole ? "whole" : "",
      this.showsPicture ? "" : "dark",
    ].join(" ");
    return html`
      <video
        class=${classes}
        autoplay
        playsinline
        .muted=${this.silent}
        aria-label=${this.showsPicture ? this.name || t("stage.label") : nothing}
        aria-hidden=${this.showsPicture ? nothing : "true"}
        @resize=${this.fit}
        @loadedmetadata=${this.fit}
      ></video>
      ${this.renderCover()}
      ${words === "" ? nothing : html`<p class="wait" role="status">${words}</p>`}
      ${this.renderCaption()}
    `;
  }
}
