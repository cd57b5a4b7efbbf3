import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { DeviceKind } from "../../call/device-wishes";
import { devicesOf } from "../../call/devices";
import type { LocalMedia } from "../../call/local-media";
import { t } from "../../internal/i18n";
import { StoreController } from "../../internal/store-controller";
import type { PlainKey } from "../../translations/call-texts";
import { base, fields } from "../../themes/controls";

type Kind = DeviceKind | "speaker";

const LABELS: Readonly<Record<Kind, PlainKey>> = {
  microphone: "devices.microphone",
  camera: "devices.camera",
  speaker: "devices.speaker",
};
const NUMBERED: Readonly<Record<Kind, PlainKey>> = {
  microphone: "devices.microphoneNumber",
  camera: "devices.cameraNumber",
  speaker: "devices.speakerNumber",
};

/** Which microphone, camera and speaker to use; shown where there is a choice. */
@customElement("ps-device-selects")
export class PsDeviceSelects extends LitElement {
  static override readonly styles = [
    base,
    fields,
    css`
      :host {
        display: grid;
        gap: 12px;
        grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
      }
      select {
        min-height: 40px;
        padding-block: 6px;
        text-overflow: ellipsis;
      }
    `,
  ];

  @property({ attribute: false }) local!: LocalMedia;
  /** Also those with a single device, the speaker and the filter. */
  @property({ type: Boolean }) all = false;

  private readonly stores = new StoreController(this, () => [this.local.state]);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("local")) this.stores.watch();
  }

  private current(kind: Kind): string {
    return kind === "speaker" ? this.local.state.value.speaker : this.local.chosen(kind);
  }

  private choose(kind: Kind, deviceId: string): void {
    if (kind === "speaker") this.local.chooseSpeaker(deviceId);
    else void this.local.choose(kind, deviceId);
  }

  private renderSelect(kind: Kind): TemplateResult | typeof nothing {
    const devices = devicesOf(this.local.state.value.devices, kind);
    if (devices.length < (this.all ? 1 : 2)) return nothing;
    const current = this.current(kind);
    return html`
      <div class="field">
        <label for=${kind}>${t(LABELS[kind])}</label>
        <select
          id=${kind}
          @change=${(event: Event) => this.choose(kind, (event.target as HTMLSelectElement).value)}
        >
          ${devices.map(
            ({ deviceId, label }, index) => html`
              <option value=${deviceId} ?selected=${deviceId === current}>
                ${label || t(NUMBERED[kind], { n: index + 1 })}
              </option>
            `,
          )}
        </select>
      </div>
    `;
  }

  private renderNoise(): TemplateResult {
    return html`
      <label class="tick">
        <input
          type="checkbox"
          .checked=${this.local.state.value.noiseSuppression}
          @change=${(event: Event) =>
            void this.local.setNoiseSuppression((event.target as HTMLInputElement).checked)}
        />
        ${t("devices.noise")}
        <span class="hint">${t("devices.noiseHint")}</span>
      </label>
    `;
  }

  protected override render(): TemplateResult {
    const canChooseSpeaker = this.all && "setSinkId" in HTMLMediaElement.prototype;
    return html`
      ${this.renderSelect("camera")} ${this.renderSelect("microphone")}
      ${canChooseSpeaker ? this.renderSelect("speaker") : nothing}
      ${this.all ? this.renderNoise() : nothing}
    `;
  }
}
