import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import { may, seesCart } from "../../call/room-views";
import type { Product, Variant } from "../../call/types";
import { emit } from "../../internal/emit";
import { errorText } from "../../internal/error-text";
import { formatMoney } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { toast } from "../../internal/toast";
import {
  chooseOption,
  firstVariant,
  maximumOf,
  optionGroups,
  type OptionGroup,
} from "../../internal/variant-options";
import { DONE_MS, failure, stages, type Stage } from "../../internal/working";
import { base, buttons } from "../../themes/controls";
import { working } from "../../themes/working.styles";
import "../quantity/quantity";
import { styles } from "./product-buy.styles";

declare global {
  interface HTMLElementEventMap {
    "ps-variant": CustomEvent<Variant>;
  }
}

/** From here on the number that is left is worth telling. */
const FEW = 5;

/**
 * Choosing a variant by price and stock, and putting it into the cart (CL-19, CL-20, CL-22).
 *
 * @event ps-variant - the variant chosen
 */
@customElement("ps-product-buy")
export class PsProductBuy extends LitElement {
  static override readonly styles = [base, buttons, working, styles];

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) product!: Product;
  /** The variant chosen at first. */
  @property({ attribute: false }) variantId: string | null = null;

  @state() private selected: Variant | null = null;
  @state() private quantity = 1;
  @state() private stage: Stage = "ready";
  /** Why the last try added nothing. */
  @state() private fault = "";
  private doneTimer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.doneTimer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("product");
    const isOther = changed.has("product") && before?.id !== this.product.id;
    if (!isOther && !changed.has("variantId")) return;
    this.selected = firstVariant(this.product.variants, this.variantId);
    this.quantity = 1;
    this.fault = "";
  }

  private select(variant: Variant | null): void {
    if (variant === null) return;
    this.selected = variant;
    this.quantity = Math.max(1, Math.min(this.quantity, maximumOf(variant)));
    this.fault = "";
    emit(this, "ps-variant", variant);
  }

  private async handleAdd(): Promise<void> {
    const { selected } = this;
    if (selected === null || this.stage === "busy" || maximumOf(selected) === 0) return;
    this.enter("busy");
    this.fault = "";
    try {
      const outcome = await this.session.api.addLine(selected.id, this.quantity);
      toast(this, this.outcomeText(outcome), "success");
      this.quantity = 1;
      this.enter("done");
    } catch (error) {
      this.fault = errorText(error);
      this.enter("ready");
    }
  }

  private enter(stage: Stage): void {
    clearTimeout(this.doneTimer);
    this.stage = stage;
    if (stage === "done") this.doneTimer = setTimeout(() => (this.stage = "ready"), DONE_MS);
  }

  /** How many of the chosen variant are in the cart. */
  private get inCart(): number {
    const lines = this.room.checkout?.lines ?? [];
    const own = lines.filter(({ variant }) => variant.id === this.selected?.id);
    return own.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  private outcomeText(outcome: "added" | "proposed"): string {
    if (outcome === "proposed") return t("products.proposed");
    const { name } = this.product;
    const isOwn = this.room.me.role === "CUSTOMER";
    return t(isOwn ? "products.added" : "products.addedFor", { name });
  }

  private renderOption(
    group: string,
    value: string,
    checked: boolean,
    available: boolean,
    choose: () => void,
  ): TemplateResult {
    return html`
      <label class="option ${available ? "" : "sold-out"}">
        <input type="radio" name=${group} .checked=${checked} @change=${choose} />
        <span
          >${value}${available ? nothing : html`<span class="hidden">, ${t("products.soldOut")}</span>`}</span
        >
      </label>
    `;
  }

  private renderGroup({ name, options }: OptionGroup): TemplateResult {
    return html`
      <fieldset>
        <legend>${name}</legend>
        <div class="options">
          ${options.map(({ value, selected, available }) =>
            this.renderOption(name, value, selected, available, () =>
              this.select(chooseOption(this.product.variants, this.selected, name, value)),
            ),
          )}
        </div>
      </fieldset>
    `;
  }

  private renderChoice(): TemplateResult | typeof nothing {
    const { variants } = this.product;
    if (variants.length < 2) return nothing;
    const groups = optionGroups(variants, this.selected);
    if (groups !== null) return html`${groups.map((group) => this.renderGroup(group))}`;
    return html`
      <fieldset>
        <legend>${t("products.variant")}</legend>
        <div class="options">
          ${variants.map((variant) =>
            this.renderOption(
              "variant",
              variant.name,
              variant.id === this.selected?.id,
              variant.quantityAvailable > 0,
              () => this.select(variant),
            ),
          )}
        </div>
      </fieldset>
    `;
  }

  private renderStock(variant: Variant): TemplateResult {
    const { quantityAvailable: n } = variant;
    if (n <= 0) return html`<span class="stock none">${t("products.soldOut")}</span>`;
    if (n <= FEW) return html`<span class="stock few">${t("products.left", { n })}</span>`;
    return html`<span class="stock">${t("products.inStock")}</span>`;
  }

  private renderPrice({ price, undiscountedPrice: before }: Variant): TemplateResult {
    const isReduced = price !== null && before !== null && before.amount > price.amount;
    return html`
      <span class="price" aria-live="polite">
        ${price === null ? nothing : formatMoney(price)}
        ${
          isReduced
            ? html`<s
                ><span class="hidden">${t("products.was", { price: "" })}</span
                >${formatMoney(before)}</s
              >`
            : nothing
        }
      </span>
    `;
  }

  private renderInCart(): TemplateResult | typeof nothing {
    const n = this.inCart;
    if (n === 0 || !seesCart(this.room)) return nothing;
    return html`<span class="in-cart">${t("products.inCart", { n })}</span>`;
  }

  private renderAdd(variant: Variant): TemplateResult | typeof nothing {
    if (!may(this.room, "ADD_TO_CHECKOUT") && !may(this.room, "PROPOSE")) return nothing;
    const most = maximumOf(variant);
    return html`
      <div class="do">
        <ps-quantity
          .value=${this.quantity}
          .max=${Math.max(1, most)}
          .label=${t("products.quantity")}
          @ps-quantity=${(event: CustomEvent<number>) => (this.quantity = event.detail)}
        ></ps-quantity>
        <button
          class="button primary"
          type="button"
          ?disabled=${most === 0}
          aria-disabled=${this.stage === "busy"}
          aria-busy=${this.stage === "busy"}
          @click=${this.handleAdd}
        >
          ${most === 0 ? t("products.soldOut") : stages(this.stage, this.addLabels)}
        </button>
      </div>
      <p class="hidden" role="status">${this.stage === "busy" ? this.addLabels.busy : nothing}</p>
      ${failure(this.fault)}
    `;
  }

  private get addLabels(): Record<"busy" | "done", string> & { ready: TemplateResult } {
    const adds = may(this.room, "ADD_TO_CHECKOUT");
    const isOwn = this.room.me.role === "CUSTOMER";
    const text = !adds ? t("products.propose") : isOwn ? t("products.add") : t("products.addTo");
    return {
      ready: html`${icon(adds ? "cart" : "gift")} ${text}`,
      busy: t(adds ? "products.adding" : "products.suggesting"),
      done: t(adds ? "products.addedDone" : "products.suggestedDone"),
    };
  }

  protected override render(): TemplateResult {
    const { selected } = this;
    return html`
      ${this.renderChoice()}
      ${
        selected === null
          ? html`<p class="muted">${t("products.unavailable")}</p>`
          : html`
              <div class="line">
                ${this.renderPrice(selected)} ${this.renderInCart()} ${this.renderStock(selected)}
              </div>
              ${this.renderAdd(selected)}
            `
      }
    `;
  }
}
