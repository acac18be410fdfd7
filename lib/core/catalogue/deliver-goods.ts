import type { Tx } from '@/db/transaction';
import { sellKeys } from '@/lib/core/catalogue/stock-store';

/**
 * Sells a paid order its card keys, in the paying transaction. Returns how many keys are owed because the stock
 * ran short; they are delivered when keys are imported. Never refuses: the payment stands.
 */
export function deliverGoods(tx: Tx, key: { merchantId: number; orderId: number }): Promise<number> {
  return sellKeys(tx, key);
}
