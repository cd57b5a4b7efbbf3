import type { RoomApi } from "../api/room-api";
import type { RoomState } from "../call/room-state";
import { may } from "../call/room-views";
import type { Checkout } from "../call/types";
import type { ShopBridge } from "./shop-bridge";

/**
 * Lets the shop's page keep up with the cart of the call: a new cart is handed over by a one-use
 * code, a change of a known one is only mentioned.
 */
export class CartHandover {
  private handed: string | null = null;
  private known: Checkout | null = null;

  constructor(
    private readonly bridge: Pick<ShopBridge, "isConnected" | "post" | "focusShop">,
    private readonly api: Pick<RoomApi, "handOver">,
  ) {}

  follow(room: RoomState): void {
    const { checkout } = room;
    if (!this.bridge.isConnected || !may(room, "GO_TO_CHECKOUT")) return;
    if (checkout === null || checkout === this.known) return;
    this.known = checkout;
    if (checkout.cart === this.handed) this.bridge.post({ type: "checkout-changed" });
    else void this.handOver(checkout.cart);
  }

  /** Another page of the shop came, which knows nothing of the cart yet. */
  beginAnew(): void {
    this.handed = null;
    this.known = null;
  }

  /**
   * Goes to the shop's checkout: through the page we stand in, else in a tab of its own so that the
   * call goes on. Call it inside a click.
   */
  async goToCheckout(): Promise<void> {
    // Opened before the answer is there, or the browser would block it.
    const tab = this.bridge.isConnected ? null : window.open("", "_blank");
    if (tab === null) this.bridge.focusShop();
    try {
      const { url, code } = await this.api.handOver();
      if (tab === null) this.bridge.post({ type: "go-to-checkout", url, code });
      else openIn(tab, url);
    } catch (error) {
      tab?.close();
      throw error;
    }
  }

  private async handOver(cart: string): Promise<void> {
    this.handed = cart;
    try {
      const { code } = await this.api.handOver();
      this.bridge.post({ type: "checkout", code });
    } catch {
      // The next change of the cart tries again.
      this.handed = null;
    }
  }
}

function openIn(tab: Window, url: string): void {
  if (url === "") throw new Error("The shop has set no address for its cart.");
  tab.opener = null;
  tab.location.href = url;
}
