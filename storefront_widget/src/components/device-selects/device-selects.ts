import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { devicesOf, type DeviceKind, type LocalMedia } from "../../call/local-media";
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
  /** Also those with a single device, and the speaker. */
  @property({ type: Boolean }) all = false;

  private readonly stores = new StoreController(this, () => [this.local.state]);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("local")) this.stores.watch();
  }

  private current(kind: Kind): string {
    const { microphone, camera, speaker } = this.local.state.value;
    if (kind === "speaker") return speaker;
    return (kind === "camera" ? camera : microphone)?.getSettings().deviceId ?? "";
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

  protected override render(): TemplateResult {
    const canChooseSpeaker = this.all && "setSinkId" in HTMLMediaElement.prototype;
    return html`
      ${this.renderSelect("camera")} ${this.renderSelect("microphone")}
      ${canChooseSpeaker ? this.renderSelect("speaker") : nothing}
    `;
  }
}
