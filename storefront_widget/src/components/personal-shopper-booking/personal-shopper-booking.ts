import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { BookingBootstrap } from "../../booking/bootstrap";
import "../booking-page/booking-page";
import "../manage-page/manage-page";

declare global {
  interface HTMLElementTagNameMap {
    "personal-shopper-booking": PersonalShopperBooking;
  }
}

/** The page where a call is booked, and the one where it is moved or cancelled. */
@customElement("personal-shopper-booking")
export class PersonalShopperBooking extends LitElement {
  @state() private bootstrap: BookingBootstrap | null = null;

  /** Begins; to be called when the texts are there. */
  start(bootstrap: BookingBootstrap): void {
    this.bootstrap = bootstrap;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.bootstrap === null) return nothing;
    return this.bootstrap.mode === "manage"
      ? html`<ps-manage-page .bootstrap=${this.bootstrap}></ps-manage-page>`
      : html`<ps-booking-page .bootstrap=${this.bootstrap}></ps-booking-page>`;
  }
}
