import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import { latestShown, may } from "../../call/room-views";
import type { Product, Variant } from "../../call/types";
import { errorText } from "../../internal/error-text";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import type { ProductCache } from "../../internal/product-cache";
import { safeUrl } from "../../internal/safe-url";
import { toast } from "../../internal/toast";
import { base, buttons } from "../../themes/controls";
import { firstVariant } from "../../internal/variant-options";
import "../product-buy/product-buy";

/** One product in the side panel: pictures, text, variants, show and add. */
@customElement("ps-product-detail")
export class PsProductDetail extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        display: grid;
        gap: 14px;
        align-content: start;
      }
      .pictures {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: 100%;
        gap: 8px;
        overflow-x: auto;
        scroll-snap-type: x mandatory;
        border-radius: var(--radius);
        background: var(--sunken);
      }
      /* What is done with the product is to be seen without scrolling. */
      .pictures img {
        width: 100%;
        aspect-ratio: 1;
        max-height: 24vh;
        object-fit: contain;
        scroll-snap-align: center;
      }
      .description {
        color: var(--muted);
        font-size: 13px;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      h2 {
        overflow-wrap: anywhere;
      }
      .loading {
        height: 220px;
        border-radius: var(--radius);
        background: var(--sunken);
      }
    `,
  ];

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) cache!: ProductCache;
  @property() productId = "";

  @state() private product: Product | null = null;
  @state() private variant: Variant | null = null;
  @state() private fault = "";
  @state() private isShowing = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("productId")) void this.load();
  }

  private async load(): Promise<void> {
    const id = this.productId;
    this.product = this.cache.known(id);
    this.fault = "";
    try {
      const product = await this.cache.load(id);
      if (id !== this.productId) return;
      this.product = product;
      this.variant = product === null ? null : firstVariant(product.variants, null);
      if (product === null) this.fault = t("products.unavailable");
    } catch (error) {
      this.fault = errorText(error);
    }
  }

  private async handleShow(): Promise<void> {
    const { product } = this;
    if (product === null || this.isShowing) return;
    this.isShowing = true;
    try {
      await this.session.api.showProduct(product.id, this.variant?.id ?? null);
      toast(this, t("products.showing", { name: product.name }), "success");
    } catch (error) {
      toast(this, errorText(error), "warning");
    } finally {
      this.isShowing = false;
    }
  }

  private renderPictures({ images, name }: Product): TemplateResult | typeof nothing {
    const chosen = this.variant?.imageUrl ?? null;
    const others = images.filter(({ url }) => url !== chosen);
    const ordered = chosen === null ? others : [{ url: chosen, alt: "" }, ...others];
    const pictures = ordered.flatMap(({ url, alt }) => {
      const address = safeUrl(url);
      return address === null ? [] : [{ address, alt }];
    });
    if (pictures.length === 0) return nothing;
    return html`
      <div class="pictures" tabindex="0" role="group" aria-label=${name}>
        ${pictures.map(
          ({ address, alt }, index) => html`
            <img
              src=${address}
              alt=${alt || t("products.picture", { n: index + 1, count: pictures.length })}
              loading="lazy"
            />
          `,
        )}
      </div>
    `;
  }

  private renderShow(product: Product): TemplateResult | typeof nothing {
    if (!may(this.room, "SHOW_PRODUCTS")) return nothing;
    const shown = latestShown(this.room);
    const isOn = shown?.productId === product.id && shown.variantId === (this.variant?.id ?? null);
    return html`
      <button
        class="button wide"
        type="button"
        aria-disabled=${this.isShowing}
        @click=${this.handleShow}
      >
        ${icon(isOn ? "check" : "eye")} ${t("products.showTo")}
      </button>
    `;
  }

  protected override render(): TemplateResult {
    const { product } = this;
    if (product === null) {
      return this.fault === ""
        ? html`<div class="loading" role="status" aria-label=${t("app.loading")}></div>`
        : html`<p role="alert">${this.fault}</p>`;
    }
    return html`
      ${this.renderPictures(product)}
      <h2>${product.name}</h2>
      ${this.renderShow(product)}
      <ps-product-buy
        .session=${this.session}
        .room=${this.room}
        .product=${product}
        @ps-variant=${(event: CustomEvent<Variant>) => (this.variant = event.detail)}
      ></ps-product-buy>
      ${product.description === "" ? nothing : html`<p class="description" .textContent=${product.description}></p>`}
    `;
  }
}
