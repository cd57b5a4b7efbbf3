import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CallSession } from "../../call/call-session";
import type { Proposal, ProposalLine } from "../../call/types";
import { emit } from "../../internal/emit";
import { errorText } from "../../internal/error-text";
import { formatMoney } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { safeUrl } from "../../internal/safe-url";
import { toast } from "../../internal/toast";
import { failure, stages } from "../../internal/working";
import { base, buttons } from "../../themes/controls";
import { working } from "../../themes/working.styles";

declare global {
  interface HTMLElementEventMap {
    "ps-answering": CustomEvent<{ readonly proposal: string; readonly isBusy: boolean }>;
  }
}

/**
 * A personal shopper's suggestion, which the customer puts into the cart or declines (K1, C3).
 *
 * @event ps-answering - while the answer is on its way, since the card must stay to tell of it
 */
@customElement("ps-proposal-card")
export class PsProposalCard extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    working,
    css`
      section {
        display: grid;
        gap: 12px;
        padding: 14px;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow-3);
        animation: rise var(--calm);
      }
      .who {
        display: flex;
        align-items: center;
        gap: 8px;
        color: var(--accent-text);
        font-size: 13px;
        font-weight: 600;
      }
      ul {
        display: grid;
        gap: 10px;
      }
      li {
        display: grid;
        grid-template-columns: 52px 1fr auto;
        align-items: center;
        gap: 0 12px;
      }
      img,
      .blank {
        grid-row: span 2;
        width: 52px;
        height: 52px;
        border-radius: var(--radius-s);
        background: var(--sunken);
        object-fit: cover;
      }
      .name {
        font-weight: 560;
        overflow-wrap: anywhere;
      }
      .variant {
        grid-column: 2;
        color: var(--muted);
        font-size: 13px;
      }
      .price {
        grid-row: 1 / span 2;
        grid-column: 3;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .actions {
        display: grid;
        grid-template-columns: 1fr 1.4fr;
        gap: 10px;
      }
      .actions .button {
        min-height: 40px;
        padding-inline: 10px;
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(14px);
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) proposal!: Proposal;

  @state() private answering: "accept" | "decline" | null = null;
  /** Why the last answer did not arrive. */
  @state() private fault = "";

  private async answer(how: "accept" | "decline"): Promise<void> {
    if (this.answering !== null) return;
    this.answering = how;
    this.fault = "";
    emit(this, "ps-answering", { proposal: this.proposal.id, isBusy: true });
    try {
      await this.session.api.answerProposal(this.proposal.id, how === "accept");
      const name = this.proposal.lines[0]?.variant.product.name ?? "";
      if (how === "accept") toast(this, t("products.added", { name }), "success");
    } catch (error) {
      this.refused(errorText(error));
    } finally {
      this.answering = null;
      emit(this, "ps-answering", { proposal: this.proposal.id, isBusy: false });
    }
  }

  /** What cannot be answered again goes, so that the reason must stand elsewhere. */
  private refused(reason: string): void {
    if (this.proposal.status === "ACCEPTED") toast(this, reason, "warning");
    else this.fault = reason;
  }

  private renderAnswer(
    how: "accept" | "decline",
    labels: { ready: TemplateResult | string; busy: string },
  ): TemplateResult {
    const isMine = this.answering === how;
    return html`<button
      class="button ${how === "accept" ? "primary" : ""}"
      type="button"
      aria-disabled=${this.answering !== null}
      aria-busy=${isMine}
      @click=${() => void this.answer(how)}
    >
      ${stages(isMine ? "busy" : "ready", labels)}
    </button>`;
  }

  private renderLine({ variant, quantity, unitPrice }: ProposalLine): TemplateResult {
    const picture = safeUrl(variant.imageUrl) ?? safeUrl(variant.product.thumbnailUrl);
    return html`
      <li>
        ${picture === null ? html`<span class="blank"></span>` : html`<img src=${picture} alt="" />`}
        <span class="name">${variant.product.name}</span>
        <span class="variant">${variant.name}${quantity > 1 ? ` × ${quantity}` : nothing}</span>
        <span class="price">${unitPrice === null ? nothing : formatMoney(unitPrice)}</span>
      </li>
    `;
  }

  protected override render(): TemplateResult {
    const who = t("proposal.title", { name: this.proposal.by?.name ?? t("role.PERSONAL_SHOPPER") });
    return html`
      <section aria-label=${who}>
        <p class="who" aria-live="polite">${icon("gift")} ${who}</p>
        <ul>
          ${this.proposal.lines.map((line) => this.renderLine(line))}
        </ul>
        <div class="actions">
          ${this.renderAnswer("decline", {
            ready: t("proposal.decline"),
            busy: t("proposal.declining"),
          })}
          ${this.renderAnswer("accept", {
            ready: html`${icon("cart")} ${t("proposal.accept")}`,
            busy: t("products.adding"),
          })}
        </div>
        <p class="hidden" role="status">
          ${this.answering === "accept" ? t("products.adding") : nothing}
        </p>
        ${failure(this.fault)}
      </section>
    `;
  }
}
