/** The shop's own way to tell who is signed in: the customer's Saleor access token, or null. */
export type CustomerTokenSource = () => string | null | Promise<string | null>;

interface MayKnowCustomer {
  readonly getCustomerToken: CustomerTokenSource | null;
}

/** The token by the first element that the shop gave a source; null when nobody signed in. */
export async function customerToken(elements: Iterable<MayKnowCustomer>): Promise<string | null> {
  for (const element of elements) {
    if (typeof element.getCustomerToken !== "function") continue;
    try {
      return (await element.getCustomerToken()) || null;
    } catch {
      // The shop's own trouble: the customer goes on as a visitor.
      return null;
    }
  }
  return null;
}
