import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../../internal/icons";
import type { Toast } from "../../internal/toast";
import { base } from "../../themes/controls";

const SHOWN_MS = 5_000;
const MOST = 3;

interface Shown extends Toast {
  readonly id: number;
}

/** Passing notices, read out politely and shown above everything for some seconds. */
@customElement("ps-toasts")
export class PsToasts extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        position: fixed;
        z-index: 50;
        inset: max(64px, env(safe-area-inset-top)) 12px auto;
        display: grid;
        justify-items: center;
        gap: 8px;
        pointer-events: none;
      }
      :host([quiet]) {
        clip-path: inset(50%);
      }
      .toast {
        display: flex;
        align-items: center;
        gap: 10px;
        max-width: min(420px, 100%);
        padding: 10px 16px 10px 12px;
        border: 1px solid var(--line);
        border-radius: 22px;
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-2);
        font-weight: 520;
        animation: arrive var(--calm);
        overflow-wrap: anywhere;
      }
      .success .icon {
        color: var(--success);
      }
      .warning .icon {
        color: var(--warning);
      }
      .info .icon {
        color: var(--accent-text);
      }
      @keyframes arrive {
        from {
          opacity: 0;
          transform: translateY(-8px);
        }
      }
    `,
  ];

  /** Read out but not shown: they would cover the whole small picture. */
  @property({ type: Boolean, reflect: true }) quiet = false;

  @state() private toasts: readonly Shown[] = [];
  private nextId = 0;
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.timers) clearTimeout(timer);
  }

  show(toast: Toast): void {
    const id = this.nextId++;
    const others = this.toasts.filter(({ text }) => text !== toast.text);
    this.toasts = [...others, { ...toast, id }].slice(-MOST);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.toasts = this.toasts.filter((shown) => shown.id !== id);
    }, SHOWN_MS);
    this.timers.add(timer);
  }

  clear(): void {
    this.toasts = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "status");
    this.setAttribute("aria-live", "polite");
    // A new one is read alone, not with those before it once more.
    this.setAttribute("aria-atomic", "false");
  }

  protected override render(): TemplateResult {
    return html`${repeat(
      this.toasts,
      ({ id }) => id,
      ({ text, tone, onlyHeard = false }) => html`
        <div class=${onlyHeard ? "hidden" : `toast ${tone}`}>
          ${icon(tone === "success" ? "check" : tone === "warning" ? "warning" : "info")}
          <span>${text}</span>
        </div>
      `,
    )}`;
  }
}
