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
import { failure } from "../../internal/working";
import { base, buttons } from "../../themes/controls";
import { panel } from "../../themes/panel.styles";
import { working } from "../../themes/working.styles";
import "../quantity/quantity";
import { styles } from "./cart-panel.styles";

declare global {
  interface HTMLElementEventMap {
    "ps-checkout": CustomEvent<undefined>;
  }
}

const LOOKS = 10;
const LOOK_MS = 100;

/**
 * The customer's Saleor checkout, the same for both sides, live.
 *
 * @event ps-checkout - the customer goes to the checkout
 */
@customElement("ps-cart-panel")
export class PsCartPanel extends LitElement {
  static override readonly styles = [base, buttons, panel, working, styles];

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;
  /** While the way to the checkout is being opened. */
  @property({ type: Boolean }) leaving = false;

  /** What was asked of the shop and is not yet so: quantities by line, 0 for one that goes. */
  @state() private wanted: ReadonlyMap<string, number> = new Map();
  /** Why the last change of a line was not made. */
  @state() private faults: ReadonlyMap<string, string> = new Map();

  private want({ id }: CheckoutLine, quantity: number): void {
    const isUnderWay = this.wanted.has(id);
    this.wanted = withEntry(this.wanted, id, quantity);
    this.faults = withEntry(this.faults, id);
    if (!isUnderWay) void this.settle(id);
  }

  /** Tells the shop, and once more what was wanted meanwhile. */
  private async settle(id: string): Promise<void> {
    const { api } = this.session;
    try {
      let told: number | undefined;
      while (told !== this.wanted.get(id)) {
        told = this.wanted.get(id) ?? 0;
        await (told === 0 ? api.removeLine(id) : api.setQuantity(id, told));
      }
      await this.untilShown(id, told ?? 0);
    } catch (error) {
      this.faults = withEntry(this.faults, id, errorText(error));
    }
    this.wanted = withEntry(this.wanted, id);
  }

  /** The room's message may come after the answer; until then the old number would flash up. */
  private async untilShown(id: string, quantity: number): Promise<void> {
    const isShown = (): boolean =>
      (this.room.checkout?.lines.find((line) => line.id === id)?.quantity ?? 0) === quantity;
    for (let look = 0; look < LOOKS && !isShown(); look++)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }

  private renderProblem(problem: CheckoutLineProblem | null): TemplateResult | typeof nothing {
    if (problem === null) return nothing;
    return html`<p class="problem" role="status">${icon("warning")} ${problemText(problem)}</p>`;
  }

  private renderChange(line: CheckoutLine): TemplateResult | typeof nothing {
    if (!may(this.room, "EDIT_CHECKOUT")) return nothing;
    const { name } = line.variant.product;
    const wanted = this.wanted.get(line.id);
    const goes = wanted === 0;
    return html`
      <div class="change">
        <ps-quantity
          .value=${wanted || line.quantity}
          .label=${t("cart.quantityOf", { name })}
          .busy=${wanted !== undefined && !goes}
          @ps-quantity=${(event: CustomEvent<number>) => goes || this.want(line, event.detail)}
        ></ps-quantity>
        <button
          class="round"
          type="button"
          aria-label=${t("cart.remove", { name })}
          aria-disabled=${goes}
          aria-busy=${goes}
          @click=${() => goes || this.want(line, 0)}
        >
          ${goes ? html`<span class="spinner"></span>` : icon("remove")}
        </button>
      </div>
      <p class="hidden" role="status">
        ${wanted === undefined ? nothing : t(goes ? "cart.removing" : "cart.changing", { name })}
      </p>
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
      <li class=${this.wanted.get(line.id) === 0 ? "goes" : ""}>
        ${picture === null ? html`<span class="blank"></span>` : html`<img src=${picture} alt="" />`}
        <span class="name">${line.variant.product.name}</span>
        <span class="total">${formatMoney(line.totalPrice)}</span>
        <span class="about">${this.aboutText(line)}</span>
        ${this.renderChange(line)} ${this.renderProblem(line.problem)}
        ${failure(this.faults.get(line.id) ?? "")}
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

function withEntry<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value?: Value,
): ReadonlyMap<string, Value> {
  const changed = new Map(map);
  if (value === undefined) changed.delete(key);
  else changed.set(key, value);
  return changed;
}
