import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { DeviceProblem } from "../../call/device-wishes";
import type { LocalMedia } from "../../call/local-media";
import { thisBrowser } from "../../internal/browser";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { permissionSteps, systemStep, type HelpStep } from "../../internal/permission-help";
import { onPermission } from "../../internal/permissions";
import { StoreController } from "../../internal/store-controller";
import type { PlainKey } from "../../translations/call-texts";
import { base, buttons } from "../../themes/controls";
import { problem } from "../../themes/problem.styles";

type Titles = Readonly<Record<DeviceProblem, PlainKey>>;

const BOTH: Titles = {
  denied: "devices.denied",
  system: "help.system",
  missing: "devices.missing",
  busy: "devices.busy",
};
const CAMERA: Titles = {
  denied: "devices.cameraDenied",
  system: "help.system",
  missing: "devices.cameraMissing",
  busy: "devices.cameraBusy",
};
const MICROPHONE: Titles = {
  denied: "devices.microphoneDenied",
  system: "help.system",
  missing: "devices.microphoneMissing",
  busy: "devices.microphoneBusy",
};

/** What is wrong with camera or microphone, and how that is mended in this very browser. */
@customElement("ps-device-problem")
export class PsDeviceProblem extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    problem,
    css`
      /* Takes no room while there is no problem. */
      :host {
        display: contents;
      }
      ol {
        display: grid;
        gap: 6px;
        margin-block: 6px;
      }
      li {
        display: grid;
        grid-template-columns: 22px minmax(0, 1fr);
        align-items: start;
        gap: 8px;
      }
      li .icon {
        width: 18px;
        height: 18px;
        margin-top: 1px;
      }
    `,
  ];

  @property({ attribute: false }) local!: LocalMedia;
  /** The page stands in a shop's frame, whose page may forbid the camera. */
  @property({ type: Boolean }) framed = false;
  /** Before the call: one may also come in without. */
  @property({ type: Boolean }) entering = false;

  private readonly stores = new StoreController(this, () => [this.local.state]);
  private stopPermission: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopPermission = onPermission(() => void this.local.start());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopPermission?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("local")) this.stores.watch();
  }

  private heading(): PlainKey | null {
    const { cameraProblem: camera, microphoneProblem: microphone } = this.local.state.value;
    if (camera !== null) return (microphone === null ? CAMERA : BOTH)[camera];
    return microphone === null ? null : MICROPHONE[microphone];
  }

  private renderHelp(kind: DeviceProblem): TemplateResult {
    if (kind === "missing") return html`<p>${t("devices.missingHelp")}</p>`;
    if (kind === "busy") return html`<p>${t("devices.busyHelp")}</p>`;
    if (kind === "system") return renderSteps([systemStep(thisBrowser())]);
    if (isForbiddenByPage()) return html`<p>${t("devices.deniedFrame")}</p>`;
    return renderSteps(permissionSteps(thisBrowser()));
  }

  private renderRemedies(kind: DeviceProblem): TemplateResult {
    return html`
      <div class="remedies">
        <button class="button compact" type="button" @click=${() => void this.local.start()}>
          ${t("devices.checkAgain")}
        </button>
        ${
          this.framed && kind === "denied"
            ? html`<a class="button compact" href=${location.href} target="_blank" rel="noopener">
                ${t("devices.openWindow")}
              </a>`
            : nothing
        }
      </div>
    `;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { asking, cameraProblem, microphoneProblem } = this.local.state.value;
    const kind = cameraProblem ?? microphoneProblem;
    const heading = this.heading();
    if (asking || kind === null || heading === null) return nothing;
    return html`
      <div class="problem" role="status">
        ${icon("warning")}<strong>${t(heading)}</strong>
        ${this.renderHelp(kind)} ${this.entering ? html`<p>${t("devices.without")}</p>` : nothing}
        ${this.renderRemedies(kind)}
      </div>
    `;
  }
}

function renderSteps(steps: readonly HelpStep[]): TemplateResult {
  return html`<ol aria-label=${t("help.title")}>
    ${steps.map((step) => html`<li>${icon(step.icon)}<span>${t(step.text)}</span></li>`)}
  </ol>`;
}

/** Whether the page that frames us lends no camera (only some browsers tell). */
function isForbiddenByPage(): boolean {
  const { featurePolicy } = document as {
    featurePolicy?: { allowsFeature(name: string): boolean };
  };
  return featurePolicy?.allowsFeature("camera") === false;
}
