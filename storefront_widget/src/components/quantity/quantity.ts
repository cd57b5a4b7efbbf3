import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { base, buttons } from "../../themes/controls";

declare global {
  interface HTMLElementEventMap {
    "ps-quantity": CustomEvent<number>;
  }
}

/**
 * A number from `min` to `max` with a button at each side.
 *
 * @event ps-quantity - the number wanted; the owner decides
 */
@customElement("ps-quantity")
export class PsQuantity extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        display: inline-flex;
      }
      div {
        display: inline-flex;
        align-items: center;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
      }
      .round {
        width: 34px;
        height: 34px;
        border-radius: var(--radius);
      }
      .icon {
        width: 16px;
        height: 16px;
      }
      output {
        position: relative;
        min-width: 26px;
        text-align: center;
        font-weight: 560;
        font-variant-numeric: tabular-nums;
      }
      [aria-busy="true"] output::after {
        content: "";
        position: absolute;
        inset: auto 3px -3px;
        height: 2px;
        border-radius: 1px;
        background: var(--accent);
        animation: wait 0.7s ease-in-out infinite alternate;
      }
      @keyframes wait {
        from {
          transform: scaleX(0.2);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        [aria-busy="true"] output::after {
          animation: none;
        }
      }
    `,
  ];

  @property({ type: Number }) value = 1;
  @property({ type: Number }) min = 1;
  @property({ type: Number }) max = 50;
  /** What is counted, for screen readers. */
  @property() label = "";
  /** What is shown is wanted, and not yet so. */
  @property({ type: Boolean }) busy = false;

  private step(by: number): void {
    const value = this.value + by;
    if (value >= this.min && value <= this.max) emit(this, "ps-quantity", value);
  }

  protected override render(): TemplateResult {
    return html`
      <div role="group" aria-label=${this.label} aria-busy=${this.busy}>
        <button
          class="round"
          type="button"
          aria-label=${t("products.fewer")}
          ?disabled=${this.value <= this.min}
          @click=${() => this.step(-1)}
        >
          ${icon("minus")}
        </button>
        <output aria-live="polite">${this.value}</output>
        <button
          class="round"
          type="button"
          aria-label=${t("products.oneMore")}
          ?disabled=${this.value >= this.max}
          @click=${() => this.step(1)}
        >
          ${icon("plus")}
        </button>
      </div>
    `;
  }
}
