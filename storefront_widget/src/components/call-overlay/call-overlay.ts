import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CallSession } from "../../call/call-session";
import type { RoomState } from "../../call/room-state";
import { latestShown } from "../../call/room-views";
import type { Proposal, ShownProduct } from "../../call/types";
import { emit } from "../../internal/emit";
import { icon } from "../../internal/call-icons";
import type { ProductCache } from "../../internal/product-cache";
import { base, buttons } from "../../themes/controls";
import "../featured-product/featured-product";
import "../proposal-card/proposal-card";

declare global {
  interface HTMLElementEventMap {
    "ps-hide-product": CustomEvent<string | null>;
  }
}

/**
 * What lies over the picture: suggestions to answer and the product shown.
 *
 * @event ps-hide-product - with the id of what was shown; null brings it back
 */
@customElement("ps-call-overlay")
export class PsCallOverlay extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        position: absolute;
        z-index: 4;
        left: 30px;
        bottom: 14px;
        display: grid;
        gap: 12px;
        width: min(372px, calc(100% - 60px));
        max-height: calc(100% - 28px);
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      .reopen {
        justify-self: start;
        max-width: 100%;
        box-shadow: var(--shadow-2);
      }
      .reopen span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @media (max-width: 640px) {
        :host {
          left: 8px;
          right: 8px;
          bottom: 8px;
          width: auto;
          max-height: calc(100% - 72px);
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) cache!: ProductCache;
  @property({ attribute: false }) hiddenProduct: string | null = null;
  /** The side panel is open: what waits for an answer stays, the product makes room. */
  @property({ type: Boolean }) proposalsOnly = false;

  /** Those on whose answer this page waits: everybody knows it before the cart has the product. */
  @state() private answering: readonly string[] = [];

  private readonly handleAnswering = ({ detail }: HTMLElementEventMap["ps-answering"]): void => {
    const others = this.answering.filter((id) => id !== detail.proposal);
    this.answering = detail.isBusy ? [...others, detail.proposal] : others;
  };

  private get proposals(): readonly Proposal[] {
    if (this.room.me.role !== "CUSTOMER") return [];
    return this.room.proposals.filter(
      ({ id, status }) => status === "PENDING" || this.answering.includes(id),
    );
  }

  /** A suggestion of the very product has its own button for the cart. */
  private isSuggested({ productId }: ShownProduct): boolean {
    return this.proposals.some(({ lines }) =>
      lines.some(({ variant }) => variant.product.id === productId),
    );
  }

  private renderShown(shown: ShownProduct): TemplateResult {
    if (shown.id === this.hiddenProduct || this.isSuggested(shown)) {
      return html`<button
        class="button compact reopen"
        @click=${() => emit(this, "ps-hide-product", null)}
      >
        ${icon("products")} <span>${shown.name}</span>
      </button>`;
    }
    return html`<ps-featured-product
      .session=${this.session}
      .room=${this.room}
      .cache=${this.cache}
      .shown=${shown}
    ></ps-featured-product>`;
  }

  protected override render(): TemplateResult {
    const shown = this.proposalsOnly ? null : latestShown(this.room);
    return html`
      ${repeat(
        this.proposals,
        ({ id }) => id,
        (proposal) =>
          html`<ps-proposal-card
            .session=${this.session}
            .proposal=${proposal}
            @ps-answering=${this.handleAnswering}
          ></ps-proposal-card>`,
      )}
      ${shown === null ? nothing : this.renderShown(shown)}
    `;
  }
}
