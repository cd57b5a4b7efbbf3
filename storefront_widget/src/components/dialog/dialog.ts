import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { base, buttons } from "../../themes/controls";

declare global {
  interface HTMLElementEventMap {
    "ps-close": CustomEvent<undefined>;
  }
}

/**
 * A modal question or small form. It is open as long as it is in the page.
 *
 * @slot - what it says
 * @slot actions - its buttons
 * @event ps-close - by Escape, by the cross or by a click beside it
 */
@customElement("ps-dialog")
export class PsDialog extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      dialog {
        width: min(440px, calc(100vw - 32px));
        max-height: calc(100dvh - 32px);
        padding: 24px;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-3);
        animation: rise var(--calm);
      }
      dialog::backdrop {
        background: rgb(8 11 16 / 0.55);
      }
      .title {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: 12px;
        margin-bottom: 12px;
      }
      .title h2 {
        padding-top: 6px;
        font-size: 18px;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 10px;
        margin-top: 20px;
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(12px);
        }
      }
      @media (max-width: 640px) {
        dialog {
          width: 100%;
          max-width: 100%;
          margin: auto 0 0;
          padding-bottom: max(24px, env(safe-area-inset-bottom));
          border-radius: var(--radius-l) var(--radius-l) 0 0;
        }
        .actions {
          flex-direction: column-reverse;
          align-items: stretch;
        }
      }
    `,
  ];

  @query("dialog") private readonly dialog!: HTMLDialogElement;

  @property() heading = "";

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  private handleCancel(event: Event): void {
    event.preventDefault();
    emit(this, "ps-close");
  }

  private handleClick(event: MouseEvent): void {
    // A click on the dialog itself, beside its content, is a click on the backdrop.
    if (event.target === this.dialog && !isInside(this.dialog, event)) emit(this, "ps-close");
  }

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="heading" @cancel=${this.handleCancel} @click=${this.handleClick}>
        <div class="title">
          <h2 id="heading">${this.heading}</h2>
          <button class="round" aria-label=${t("app.close")} @click=${() => emit(this, "ps-close")}>
            ${icon("close")}
          </button>
        </div>
        <slot></slot>
        <div class="actions"><slot name="actions"></slot></div>
      </dialog>
    `;
  }
}

function isInside(element: Element, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
