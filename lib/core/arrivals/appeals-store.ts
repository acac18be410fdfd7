import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import { NEAR_FEN, type Waiting, WINDOW_MINUTES } from '@/lib/core/arrivals/inbox-store';
import type { OrderStatus } from '@/lib/core/orders';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export type AppealStatus = 'open' | 'accepted' | 'rejected';

/** What a buyer says, and what became of it. */
export interface Appeal {
  readonly merchantId: number;
  readonly id: number;
  readonly orderId: number;
  readonly ticket: string;
  readonly amount: Fen;
  readonly paidAt: Date;
  /** The payer's name or the last digits of his bill, in his words; empty when he left it out. */
  readonly payer: string;
  readonly status: AppealStatus;
  /** What the merchant answered; shown to the buyer. */
  readonly reply: string | null;
  readonly answeredBy: string | null;
  readonly createdAt: Date;
  readonly answeredAt: Date | null;
}

function appealColumns() {
  return sql()`p.merchant_id, p.id, p.order_id, p.ticket, p.amount_fen as amount, p.paid_at, p.payer, p.status, p.reply,
    p.answered_by, p.created_at, p.answered_at`;
}

export interface NewAppeal {
  token: string;
  ticket: string;
  amount: Fen;
  paidAt: Date;
  payer: string;
}

/** How many times a buyer may ask about one order. */
const APPEALS_PER_ORDER = 5;

/**
 * Null when the order is paid or unknown, has an open appeal, or was asked about too often. The order is held
 * meanwhile, so that none is opened beside its payment.
 */
export async function insertAppeal(appeal: NewAppeal): Promise<Appeal | null> {
  const [row] = await sql()<Appeal[]>`
    with asked as (
      select merchant_id, id, token from orders
      where token = ${appeal.token} and status in ('created', 'pending', 'expired', 'closed') for no key update
    ), p as (
      insert into appeals (merchant_id, order_id, ticket, amount_fen, paid_at, payer)
      select o.merchant_id, o.id, ${appeal.ticket}, ${appeal.amount}::bigint, ${appeal.paidAt}::timestamptz, ${appeal.payer}
      from asked o
      where (select count(*) from appeals a where a.merchant_id = o.merchant_id and a.order_id = o.id) < ${APPEALS_PER_ORDER}
      on conflict (merchant_id, order_id) where status = 'open' do nothing
      returning *
    )
    select ${appealColumns()} from p`;
  return row ?? null;
}

export async function selectOpenAppealOf(key: {
  merchantId: number;
  orderId: number;
}): Promise<Appeal | null> {
  const [row] = await sql()<Appeal[]>`
    select ${appealColumns()} from appeals p
    where p.merchant_id = ${key.merchantId} and p.order_id = ${key.orderId} and p.status = 'open'`;
  return row ?? null;
}

export async function selectByTicket(ticket: string): Promise<Appeal | null> {
  const [row] = await sql()<Appeal[]>`select ${appealColumns()} from appeals p where p.ticket = ${ticket}`;
  return row ?? null;
}

export interface AppealKey {
  merchantId: number;
  appealId: number;
}

export async function selectAppeal({ merchantId, appealId }: AppealKey): Promise<Appeal | null> {
  const [row] = await sql()<Appeal[]>`
    select ${appealColumns()} from appeals p where p.merchant_id = ${merchantId} and p.id = ${appealId}`;
  return row ?? null;
}

/** False when somebody answered it meanwhile. */
export async function updateAnswer(
  tx: Tx,
  { merchantId, appealId }: AppealKey,
  answer: { status: Exclude<AppealStatus, 'open'>; reply: string | null; actor: string },
): Promise<boolean> {
  const rows = await tx`
    update appeals set status = ${answer.status}, reply = ${answer.reply}, answered_by = ${answer.actor},
      answered_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${appealId} and status = 'open' returning 1`;
  return rows.length === 1;
}

/** The money was found: what the buyer still asks about the order is answered by that. */
export async function acceptAppealOf(
  tx: Tx,
  { merchantId, orderId }: { merchantId: number; orderId: number },
): Promise<void> {
  await tx`
    update appeals set status = 'accepted', answered_by = 'system', answered_at = clock_timestamp()
    where merchant_id = ${merchantId} and order_id = ${orderId} and status = 'open'`;
}

export interface AppealItem extends Appeal {
  readonly outOrderId: string;
  readonly title: string;
  readonly type: PayType | null;
  readonly price: Fen;
  readonly payable: Fen | null;
  readonly orderStatus: OrderStatus;
}

/** Pages are counted from 1. */
export interface AppealSearch {
  merchantId: number;
  mode: Mode;
  isOpen: boolean;
  page: number;
  pageSize: number;
}

/** Those that wait with the oldest first, those that were answered with the newest first. */
export async function selectAppeals(search: AppealSearch): Promise<{ rows: AppealItem[]; total: number }> {
  const { merchantId, mode, isOpen, page, pageSize } = search;
  const from = sql()`
    from appeals p join orders o on o.merchant_id = p.merchant_id and o.id = p.order_id
    where p.merchant_id = ${merchantId} and o.mode = ${mode} and (p.status = 'open') = ${isOpen}`;
  const [rows, [counted]] = await Promise.all([
    sql()<AppealItem[]>`
      select ${appealColumns()}, o.out_order_id, o.title, o.type, o.price_fen as price, o.payable_fen as payable,
        status_now(o.status, o.expires_at) as order_status
      ${from} order by ${isOpen ? sql()`p.id` : sql()`p.answered_at desc, p.id desc`}
      limit ${pageSize} offset ${(page - 1) * pageSize}`,
    sql()<{ total: number }[]>`select count(*) as total ${from}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
}

export async function selectOpenAppeals(merchantId: number, mode: Mode): Promise<Waiting> {
  const [row] = await sql()<Waiting[]>`
    select count(*) as count, min(p.created_at) as oldest_at
    from appeals p join orders o on o.merchant_id = p.merchant_id and o.id = p.order_id
    where p.merchant_id = ${merchantId} and p.status = 'open' and o.mode = ${mode}`;
  return row ?? { count: 0, oldestAt: null };
}

/** A payment that waits, and that an appeal may speak of. */
export interface Receivable {
  readonly appealId: number;
  readonly arrivalId: number;
  readonly amount: Fen;
  readonly paidAt: Date;
  readonly source: string;
  readonly accountLabel: string | null;
  readonly isHeldFor: boolean;
}

/** Payments that wait, near what the buyers say in amount and time, the nearest first; and those held for their orders. */
export function selectReceivables(merchantId: number, appealIds: readonly number[]): Promise<Receivable[]> {
  return sql()<Receivable[]>`
    select p.id as appeal_id, s.id as arrival_id, s.amount_fen as amount, s.paid_at, s.source, a.label as account_label,
      s.order_id is not distinct from o.id as is_held_for
    from appeals p
    join orders o on o.merchant_id = p.merchant_id and o.id = p.order_id
    join arrivals s on s.merchant_id = p.merchant_id and s.mode = o.mode and s.outcome in ('unmatched', 'late')
      and (s.order_id = o.id or (
        (o.type is null or s.type = o.type)
        and least(abs(s.amount_fen - p.amount_fen), abs(s.amount_fen - coalesce(o.payable_fen, o.price_fen))) <= ${NEAR_FEN}
        and abs(extract(epoch from s.paid_at - p.paid_at)) <= ${WINDOW_MINUTES * 60}))
    left join accounts a on a.merchant_id = s.merchant_id and a.id = s.account_id
    where p.merchant_id = ${merchantId} and p.id = any(${[...appealIds]})
    order by abs(s.amount_fen - p.amount_fen), abs(extract(epoch from s.paid_at - p.paid_at)), s.id
    limit 200`;
}
