import type postgres from 'postgres';

type Sql = ReturnType<typeof postgres>;

/**
 * What moved since: the sales of every paid order, a settlement, and of one order a refund of each kind. One is under
 * way for good, because no channel stands behind a seeded account.
 */
export async function seedMoney(sql: Sql, merchantId: number, refundedId: number): Promise<void> {
  await sql`
    update merchants set settlement_method = 'bank', settlement_account = '6222 0210 0112 3456 789',
      settlement_holder = '王小明' where id = ${merchantId}`;
  await sql`
    insert into transfers (merchant_id, mode, kind, from_book, to_book, amount_fen, dedupe_key, order_id, actor, at)
    select merchant_id, mode, 'sale', 'receipts', 'balance', paid_fen, 'sale:' || id, id, 'monitor', paid_at
    from orders where merchant_id = ${merchantId} and paid_fen is not null order by paid_at`;
  await sql`
    with settled as (
      insert into settlements (merchant_id, mode, amount_fen, method, account, holder, note, actor)
      values (${merchantId}, 'live', 100000, 'bank', '6222 0210 0112 3456 789', '王小明', '十一月上旬，转账单号 20261115-07',
        'desk@matou.example')
      returning id
    )
    insert into transfers (merchant_id, mode, kind, from_book, to_book, amount_fen, dedupe_key, reason, actor)
    select ${merchantId}, 'live', 'settlement', 'balance', 'settlements', 100000, 'settlement:' || id,
      '十一月上旬，转账单号 20261115-07', 'desk@matou.example' from settled`;
  await sql`
    insert into refunds (merchant_id, order_id, amount_fen, way, status, refund_no, reason, actor, channel_reply, ended_at)
    values (${merchantId}, ${refundedId}, 8000, 'manual', 'done', ${`R${refundedId}5e1f0a01`}, '少发一件，已用支付宝退给买家',
        'ops@shop.example', null, now()),
      (${merchantId}, ${refundedId}, 30000, 'channel', 'failed', ${`R${refundedId}5e1f0a02`}, '买家退货', 'ops@shop.example',
        ${sql.json({ refusal: 'SELLER_BALANCE_NOT_ENOUGH' })}, now()),
      (${merchantId}, ${refundedId}, 20000, 'channel', 'sending', ${`R${refundedId}5e1f0a03`}, '买家退货', 'ops@shop.example',
        null, null)`;
  await sql`update orders set refunded_fen = 28000 where merchant_id = ${merchantId} and id = ${refundedId}`;
  await sql`
    insert into transfers (merchant_id, mode, kind, from_book, to_book, amount_fen, dedupe_key, order_id, reason, actor)
    select merchant_id, 'live', 'refund', 'balance', 'refunds', amount_fen, 'refund:' || refund_no, order_id, reason, actor
    from refunds where merchant_id = ${merchantId} and status = 'done'`;
  const event = (kind: string, data: Record<string, string | number>) => sql`
    insert into order_events (merchant_id, order_id, kind, actor, data)
    values (${merchantId}, ${refundedId}, ${kind}, 'ops@shop.example', ${sql.json(data)})`;
  await event('refunded', { amountFen: 8000, way: 'manual', reason: '少发一件，已用支付宝退给买家' });
  await event('refund_asked', { amountFen: 30000, reason: '买家退货' });
  await event('refund_failed', { amountFen: 30000, reason: 'SELLER_BALANCE_NOT_ENOUGH' });
  await event('refund_asked', { amountFen: 20000, reason: '买家退货' });
}
