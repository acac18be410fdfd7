import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Refund } from '@/lib/core/refunds/refund';
import type { Fen } from '@/lib/platform/money';

interface OrderKey {
  readonly merchantId: number;
  readonly orderId: number;
}

type RefundRow = Omit<Refund, 'amount'> & { amountFen: Fen };

function toRefund({ amountFen, ...rest }: RefundRow): Refund {
  return { ...rest, amount: amountFen };
}

export type NewRefund = Pick<
  Refund,
  'merchantId' | 'orderId' | 'refundNo' | 'amount' | 'way' | 'reason' | 'actor'
>;

/** A refund by hand is done when it is told; one through the channel has yet to be asked for. */
export async function insertRefund(tx: Tx, refund: NewRefund): Promise<Refund> {
  const isDone = refund.way === 'manual';
  const [row] = await tx<RefundRow[]>`
    insert into refunds (merchant_id, order_id, amount_fen, way, status, refund_no, reason, actor, ended_at)
    values (${refund.merchantId}, ${refund.orderId}, ${refund.amount}, ${refund.way}, ${isDone ? 'done' : 'sending'},
      ${refund.refundNo}, ${refund.reason}, ${refund.actor}, case when ${isDone}::boolean then clock_timestamp() end)
    returning *`;
  if (row === undefined) throw new Error('inserting a refund answered nothing');
  return toRefund(row);
}

/** sending → done or failed. False when it was ended before. */
export async function moveEnded(
  tx: Tx,
  { merchantId, id }: Refund,
  status: 'done' | 'failed',
  reply: NonNullable<Refund['channelReply']>,
): Promise<boolean> {
  const rows = await tx`
    update refunds set status = ${status}, channel_reply = ${tx.json(reply)}, ended_at = clock_timestamp()
    where merchant_id = ${merchantId} and id = ${id} and status = 'sending' returning 1`;
  return rows.length === 1;
}

/** What was given back of an order. Final only while the order is held. */
export async function sumDone(tx: Tx, { merchantId, orderId }: OrderKey): Promise<Fen> {
  const [row] = await tx<{ sum: Fen }[]>`
    select coalesce(sum(amount_fen), 0)::bigint as sum from refunds
    where merchant_id = ${merchantId} and order_id = ${orderId} and status = 'done'`;
  return row?.sum ?? (0 as Fen);
}

export async function selectRefund({ merchantId, id }: Pick<Refund, 'merchantId' | 'id'>): Promise<Refund> {
  const [row] = await sql()<RefundRow[]>`
    select * from refunds where merchant_id = ${merchantId} and id = ${id}`;
  if (row === undefined) throw new Error('a refund is gone');
  return toRefund(row);
}

/** Oldest first. */
export async function selectRefunds({ merchantId, orderId }: OrderKey): Promise<Refund[]> {
  const rows = await sql()<RefundRow[]>`
    select * from refunds where merchant_id = ${merchantId} and order_id = ${orderId} order by id`;
  return rows.map(toRefund);
}

/** Takes refunds whose channel has not answered for so long; nobody else gets them for as long again. */
export async function claimSending(limit: number, quietSeconds: number): Promise<Refund[]> {
  const rows = await sql()<RefundRow[]>`
    with quiet as (
      select merchant_id, id from refunds
      where status = 'sending' and asked_at <= clock_timestamp() - make_interval(secs => ${quietSeconds}::int)
      order by asked_at limit ${limit} for update skip locked
    )
    update refunds r set asked_at = clock_timestamp()
    from quiet where r.merchant_id = quiet.merchant_id and r.id = quiet.id and r.status = 'sending'
    returning r.*`;
  return rows.map(toRefund);
}
