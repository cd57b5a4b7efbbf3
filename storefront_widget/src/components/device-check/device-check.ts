import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { LevelMeter } from "../../call/level-meter";
import type { LocalMedia } from "../../call/local-media";
import type { LocalMediaState } from "../../call/local-media-state";
import type { MediaTrial } from "../../call/media-trial";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { StoreController } from "../../internal/store-controller";
import { base, buttons, fields } from "../../themes/controls";
import "../device-problem/device-problem";
import "../device-selects/device-selects";
import "../media-trial/media-trial";
import { styles } from "./device-check.styles";

const BARS = 12;
const LEVEL_MS = 90;

/** Preview, level meter and choice of devices before joining (V1), with help when they fail. */
@customElement("ps-device-check")
export class PsDeviceCheck extends LitElement {
  static override readonly styles = [base, buttons, fields, styles];

  @query("video") private readonly video!: HTMLVideoElement | null;

  @property({ attribute: false }) local!: LocalMedia;
  /** The page stands in a shop's frame, whose page may forbid the camera. */
  @property({ type: Boolean }) framed = false;
  /** Before the call: whether media will come through. */
  @property({ attribute: false }) trial: MediaTrial | null = null;
  /** In the call: every choice, also of the speaker. */
  @property({ type: Boolean }) all = false;

  @state() private level = 0;
  private readonly stores = new StoreController(this, () => [this.local.state]);
  private meter: LevelMeter | null = null;
  private meterTrack: MediaStreamTrack | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { microphone, camera } = this.local.state.value;
    if (microphone === null && camera === null) void this.local.start();
    this.timer = setInterval(() => (this.level = this.meter?.level() ?? 0), LEVEL_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.measure(null);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("local")) this.stores.watch();
    const { microphone, microphoneOn } = this.local.state.value;
    this.measure(microphoneOn ? microphone : null);
  }

  protected override updated(): void {
    const { camera } = this.local.state.value;
    const shown = this.video?.srcObject as MediaStream | null | undefined;
    if (this.video == null || shown?.getTracks()[0] === camera) return;
    this.video.srcObject = camera === null ? null : new MediaStream([camera]);
  }

  private measure(track: MediaStreamTrack | null): void {
    if (track === this.meterTrack) return;
    this.meter?.close();
    this.meterTrack = track;
    this.meter = track === null ? null : new LevelMeter(track);
  }

  private renderPreview(media: LocalMediaState): TemplateResult {
    const isMirrored = media.facing === "user";
    return html`
      <div class="preview">
        ${
          media.cameraOn
            ? html`<video
                class=${isMirrored ? "mirrored" : ""}
                autoplay
                playsinline
                muted
                aria-label=${t("devices.preview")}
              ></video>`
            : html`<p class="off">
                ${icon("cameraOff")}
                <span>${media.asking ? t("devices.asking") : t("devices.cameraOff")}</span>
              </p>`
        }
        <div class="switches">
          ${this.renderSwitch("microphone", media.microphoneOn)}
          ${this.renderSwitch("camera", media.cameraOn)}
        </div>
      </div>
    `;
  }

  private renderSwitch(kind: "microphone" | "camera", isOn: boolean): TemplateResult {
    const isMicrophone = kind === "microphone";
    const toggle = (): void =>
      void (isMicrophone ? this.local.setMicrophone(!isOn) : this.local.setCamera(!isOn));
    return html`
      <button
        class="switch"
        type="button"
        aria-pressed=${isOn}
        aria-label=${t(isMicrophone ? "devices.microphone" : "devices.camera")}
        @click=${toggle}
      >
        ${icon(isOn ? kind : isMicrophone ? "microphoneOff" : "cameraOff")}
      </button>
    `;
  }

  private renderLevel(media: LocalMediaState): TemplateResult | typeof nothing {
    if (!media.microphoneOn) return nothing;
    const lit = Math.round(this.level * BARS);
    return html`
      <div class="level">
        ${icon("microphone")}
        <meter aria-label=${t("devices.level")} min="0" max="1" .value=${this.level}></meter>
        <span class="bars" aria-hidden="true">
          ${Array.from({ length: BARS }, (_, bar) => html`<i class=${bar < lit ? "lit" : ""}></i>`)}
        </span>
      </div>
    `;
  }

  protected override render(): TemplateResult {
    const media = this.local.state.value;
    return html`
      ${this.renderPreview(media)} ${this.renderLevel(media)}
      <ps-device-problem
        .local=${this.local}
        ?framed=${this.framed}
        ?entering=${this.trial !== null}
      ></ps-device-problem>
      ${
        this.trial === null ? nothing : html`<ps-media-trial .trial=${this.trial}></ps-media-trial>`
      }
      <ps-device-selects .local=${this.local} ?all=${this.all}></ps-device-selects>
    `;
  }
}
