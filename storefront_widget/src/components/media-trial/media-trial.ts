import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MediaPath, MediaTrial, MediaTrialState } from "../../call/media-trial";
import { t } from "../../internal/i18n";
import { icon, type IconName } from "../../internal/icons";
import { StoreController } from "../../internal/store-controller";
import type { PlainKey } from "../../translations/call-texts";
import { base, buttons } from "../../themes/controls";
import { problem } from "../../themes/problem.styles";

const LINES: Readonly<Partial<Record<MediaPath, { icon: IconName; text: PlainKey }>>> = {
  direct: { icon: "check", text: "trial.direct" },
  relayed: { icon: "info", text: "trial.relayed" },
  unknown: { icon: "info", text: "trial.unknown" },
};

/**
 * Whether picture and sound will come through this network, tried before the call (V2). It tells,
 * and never stands in the way of joining.
 */
@customElement("ps-media-trial")
export class PsMediaTrial extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    problem,
    css`
      :host {
        display: block;
        min-height: 22px;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 10px;
        color: var(--muted);
        font-size: 13px;
      }
      .direct .icon {
        color: var(--success);
      }
      .dots {
        display: inline-flex;
        gap: 3px;
        width: 20px;
        justify-content: center;
      }
      .dots i {
        width: 4px;
        height: 4px;
        border-radius: 50%;
        background: currentColor;
        animation: dot 1.2s infinite ease-in-out;
      }
      .dots i:nth-child(2) {
        animation-delay: 0.15s;
      }
      .dots i:nth-child(3) {
        animation-delay: 0.3s;
      }
      @keyframes dot {
        0%,
        70%,
        100% {
          opacity: 0.25;
        }
        35% {
          opacity: 1;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .dots i {
          animation: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) trial!: MediaTrial;

  private readonly stores = new StoreController(this, () => [this.trial.state]);

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.trial.state.value.path === "untried") void this.trial.run();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("trial")) this.stores.watch();
  }

  private renderTrying(): TemplateResult {
    return html`<p class="line">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${t("trial.trying")}
    </p>`;
  }

  private renderBlocked({ server }: MediaTrialState): TemplateResult {
    return html`
      <div class="problem">
        ${icon("warning")}<strong>${t("trial.blocked")}</strong>
        <p>${t("trial.blockedHelp")}</p>
        ${server === null ? nothing : html`<p class="muted">${t("trial.blockedPort", server)}</p>`}
        <div class="remedies">
          <button class="button compact" type="button" @click=${() => void this.trial.run()}>
            ${t("trial.again")}
          </button>
        </div>
      </div>
    `;
  }

  private renderState(state: MediaTrialState): TemplateResult | typeof nothing {
    if (state.path === "trying") return this.renderTrying();
    if (state.path === "blocked") return this.renderBlocked(state);
    const line = LINES[state.path];
    if (line === undefined) return nothing;
    return html`<p class="line ${state.path}">${icon(line.icon)} ${t(line.text)}</p>`;
  }

  protected override render(): TemplateResult {
    return html`<div role="status">${this.renderState(this.trial.state.value)}</div>`;
  }
}
