import type { Tx } from '@/db/transaction';
import { ORDER_CHANNEL } from '@/lib/core/vocabulary';

/** A life of an order gets no more than this much longer by all outages of its account together. */
const MAX_SECONDS = 900;

export interface Outage {
  readonly merchantId: number;
  readonly accountIds: readonly number[];
  /** The last sign of life before the one that ended the outage. */
  readonly unseenSince: Date;
}

/**
 * Nobody watched the accounts since `unseenSince`: their orders that still wait get as much longer, each counted from when its
 * code was shown, with event and word to the checkouts, in one statement. Answers how many.
 */
export async function extendForOutage(tx: Tx, outage: Outage): Promise<number> {
  const { merchantId, accountIds, unseenSince } = outage;
  const rows = await tx`
    with due as (
      select o.merchant_id, o.id, least(
        extract(epoch from clock_timestamp() - greatest(${unseenSince}, o.allocated_at)),
        ${MAX_SECONDS}::int - coalesce((
          select sum((e.data ->> 'seconds')::int) from order_events e
          where e.merchant_id = o.merchant_id and e.order_id = o.id and e.kind = 'extended'
            and e.data ->> 'reason' = 'outage' and e.at >= coalesce(o.reopened_at, '-infinity')), 0))::int as seconds
      from orders o
      where o.merchant_id = ${merchantId} and o.account_id = any(${[...accountIds]}::bigint[])
        and o.status = 'pending' and o.expires_at > clock_timestamp()
      for update of o
    ), moved as (
      update orders o set expires_at = o.expires_at + make_interval(secs => due.seconds)
      from due
      where o.merchant_id = due.merchant_id and o.id = due.id and o.status = 'pending' and due.seconds > 0
      returning o.merchant_id, o.id, o.token, o.expires_at, due.seconds
    ), noted as (
      insert into order_events (merchant_id, order_id, kind, actor, data)
      select merchant_id, id, 'extended', 'system',
        jsonb_build_object('reason', 'outage', 'seconds', seconds, 'expiresAt', expires_at)
      from moved
    )
    select pg_notify(${ORDER_CHANNEL}, json_build_object('merchantId', merchant_id, 'orderId', id, 'token', token)::text)
    from moved`;
  return rows.length;
}
