import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import { may, shownOnce } from "../../call/room-views";
import type { PriceRange, ProductCard } from "../../call/types";
import { errorText } from "../../internal/error-text";
import { formatMoney } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import type { ProductCache } from "../../internal/product-cache";
import type { ProductSearch } from "../../internal/product-search";
import { safeUrl } from "../../internal/safe-url";
import { StoreController } from "../../internal/store-controller";
import { toast } from "../../internal/toast";
import { base, buttons, fields } from "../../themes/controls";
import { panel } from "../../themes/panel.styles";
import "../product-detail/product-detail";
import { styles } from "./products-panel.styles";

type ListedProduct = Pick<ProductCard, "id" | "name" | "thumbnailUrl"> & {
  readonly priceRange: PriceRange | null;
};

/** Products of the call, and for whoever may, the whole shop to search and show (CL-13..CL-16). */
@customElement("ps-products-panel")
export class PsProductsPanel extends LitElement {
  static override readonly styles = [base, buttons, fields, panel, styles];

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) cache!: ProductCache;
  @property({ attribute: false }) search!: ProductSearch;

  @state() private opened: string | null = null;
  @state() private showing: string | null = null;
  private readonly stores = new StoreController(this, () => [this.search.state]);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("search")) return;
    this.stores.watch();
    if (may(this.room, "SEARCH_PRODUCTS")) this.search.start();
  }

  private async handleShow(product: ListedProduct): Promise<void> {
    if (this.showing !== null) return;
    this.showing = product.id;
    try {
      await this.session.api.showProduct(product.id, null);
      toast(this, t("products.showing", { name: product.name }), "success");
    } catch (error) {
      toast(this, errorText(error), "warning");
    } finally {
      this.showing = null;
    }
  }

  private renderProduct(product: ListedProduct): TemplateResult {
    const picture = safeUrl(product.thumbnailUrl);
    return html`
      <li class="product">
        <button class="open" type="button" @click=${() => (this.opened = product.id)}>
          <span class="picture">
            ${picture === null ? icon("products") : html`<img src=${picture} alt="" loading="lazy" />`}
          </span>
          <span class="name">${product.name}</span>
          <span class="price">${priceText(product.priceRange)}</span>
        </button>
        ${
          may(this.room, "SHOW_PRODUCTS")
            ? html`<button
                class="button compact show"
                type="button"
                aria-label="${t("products.show")}: ${product.name}"
                aria-disabled=${this.showing === product.id}
                @click=${() => void this.handleShow(product)}
              >
                ${icon("eye")} ${t("products.show")}
              </button>`
            : nothing
        }
      </li>
    `;
  }

  private renderList(products: readonly ListedProduct[]): TemplateResult {
    return html`<ul class="products">
      ${repeat(
        products,
        ({ id }) => id,
        (product) => this.renderProduct(product),
      )}
    </ul>`;
  }

  private renderShown(): TemplateResult | typeof nothing {
    const shown = shownOnce(this.room);
    if (shown.length === 0) return nothing;
    const listed = shown.map(({ productId, name, product }) => {
      const known = product ?? this.cache.known(productId);
      return {
        id: productId,
        name,
        thumbnailUrl: known?.thumbnailUrl ?? null,
        priceRange: known?.priceRange ?? null,
      };
    });
    return html`<h3>${t("products.shown")}</h3>
      ${this.renderList(listed)}`;
  }

  private renderSearch(): TemplateResult {
    return html`
      <div class="search" role="search">
        ${icon("search")}
        <input
          type="search"
          aria-label=${t("products.search")}
          placeholder=${t("products.search")}
          .value=${this.search.typed}
          @input=${(event: Event) => this.search.type((event.target as HTMLInputElement).value)}
        />
      </div>
    `;
  }

  private renderFound(): TemplateResult {
    const { search, products, cursor, isLoading, error } = this.search.state.value;
    if (error !== null)
      return html`<p class="empty" role="alert">${icon("warning")} ${errorText(error)}</p>`;
    if (products.length === 0 && isLoading) {
      return html`<ul class="products" role="status" aria-label=${t("app.loading")}>
        ${[1, 2, 3, 4].map(() => html`<li class="skeleton"></li>`)}
      </ul>`;
    }
    if (products.length === 0) {
      const text = search === "" ? t("products.nothing") : t("products.noResults", { search });
      return html`<p class="empty" role="status">${icon("search")} ${text}</p>`;
    }
    return html`
      <h3>
        <span role="status"
          >${search === "" ? t("products.related") : t("products.results", { search })}</span
        >
      </h3>
      ${this.renderList(products)}
      ${
        cursor === null
          ? nothing
          : html`<button
              class="button wide more"
              type="button"
              aria-disabled=${isLoading}
              @click=${() => void this.search.more()}
            >
              ${t("products.more")}
            </button>`
      }
    `;
  }

  private renderProposals(): TemplateResult | typeof nothing {
    const { proposals } = this.room;
    if (!may(this.room, "PROPOSE") || proposals.length === 0) return nothing;
    const texts = {
      PENDING: t("proposal.pending"),
      ACCEPTED: t("proposal.statusAccepted"),
      DECLINED: t("proposal.statusDeclined"),
    };
    return html`
      <h3>${t("proposal.sent")}</h3>
      <ul class="proposals">
        ${repeat(
          [...proposals].reverse(),
          ({ id }) => id,
          ({ lines, status }) => html`
            <li>
              <span>${lines.map(({ variant }) => variant.product.name).join(", ")}</span>
              <span class=${status}>${texts[status]}</span>
            </li>
          `,
        )}
      </ul>
    `;
  }

  private renderDetail(id: string): TemplateResult {
    return html`
      <div class="body">
        <button
          class="button quiet compact back"
          type="button"
          @click=${() => (this.opened = null)}
        >
          ${icon("back")} ${t("app.back")}
        </button>
        <ps-product-detail
          .session=${this.session}
          .room=${this.room}
          .cache=${this.cache}
          .productId=${id}
        ></ps-product-detail>
      </div>
    `;
  }

  protected override render(): TemplateResult {
    if (this.opened !== null) return this.renderDetail(this.opened);
    if (may(this.room, "SEARCH_PRODUCTS")) {
      return html`<div class="body">
        ${this.renderSearch()} ${this.renderProposals()} ${this.renderFound()} ${this.renderShown()}
      </div>`;
    }
    const shown = this.renderShown();
    return html`<div class="body">
      ${
        shown === nothing
          ? html`<p class="empty">${icon("products")} ${t("products.noneShown")}</p>`
          : shown
      }
    </div>`;
  }
}

function priceText(range: PriceRange | null): string {
  if (range?.start == null) return "";
  const start = formatMoney(range.start);
  const isRange = range.stop !== null && range.stop.amount > range.start.amount;
  return isRange ? t("products.from", { price: start }) : start;
}
