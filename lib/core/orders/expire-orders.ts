import { extendOpen, moveExpired } from '@/lib/core/orders/expiry-store';

const GRACE_SECONDS = 120;

/** Ends at most `limit` open orders whose time is over; answers how many. Safe to run on several workers. */
export function expireDueOrders({ limit }: { limit: number }): Promise<number> {
  return moveExpired(limit);
}

/**
 * While the product was down monitors could not report. Orders that are older than this start get two more
 * minutes, so that a payment made meanwhile is heard before its order expires. To be called before anybody is answered:
 * an order that was over while a gateway answered stays expired. Answers how many got longer.
 */
export function extendAfterRestart(startedAt: Date): Promise<number> {
  return extendOpen(startedAt, GRACE_SECONDS);
}
