import { sql } from '@/db/client';
import type {
  CallbackEvent,
  CallbackFailure,
  CallbackState,
  CallbackStatus,
  KeptAttempt,
} from '@/lib/core/callbacks/callback';
import type { Finding, Reading } from '@/lib/core/callbacks/judgement';
import type { Mode } from '@/lib/core/vocabulary';

export interface CallbackRow {
  callbackId: number;
  orderId: number;
  event: CallbackEvent;
  eventId: string;
  status: CallbackStatus;
  nextAttemptAt: Date | null;
  createdAt: Date;
  deliveredAt: Date | null;
}

export async function selectCallback(merchantId: number, orderId: number): Promise<CallbackRow | null> {
  const [row] = await sql()<CallbackRow[]>`
    select id as "callbackId", order_id as "orderId", event, event_id as "eventId", status,
      case when status = 'waiting' then next_attempt_at end as "nextAttemptAt", created_at as "createdAt",
      delivered_at as "deliveredAt"
    from callbacks where merchant_id = ${merchantId} and order_id = ${orderId} and event = 'order.paid'`;
  return row ?? null;
}

export function selectAttempts(merchantId: number, callbackId: number): Promise<KeptAttempt[]> {
  return sql()<KeptAttempt[]>`
    select attempt, started_at as "startedAt", duration_ms as "durationMs", method, url,
      request_body as "requestBody", http_status as "httpStatus", response_head as "responseHead",
      failure, failure_detail as "failureDetail", reading, finding
    from callback_attempts where merchant_id = ${merchantId} and callback_id = ${callbackId} order by attempt`;
}

export interface CallbackSearch {
  merchantId: number;
  mode: Mode;
  state?: CallbackState | undefined;
  limit: number;
  offset: number;
}

export interface CallbackLine extends CallbackRow {
  outOrderId: string;
  state: CallbackState;
  attempts: number;
  /** Of the last attempt; null before the first one. */
  url: string | null;
  triedAt: Date | null;
  httpStatus: number | null;
  /** base64. */
  responseHead: string | null;
  failure: CallbackFailure | null;
  failureDetail: string | null;
  reading: Reading | null;
  finding: Finding | null;
}

export async function selectCallbacks(
  search: CallbackSearch,
): Promise<{ rows: CallbackLine[]; total: number }> {
  const state = sql()`case when c.status = 'waiting' and c.attempts > 0 then 'retrying' else c.status end`;
  const wanted = search.state ?? null;
  const found = await sql()<(CallbackLine & { total: number })[]>`
    select c.id as "callbackId", c.order_id as "orderId", c.event, c.event_id as "eventId", c.status, c.attempts,
      ${state} as state, case when c.status = 'waiting' then c.next_attempt_at end as "nextAttemptAt",
      c.created_at as "createdAt", c.delivered_at as "deliveredAt", o.out_order_id as "outOrderId",
      a.url, a.started_at as tried_at, a.http_status, a.response_head, a.failure, a.failure_detail, a.reading, a.finding,
      count(*) over () as total
    from callbacks c
    join orders o on o.merchant_id = c.merchant_id and o.id = c.order_id and o.mode = ${search.mode}
    left join callback_attempts a
      on a.merchant_id = c.merchant_id and a.callback_id = c.id and a.attempt = c.attempts
    where c.merchant_id = ${search.merchantId} and (${wanted}::text is null or ${state} = ${wanted})
    order by c.id desc limit ${search.limit} offset ${search.offset}`;
  return { rows: found.map(({ total: _, ...row }) => row), total: found[0]?.total ?? 0 };
}

export interface CallbackStanding {
  readonly orderId: number;
  readonly status: CallbackStatus;
  readonly attempts: number;
}

export function selectStandings(
  merchantId: number,
  orderIds: readonly number[],
): Promise<CallbackStanding[]> {
  return sql()<CallbackStanding[]>`
    select order_id as "orderId", status, attempts from callbacks
    where merchant_id = ${merchantId} and order_id = any(${[...orderIds]}::bigint[])`;
}
