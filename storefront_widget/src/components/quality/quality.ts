import { css, html, LitElement, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ConnectionQuality } from "../../call/types";
import { t } from "../../internal/i18n";
import type { PlainKey } from "../../translations/call-texts";
import { base } from "../../themes/controls";

const BARS: Readonly<Record<ConnectionQuality, number>> = { GOOD: 3, FAIR: 2, POOR: 1, SILENT: 0 };
const TEXTS: Readonly<Record<ConnectionQuality, PlainKey>> = {
  GOOD: "quality.good",
  FAIR: "quality.fair",
  POOR: "quality.poor",
  SILENT: "quality.silent",
};

/** How well somebody is connected (V7): bars for the eye, words for who does not see them. */
@customElement("ps-quality")
export class PsQuality extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        display: inline-flex;
      }
      svg {
        display: block;
        width: 15px;
        height: 14px;
        fill: currentColor;
      }
      rect {
        opacity: 0.3;
      }
      .lit {
        opacity: 1;
      }
      .FAIR .lit {
        fill: var(--quality-fair, #f2bd62);
      }
      .POOR .lit {
        fill: var(--quality-poor, #ff9a9f);
      }
    `,
  ];

  @property() quality: ConnectionQuality = "GOOD";

  protected override render(): TemplateResult {
    const { quality } = this;
    const label = t(TEXTS[quality]);
    return html`<svg class=${quality} viewBox="0 0 15 14" role="img" aria-label=${label}>
      <title>${label}</title>
      ${[0, 1, 2].map(
        (bar) =>
          svg`<rect class=${bar < BARS[quality] ? "lit" : ""} x=${bar * 5.5} y=${9 - bar * 4} width="3.6" height=${5 + bar * 4} rx="1"></rect>`,
      )}
    </svg>`;
  }
}
