import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../api/graphql-client";
import { ShopCustomer } from "./shop-customer";

describe("ShopCustomer", () => {
  const customerToken = vi.fn();
  const question = vi.fn();
  let customer: ShopCustomer;

  beforeEach(() => {
    vi.resetAllMocks();
    question.mockResolvedValue("answer");
    customer = new ShopCustomer({ customerToken });
  });

  it("should ask with a token of the moment", async () => {
    customerToken.mockResolvedValueOnce("first").mockResolvedValueOnce("second");
    await customer.ask(question);
    await customer.ask(question);
    expect(question.mock.calls).toEqual([["first"], ["second"]]);
    expect(customer.isSignedOut).toBe(false);
  });

  it("should ask as a visitor where nobody signed in", async () => {
    customerToken.mockResolvedValue(null);
    await expect(customer.ask(question)).resolves.toBe("answer");
    expect(question.mock.calls).toEqual([[null]]);
  });

  it("should go on as a visitor with a token that counts no more, and know it", async () => {
    customerToken.mockResolvedValue("late");
    question.mockRejectedValueOnce(new ApiError("auth", "expired"));
    await expect(customer.ask(question)).resolves.toBe("answer");
    expect(question.mock.calls).toEqual([["late"], [null]]);
    expect(customer.isSignedOut).toBe(true);
  });

  it("should forget that when the customer is signed in again", async () => {
    customerToken.mockResolvedValue("late");
    question.mockRejectedValueOnce(new ApiError("auth", "expired"));
    await customer.ask(question);
    await customer.ask(question);
    expect(customer.isSignedOut).toBe(false);
  });

  it("should hide no other trouble", async () => {
    customerToken.mockResolvedValue("good");
    question.mockRejectedValue(new ApiError("network", "offline"));
    await expect(customer.ask(question)).rejects.toThrow("offline");
    expect(question).toHaveBeenCalledTimes(1);
  });
});
