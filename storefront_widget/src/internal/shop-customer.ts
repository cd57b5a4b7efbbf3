import { ApiError } from "../api/graphql-client";
import type { ShopBridge } from "./shop-bridge";

/**
 * Asks as the customer who is signed in to the shop, with a token of the shop for each question, and
 * as a visitor where there is none or it counts no more.
 */
export class ShopCustomer {
  /** Whether the shop believes somebody to be signed in whose token was refused. */
  isSignedOut = false;

  constructor(private readonly bridge: Pick<ShopBridge, "customerToken">) {}

  async ask<Answer>(question: (bearer: string | null) => Promise<Answer>): Promise<Answer> {
    const bearer = await this.bridge.customerToken();
    this.isSignedOut = false;
    if (bearer === null) return question(null);
    try {
      return await question(bearer);
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === "auth")) throw error;
      this.isSignedOut = true;
      return question(null);
    }
  }
}
