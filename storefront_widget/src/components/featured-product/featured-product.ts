import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import type { Product, ShownProduct, Variant } from "../../call/types";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import type { ProductCache } from "../../internal/product-cache";
import { safeUrl } from "../../internal/safe-url";
import { base, buttons } from "../../themes/controls";
import "../product-buy/product-buy";

/**
 * What the personal shopper shows, as a highlighted card over the picture: variant, price, stock
 * and the button that adds it at once (CL-18..CL-20).
 *
 * @event ps-hide-product - with the id of what was shown
 */
@customElement("ps-featured-product")
export class PsFeaturedProduct extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        gap: 12px;
        max-height: 100%;
        overflow-y: auto;
        padding: 14px;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow-3);
        animation: rise var(--calm);
      }
      header {
        display: grid;
        grid-template-columns: 76px 1fr auto;
        gap: 2px 12px;
        align-items: start;
      }
      .picture {
        grid-row: span 2;
        width: 76px;
        height: 76px;
        border-radius: var(--radius);
        background: var(--sunken);
        object-fit: cover;
      }
      .who {
        padding-top: 4px;
        color: var(--accent-text);
        font-size: 12px;
        font-weight: 580;
      }
      h2 {
        grid-column: 2 / span 2;
        font-size: 16px;
        overflow-wrap: anywhere;
      }
      .round {
        margin: -6px -6px 0 0;
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
  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) cache!: ProductCache;
  @property({ attribute: false }) shown!: ShownProduct;

  @state() private product: Product | null = null;
  @state() private variant: Variant | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("shown") || changed.get("shown")?.id === this.shown.id) return;
    this.variant = null;
    this.product = this.shown.product;
    if (this.product === null) void this.load(this.shown);
  }

  private async load(shown: ShownProduct): Promise<void> {
    const product = await this.cache.load(shown.productId).catch(() => null);
    if (shown.id === this.shown.id) this.product = product;
  }

  private get picture(): string | null {
    const wanted = this.product?.variants.find(({ id }) => id === this.shown.variantId);
    const variant = this.variant ?? wanted;
    return safeUrl(variant?.imageUrl) ?? safeUrl(this.product?.thumbnailUrl);
  }

  private get whoText(): string {
    const { by } = this.shown;
    if (by?.id === this.room.me.id) return t("products.featuredOwn");
    return t("products.featured", { name: by?.name ?? t("role.PERSONAL_SHOPPER") });
  }

  protected override render(): TemplateResult {
    const { picture } = this;
    return html`
      <section aria-label=${t("products.details", { name: this.shown.name })}>
        <header>
          ${
            picture === null
              ? html`<span class="picture"></span>`
              : html`<img class="picture" src=${picture} alt="" />`
          }
          <p class="who" aria-live="polite">${this.whoText}</p>
          <button
            class="round"
            type="button"
            aria-label=${t("products.hide")}
            @click=${() => emit(this, "ps-hide-product", this.shown.id)}
          >
            ${icon("close")}
          </button>
          <h2>${this.shown.name}</h2>
        </header>
        ${
          this.product === null
            ? nothing
            : html`<ps-product-buy
                .session=${this.session}
                .room=${this.room}
                .product=${this.product}
                .variantId=${this.shown.variantId}
                @ps-variant=${(event: CustomEvent<Variant>) => (this.variant = event.detail)}
              ></ps-product-buy>`
        }
      </section>
    `;
  }
}
