import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import type { ProductCache } from "../../internal/product-cache";
import type { ProductSearch } from "../../internal/product-search";
import { base, buttons } from "../../themes/controls";
import "../cart-panel/cart-panel";
import "../chat-panel/chat-panel";
import "../people-panel/people-panel";
import "../products-panel/products-panel";
import type { PanelName } from "../toolbar/toolbar";

const TITLES = {
  people: "people.title",
  chat: "chat.title",
  products: "products.title",
  cart: "cart.title",
} as const;

/**
 * What stands beside the picture, or as a sheet over its lower half on phones.
 *
 * @event ps-close
 */
@customElement("ps-side-panel")
export class PsSidePanel extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-direction: column;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
      }
      .title {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 10px 10px 8px 16px;
        border-bottom: 1px solid var(--line);
      }
      .body {
        display: contents;
      }
      .body > * {
        flex: 1;
        min-height: 0;
      }
      @media (max-width: 640px) {
        :host {
          border-width: 1px 0 0;
          border-radius: var(--radius-l) var(--radius-l) 0 0;
          box-shadow: var(--shadow-3);
          animation: sheet var(--calm);
        }
      }
      @keyframes sheet {
        from {
          transform: translateY(32px);
          opacity: 0;
        }
      }
    `,
  ];

  @property() panel: PanelName = "people";
  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) cache!: ProductCache;
  @property({ attribute: false }) search!: ProductSearch;
  /** While the way to the checkout is being opened. */
  @property({ type: Boolean }) leaving = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = -1;
    this.setAttribute("role", "complementary");
  }

  protected override willUpdate(): void {
    this.setAttribute("aria-label", t(TITLES[this.panel]));
  }

  private renderBody(): TemplateResult {
    const { session, room } = this;
    switch (this.panel) {
      case "people":
        return html`<ps-people-panel .room=${room}></ps-people-panel>`;
      case "chat":
        return html`<ps-chat-panel .session=${session} .room=${room}></ps-chat-panel>`;
      case "products":
        return html`<ps-products-panel
          .session=${session}
          .room=${room}
          .cache=${this.cache}
          .search=${this.search}
        ></ps-products-panel>`;
      case "cart":
        return html`<ps-cart-panel
          .session=${session}
          .room=${room}
          ?leaving=${this.leaving}
        ></ps-cart-panel>`;
    }
  }

  protected override render(): TemplateResult {
    return html`
      <div class="title">
        <h2>${t(TITLES[this.panel])}</h2>
        <button
          class="round"
          type="button"
          aria-label=${t("app.close")}
          @click=${() => emit(this, "ps-close")}
        >
          ${icon("close")}
        </button>
      </div>
      <div class="body">${this.renderBody()}</div>
    `;
  }
}
