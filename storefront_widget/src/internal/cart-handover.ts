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
    private readonly bridge: Pick<ShopBridge, "isConnected" | "post">,
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
