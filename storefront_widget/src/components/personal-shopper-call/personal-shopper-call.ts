import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Bootstrap } from "../../internal/bootstrap";
import "../flow/flow";

declare global {
  interface HTMLElementTagNameMap {
    "personal-shopper-call": PersonalShopperCall;
  }
}

/** The call page, for everybody: what one may do comes with the seat, not with the page. */
@customElement("personal-shopper-call")
export class PersonalShopperCall extends LitElement {
  @state() private bootstrap: Bootstrap | null = null;

  /** Begins; to be called when the texts are there. */
  start(bootstrap: Bootstrap): void {
    this.bootstrap = bootstrap;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.bootstrap === null) return nothing;
    return html`<ps-flow .bootstrap=${this.bootstrap}></ps-flow>`;
  }
}
