import { selectGoods } from '@/lib/core/catalogue/goods-store';
import { unseal } from '@/lib/platform/crypto';
import type { Fen } from '@/lib/platform/money';

export interface Goods {
  readonly productId: number;
  /** Name and price when it was ordered. */
  readonly name: string;
  readonly unitPrice: Fen;
  readonly quantity: number;
  /** Keys that are paid and still to come. */
  readonly owed: number;
  /** The card keys that were sold to the order; none before it is paid. */
  readonly keys: readonly string[];
}

/** What was ordered and what was delivered of it; nothing for an order without goods. Never log the keys. */
export async function goodsOfOrder(key: { merchantId: number; orderId: number }): Promise<Goods[]> {
  const rows = await selectGoods(key);
  return rows.map(({ unitPriceFen, keysSealed, ...row }) => ({
    ...row,
    unitPrice: unitPriceFen,
    keys: keysSealed.map(unseal),
  }));
}
