import { describe, expect, it, vi } from "vitest";
import { reduceRoom, type RoomState } from "../call/room-state";
import { checkout, welcomeData } from "../call/testing";
import type { Checkout } from "../call/types";
import { CartHandover } from "./cart-handover";

function roomWith(cart: Checkout | null, capabilities = welcomeData().you.capabilities): RoomState {
  const you = { ...welcomeData().you, capabilities };
  const data = welcomeData({ checkout: cart, you });
  return reduceRoom(null, { type: "welcome", data, at: "" }) as RoomState;
}

describe("CartHandover", () => {
  function make(isConnected = true) {
    const post = vi.fn();
    const handOver = vi.fn(() => Promise.resolve({ url: "", code: "code" }));
    const bridge = { isConnected, post, focusShop: vi.fn() };
    return { post, handOver, handover: new CartHandover(bridge, { handOver }) };
  }

  it("should hand a new cart over by a code, never by an id", async () => {
    const { post, handOver, handover } = make();
    handover.follow(roomWith(checkout("1")));
    await Promise.resolve();
    expect(handOver).toHaveBeenCalledTimes(1);
    expect(post).toHaveBeenCalledExactlyOnceWith({ type: "checkout", code: "code" });
  });

  it("should only mention a change of a cart that the shop knows", async () => {
    const { post, handOver, handover } = make();
    handover.follow(roomWith(checkout("1")));
    await Promise.resolve();
    handover.follow(roomWith(checkout("1")));
    expect(handOver).toHaveBeenCalledTimes(1);
    expect(post).toHaveBeenLastCalledWith({ type: "checkout-changed" });
  });

  it("should hand the same cart over to the next page of the shop", async () => {
    const { post, handover } = make();
    handover.follow(roomWith(checkout("1")));
    await Promise.resolve();
    handover.beginAnew();
    handover.follow(roomWith(checkout("1")));
    await Promise.resolve();
    expect(post.mock.calls).toEqual([
      [{ type: "checkout", code: "code" }],
      [{ type: "checkout", code: "code" }],
    ]);
  });

  it("should go to the checkout through the shop's page where there is one", async () => {
    const { post, handover } = make();
    await handover.goToCheckout();
    expect(post).toHaveBeenCalledExactlyOnceWith({ type: "go-to-checkout", url: "", code: "code" });
  });

  it("should hand over again when an order was followed by a new cart", async () => {
    const { handOver, handover } = make();
    handover.follow(roomWith(checkout("1")));
    await Promise.resolve();
    handover.follow(roomWith(null));
    handover.follow(roomWith(checkout("2")));
    expect(handOver).toHaveBeenCalledTimes(2);
  });

  it("should try again after a failure", async () => {
    const { post, handOver, handover } = make();
    handOver.mockRejectedValueOnce(new Error("offline"));
    handover.follow(roomWith(checkout("1")));
    await new Promise((resolve) => setTimeout(resolve));
    handover.follow(roomWith(checkout("1")));
    await new Promise((resolve) => setTimeout(resolve));
    expect(post).toHaveBeenCalledExactlyOnceWith({ type: "checkout", code: "code" });
  });

  it("should do nothing for whoever may not go to the checkout, or without a shop's page", () => {
    const guest = make();
    guest.handover.follow(roomWith(checkout("1"), ["CHAT"]));
    const alone = make(false);
    alone.handover.follow(roomWith(checkout("1")));
    expect(guest.handOver).not.toHaveBeenCalled();
    expect(alone.handOver).not.toHaveBeenCalled();
  });
});
