import { type CallbackStanding, selectStandings } from '@/lib/core/callbacks/views-store';

/** How the callbacks of a page of orders stand, by order id; orders that were never paid are missing. */
export async function callbackStandings(
  merchantId: number,
  orderIds: readonly number[],
): Promise<ReadonlyMap<number, CallbackStanding>> {
  const rows = orderIds.length === 0 ? [] : await selectStandings(merchantId, orderIds);
  return new Map(rows.map((row) => [row.orderId, row]));
}
