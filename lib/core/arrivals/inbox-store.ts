import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Arrival, ArrivalOutcome } from '@/lib/core/arrivals/arrival';
import { type ArrivalKey, arrivalColumns } from '@/lib/core/arrivals/store';
import type { OrderStatus } from '@/lib/core/orders';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** Around an order's time in which a payment may still be meant for it: clocks differ, and people are slow. */
export const WINDOW_MINUTES = 15;
/** How far the amounts may differ for a suggestion. */
export const NEAR_FEN = 100;
const CANDIDATES_MAX = 200;

export interface HandDecision {
  outcome: 'matched' | 'ignored' | 'duplicate';
  orderId: number | null;
  actor: string;
  reason: string;
}

/** The caller holds the row; the guard is for whoever forgets. Throws when it has settled an order meanwhile. */
export async function updateByHand(tx: Tx, key: ArrivalKey, decision: HandDecision): Promise<void> {
  const rows = await tx`
    update arrivals set outcome = ${decision.outcome}, order_id = ${decision.orderId}, decided_by = ${decision.actor},
      note = ${decision.reason}, decided_at = clock_timestamp()
    where merchant_id = ${key.merchantId} and id = ${key.arrivalId}
      and outcome in ('unmatched', 'late', 'duplicate', 'ignored')
    returning 1`;
  if (rows.length === 0) throw new Error(`arrival ${key.arrivalId} moved under its lock`);
}

/** `waiting` is what a person must decide: unmatched and late. */
export type InboxOutcome = ArrivalOutcome | 'waiting';

/** Pages are counted from 1; the days are those on which the payments were seen. */
export interface InboxSearch {
  merchantId: number;
  mode: Mode;
  outcome?: InboxOutcome | undefined;
  type?: PayType | undefined;
  amount?: Fen | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  page: number;
  pageSize: number;
}

export interface InboxItem extends Arrival {
  /** Null when nobody knows the account, or it was never named. */
  readonly accountLabel: string | null;
  readonly monitorName: string | null;
  /** Of the order that it settled, or may belong to. */
  readonly orderStatus: OrderStatus | null;
}

function seenBetween(from: Date | undefined, to: Date | undefined) {
  return sql()`${from === undefined ? sql()`` : sql()`and seen_at >= ${from}`}
    ${to === undefined ? sql()`` : sql()`and seen_at < ${to}`}`;
}

function whereSearch({ merchantId, mode, outcome, type, amount, from, to }: InboxSearch) {
  const outcomes = outcome === 'waiting' ? ['unmatched', 'late'] : [outcome ?? ''];
  return sql()`merchant_id = ${merchantId} and mode = ${mode}
    ${outcome === undefined ? sql()`` : sql()`and outcome = any(${outcomes})`}
    ${type === undefined ? sql()`` : sql()`and type = ${type}`}
    ${amount === undefined ? sql()`` : sql()`and amount_fen = ${amount}`}
    ${seenBetween(from, to)}`;
}

/** Newest first. */
export async function selectInbox(search: InboxSearch): Promise<{ rows: InboxItem[]; total: number }> {
  const { page, pageSize } = search;
  const where = whereSearch(search);
  const [rows, [counted]] = await Promise.all([
    sql()<InboxItem[]>`
      select found.*, a.label as account_label, m.name as monitor_name,
        status_now(o.status, o.expires_at) as order_status
      from (select ${arrivalColumns()} from arrivals where ${where} order by id desc
        limit ${pageSize} offset ${(page - 1) * pageSize}) found
      left join accounts a on a.merchant_id = found.merchant_id and a.id = found.account_id
      left join monitors m on m.merchant_id = found.merchant_id and m.id = found.monitor_id
      left join orders o on o.merchant_id = found.merchant_id and o.id = found.order_id
      order by found.id desc`,
    sql()<{ total: number }[]>`select count(*) as total from arrivals where ${where}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
}

export interface OutcomeSum {
  /** Null is what was recorded a moment ago and is not decided yet. */
  readonly outcome: ArrivalOutcome | null;
  readonly count: number;
  readonly sum: Fen;
}

/** One statement, so that the parts and the whole are of one moment. */
export function selectSums(search: {
  merchantId: number;
  mode: Mode;
  from?: Date | undefined;
  to?: Date | undefined;
}): Promise<(OutcomeSum & { isTotal: boolean })[]> {
  return sql()<(OutcomeSum & { isTotal: boolean })[]>`
    select outcome, grouping(outcome) = 1 as is_total, count(*) as count, coalesce(sum(amount_fen), 0)::bigint as sum
    from arrivals
    where merchant_id = ${search.merchantId} and mode = ${search.mode} ${seenBetween(search.from, search.to)}
    group by grouping sets ((outcome), ())`;
}

export interface Waiting {
  readonly count: number;
  /** When the oldest of them was seen or opened; null when there is none. */
  readonly oldestAt: Date | null;
}

export async function selectWaiting(merchantId: number, mode: Mode): Promise<Waiting> {
  const [row] = await sql()<Waiting[]>`
    select count(*) as count, min(seen_at) as oldest_at from arrivals
    where merchant_id = ${merchantId} and mode = ${mode} and outcome in ('unmatched', 'late')`;
  return row ?? { count: 0, oldestAt: null };
}

/** An unpaid order that a payment may be meant for, beside that payment. */
export interface Candidate {
  readonly arrivalId: number;
  readonly amount: Fen;
  readonly paidAt: Date;
  /** The order that the match kept the arrival for. */
  readonly isHeldFor: boolean;
  readonly isSameAccount: boolean;
  /** Its buyer says that he paid this amount. */
  readonly isAppealed: boolean;
  readonly orderId: number;
  readonly outOrderId: string;
  readonly title: string;
  readonly status: OrderStatus;
  readonly price: Fen;
  readonly payable: Fen | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const UNPAID = ['created', 'pending', 'expired', 'closed'];

/** Unpaid orders near the arrivals in amount and time, of the same way to pay, and those that they are held for. */
export function selectCandidates(merchantId: number, arrivalIds: readonly number[]): Promise<Candidate[]> {
  return sql()<Candidate[]>`
    with seen as (
      select * from arrivals where merchant_id = ${merchantId} and id = any(${[...arrivalIds]})
    ), near as (
      select s.id as arrival_id, o.id as order_id from seen s
      join orders o on o.merchant_id = s.merchant_id and o.mode = s.mode
        and o.created_at between s.paid_at - interval '1 day' - make_interval(mins => ${WINDOW_MINUTES})
          and s.paid_at + make_interval(mins => ${WINDOW_MINUTES})
      where o.status in ('expired', 'closed') and ${isNear()}
      union
      select s.id, o.id from seen s
      join orders o on o.merchant_id = s.merchant_id and o.mode = s.mode
        and o.reopened_at between s.paid_at - interval '1 day' - make_interval(mins => ${WINDOW_MINUTES})
          and s.paid_at + interval '1 day'
      where o.reopened_at is not null and o.status in ('expired', 'closed') and ${isNear()}
      union
      select s.id, o.id from seen s join orders o on o.merchant_id = s.merchant_id and o.mode = s.mode
      where o.status in ('created', 'pending') and ${isNear()}
      union
      select s.id, o.id from seen s join orders o on o.merchant_id = s.merchant_id and o.id = s.order_id
      where o.status = any(${UNPAID})
    )
    select s.id as arrival_id, s.amount_fen as amount, s.paid_at, s.order_id is not distinct from o.id as is_held_for,
      o.account_id is not distinct from s.account_id and s.account_id is not null as is_same_account,
      exists (select 1 from appeals p where p.merchant_id = o.merchant_id and p.order_id = o.id and p.status = 'open'
        and p.amount_fen = s.amount_fen) as is_appealed,
      o.id as order_id, o.out_order_id, o.title, status_now(o.status, o.expires_at) as status, o.price_fen as price,
      o.payable_fen as payable, o.created_at, o.expires_at
    from near n join seen s on s.id = n.arrival_id
    join orders o on o.merchant_id = s.merchant_id and o.id = n.order_id
    order by abs(coalesce(o.payable_fen, o.price_fen) - s.amount_fen), o.id desc limit ${CANDIDATES_MAX}`;
}

/** Whether order `o` is near arrival `s`. */
function isNear() {
  return sql()`(o.type = s.type or (o.type is null and s.type = any(o.choices)))
    and (abs(coalesce(o.payable_fen, o.price_fen) - s.amount_fen) <= ${NEAR_FEN} or o.price_fen = s.amount_fen)
    and s.paid_at between o.created_at - make_interval(mins => ${WINDOW_MINUTES})
      and o.expires_at + make_interval(mins => ${WINDOW_MINUTES})`;
}
