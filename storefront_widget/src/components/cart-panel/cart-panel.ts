import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import { may } from "../../call/room-views";
import type { Checkout, CheckoutLine, CheckoutLineProblem } from "../../call/types";
import { emit } from "../../internal/emit";
import { errorText } from "../../internal/error-text";
import { formatMoney } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { safeUrl } from "../../internal/safe-url";
import { toast } from "../../internal/toast";
import { base, buttons } from "../../themes/controls";
import { panel } from "../../themes/panel.styles";
import "../quantity/quantity";
import { styles } from "./cart-panel.styles";

declare global {
  interface HTMLElementEventMap {
    "ps-checkout": CustomEvent<undefined>;
  }
}

/**
 * The customer's Saleor checkout, the same for both sides, live.
 *
 * @event ps-checkout - the customer goes to the checkout
 */
@customElement("ps-cart-panel")
export class PsCartPanel extends LitElement {
  static override readonly styles = [base, buttons, panel, styles];

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;
  /** While the way to the checkout is being opened. */
  @property({ type: Boolean }) leaving = false;

  /** Lines that wait for the shop's answer. */
  @state() private busy: ReadonlySet<string> = new Set();

  private async change(line: string, work: () => Promise<void>): Promise<void> {
    if (this.busy.has(line)) return;
    this.busy = new Set(this.busy).add(line);
    try {
      await work();
    } catch (error) {
      toast(this, errorText(error), "warning");
    } finally {
      const busy = new Set(this.busy);
      busy.delete(line);
      this.busy = busy;
    }
  }

  private renderProblem(problem: CheckoutLineProblem | null): TemplateResult | typeof nothing {
    if (problem === null) return nothing;
    return html`<p class="problem" role="status">${icon("warning")} ${problemText(problem)}</p>`;
  }

  private renderChange(line: CheckoutLine): TemplateResult | typeof nothing {
    if (!may(this.room, "EDIT_CHECKOUT")) return nothing;
    const { api } = this.session;
    const { name } = line.variant.product;
    return html`
      <div class="change">
        <ps-quantity
          .value=${line.quantity}
          .label=${t("cart.quantityOf", { name })}
          .busy=${this.busy.has(line.id)}
          @ps-quantity=${(event: CustomEvent<number>) =>
            void this.change(line.id, () => api.setQuantity(line.id, event.detail))}
        ></ps-quantity>
        <button
          class="round"
          type="button"
          aria-label=${t("cart.remove", { name })}
          ?disabled=${this.busy.has(line.id)}
          @click=${() => void this.change(line.id, () => api.removeLine(line.id))}
        >
          ${icon("remove")}
        </button>
      </div>
    `;
  }

  private aboutText({ variant, addedBy, quantity, unitPrice }: CheckoutLine): string {
    const isMine = addedBy?.id === this.room.me.id;
    const added =
      addedBy === null
        ? ""
        : isMine
          ? t("cart.addedByYou")
          : t("cart.addedBy", { name: addedBy.name });
    const variantName = variant.name === variant.product.name ? "" : variant.name;
    const each = quantity > 1 ? t("cart.each", { price: formatMoney(unitPrice) }) : "";
    const count = may(this.room, "EDIT_CHECKOUT") || quantity === 1 ? "" : `× ${quantity}`;
    return [variantName, count, each, added].filter(Boolean).join(" · ");
  }

  private renderLine(line: CheckoutLine): TemplateResult {
    const { variant } = line;
    const picture = safeUrl(variant.imageUrl) ?? safeUrl(variant.product.thumbnailUrl);
    return html`
      <li>
        ${picture === null ? html`<span class="blank"></span>` : html`<img src=${picture} alt="" />`}
        <span class="name">${line.variant.product.name}</span>
        <span class="total">${formatMoney(line.totalPrice)}</span>
        <span class="about">${this.aboutText(line)}</span>
        ${this.renderChange(line)} ${this.renderProblem(line.problem)}
      </li>
    `;
  }

  private renderOrders(): TemplateResult | typeof nothing {
    const { orders, me } = this.room;
    if (orders.length === 0) return nothing;
    const isCustomer = me.role === "CUSTOMER";
    return html`
      <div class="order" role="status">
        ${icon("check")}
        <strong>${t("cart.order", { number: orders.at(-1) ?? "" })}</strong>
        <p>${t(isCustomer ? "cart.orderThanks" : "cart.orderStaff")}</p>
      </div>
    `;
  }

  private renderFoot(checkout: Checkout): TemplateResult {
    return html`
      <div class="foot">
        <p class="sum">
          <span>${t("cart.total")}</span>
          <strong aria-live="polite">${formatMoney(checkout.total.gross)}</strong>
        </p>
        ${
          may(this.room, "GO_TO_CHECKOUT")
            ? html`
                <button
                  class="button primary wide"
                  type="button"
                  aria-disabled=${this.leaving}
                  @click=${() => this.leaving || emit(this, "ps-checkout")}
                >
                  ${this.leaving ? t("cart.checkoutOpening") : t("cart.checkout")}
                </button>
                <p class="muted small">${t("cart.totalHint")}</p>
              `
            : nothing
        }
      </div>
    `;
  }

  protected override render(): TemplateResult {
    const { checkout } = this.room;
    if (checkout === null || checkout.lines.length === 0) {
      return html`<div class="body">
        ${this.renderOrders()}
        <div class="empty">
          ${icon("cart")}<strong>${t("cart.empty")}</strong>
          <p>${t("cart.emptyText")}</p>
        </div>
      </div>`;
    }
    return html`
      <div class="body">
        ${this.renderOrders()}
        <ul>
          ${repeat(
            checkout.lines,
            ({ id }) => id,
            (line) => this.renderLine(line),
          )}
        </ul>
      </div>
      ${this.renderFoot(checkout)}
    `;
  }
}

function problemText({ code, availableQuantity }: CheckoutLineProblem): string {
  if (code === "VARIANT_NOT_AVAILABLE") return t("cart.problemUnavailable");
  if (!availableQuantity) return t("cart.problemSoldOut");
  return t("cart.problemStock", { n: availableQuantity });
}
