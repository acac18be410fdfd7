import { sql } from '@/db/client';

/** A merchant whose site does not take his news. */
export interface FailingCallbacks {
  readonly merchantId: number;
  readonly failing: number;
  readonly total: number;
  /** The present hour in Asia/Shanghai, so that he is told once in each. */
  readonly hour: string;
}

/** Of a merchant's callbacks no more than his newest ones are looked at. */
const LOOKED_AT = 1_000;

/**
 * The merchants, among these or with null all, whose live callbacks fail now: more than 5 % and at least three of the
 * last ten minutes', or any that failed six times running, which takes a quarter of an hour and comes days before it is
 * given up.
 */
export function selectFailing(merchantIds: readonly number[] | null): Promise<FailingCallbacks[]> {
  return sql()<FailingCallbacks[]>`
    select merchant.id as merchant_id, (recent.failing + stuck.count)::int as failing,
      (recent.total + stuck.count)::int as total,
      to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24') as hour
    from merchants merchant
    cross join lateral (
      select count(*) as total, count(*) filter (where c.status = 'dead' or c.attempts > c.attempts_before_round
        and c.status = 'waiting') as failing
      from (select * from callbacks where merchant_id = merchant.id order by id desc limit ${LOOKED_AT}) c
      join orders o on o.merchant_id = c.merchant_id and o.id = c.order_id and o.mode = 'live'
      where c.created_at > now() - interval '10 minutes'
    ) recent
    cross join lateral (
      select count(*) as count from callbacks c
      join orders o on o.merchant_id = c.merchant_id and o.id = c.order_id and o.mode = 'live'
      where c.merchant_id = merchant.id and c.status = 'waiting' and c.attempts - c.attempts_before_round >= 6
        and c.created_at <= now() - interval '10 minutes'
    ) stuck
    where (${merchantIds === null} or merchant.id = any(${[...(merchantIds ?? [])]}::bigint[]))
      and (stuck.count > 0 or (recent.failing >= 3 and recent.failing * 20 > recent.total))`;
}
