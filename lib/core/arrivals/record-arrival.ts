import type { Tx } from '@/db/transaction';
import { insertArrival, insertArrivals, type NewArrival, selectByDedupeKey } from '@/lib/core/arrivals/store';

export type { NewArrival } from '@/lib/core/arrivals/store';

/**
 * Keeps a payment that was seen, before anything else is done with it. `dedupeKey` says which payment it is:
 * the same one reported again is answered with the first record and settles nothing. In the caller's transaction, if
 * there is one.
 */
export async function recordArrival(
  arrival: NewArrival,
  tx?: Tx,
): Promise<{ arrivalId: number; isRepeat: boolean }> {
  const arrivalId = await insertArrival(arrival, tx);
  if (arrivalId !== null) return { arrivalId, isRepeat: false };
  const first = await selectByDedupeKey(arrival.merchantId, arrival.dedupeKey);
  if (first === null) throw new Error('an arrival is neither new nor known');
  return { arrivalId: first.id, isRepeat: true };
}

/** Keeps many payments at once; answers the numbers of those that were not known. */
export function recordArrivals(arrivals: readonly NewArrival[]): Promise<number[]> {
  return arrivals.length === 0 ? Promise.resolve([]) : insertArrivals(arrivals);
}
