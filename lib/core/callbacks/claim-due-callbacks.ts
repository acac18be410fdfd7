import type { CallbackClaim } from '@/lib/core/callbacks/callback';
import { claimDue } from '@/lib/core/callbacks/store';

/** No merchant has more attempts under way than this, over all workers. */
const IN_FLIGHT_PER_MERCHANT = 4;
/** No more attempts than this are under way, over all workers. */
export const IN_FLIGHT_IN_ALL = 64;
/** Longer than the longest attempt; after it another worker may take the callback over. */
const LEASE_SECONDS = 30;

/**
 * Takes up to `slots` due callbacks for this process, merchants in turn. Each claim raises the fence, so that a
 * worker that was away for longer than its lease cannot record over its successor.
 */
export function claimDueCallbacks({ slots }: { slots: number }): Promise<CallbackClaim[]> {
  return claimDue({
    slots,
    perMerchant: IN_FLIGHT_PER_MERCHANT,
    inAll: IN_FLIGHT_IN_ALL,
    leaseSeconds: LEASE_SECONDS,
  });
}
