import type { RoomApi } from "../api/room-api";
import type { Product, ShownProduct } from "../call/types";

/** Products asked for in this call, each once, until somebody shows a newer version. */
export class ProductCache {
  private readonly products = new Map<string, Product>();
  private readonly asked = new Map<string, Promise<Product | null>>();

  constructor(private readonly api: RoomApi) {}

  /** Keeps what the room itself told. */
  keep(shown: readonly ShownProduct[]): void {
    for (const { product } of shown) {
      if (product !== null) this.products.set(product.id, product);
    }
  }

  known(id: string): Product | null {
    return this.products.get(id) ?? null;
  }

  /** Null when the shop no longer sells it here. */
  load(id: string): Promise<Product | null> {
    const known = this.products.get(id);
    if (known !== undefined) return Promise.resolve(known);
    const asked = this.asked.get(id) ?? this.ask(id);
    this.asked.set(id, asked);
    return asked;
  }

  private async ask(id: string): Promise<Product | null> {
    try {
      const product = await this.api.product(id);
      if (product !== null) this.products.set(id, product);
      return product;
    } finally {
      this.asked.delete(id);
    }
  }
}
