import { inTransaction } from '@/db/transaction';
import { selectFillable, sellOwed } from '@/lib/core/catalogue/backorders-store';

/**
 * Gives keys that became free (an order expired, or was paid while keys were imported) to the paid orders that are
 * owed some, for at most `limit` products. Answers how many keys were given. Safe to run on several workers.
 */
export async function fillBackorders({ limit }: { limit: number }): Promise<number> {
  let given = 0;
  for (const shelf of await selectFillable(limit)) given += await inTransaction((tx) => sellOwed(tx, shelf));
  return given;
}
