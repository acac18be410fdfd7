import type postgres from 'postgres';

type Sql = ReturnType<typeof postgres>;

interface Owner {
  readonly merchantId: number;
  readonly accounts: Readonly<Record<'alipay' | 'wechat', number>>;
  readonly monitorId: number;
}

interface Orders {
  readonly pending: number;
  readonly closed: number;
  readonly late: number;
}

async function insertArrival(
  sql: Sql,
  { merchantId, accounts, monitorId }: Owner,
  one: {
    type: 'alipay' | 'wechat';
    fen: number;
    minutesAgo: number;
    outcome: string;
    reason?: string;
    note?: string;
  },
): Promise<void> {
  const { type, fen, minutesAgo, outcome, reason = null, note = null } = one;
  const raw = {
    title: type === 'alipay' ? '支付宝通知' : '微信支付',
    content: `<b>收款到账</b> ${fen / 100} 元`,
  };
  await sql`
    insert into arrivals (merchant_id, mode, type, account_id, monitor_id, source, dedupe_key, amount_fen, paid_at,
      seen_at, raw, outcome, reason, decided_at, decided_by, note)
    select ${merchantId}, 'live', ${type}, ${accounts[type]}, ${monitorId}, 'sms-forwarder', ${`stray-${fen}`}, ${fen},
      at, at + interval '2 seconds', ${sql.json(raw)}, ${outcome}, ${reason}, at + interval '3 seconds',
      ${note === null ? null : 'user:1'}, ${note}
    from (select now() - make_interval(mins => ${minutesAgo}) as at) as seen`;
}

async function insertAppeal(
  sql: Sql,
  { merchantId }: Owner,
  one: { orderId: number; fen: number; minutesAgo: number; status: string; reply?: string },
): Promise<void> {
  const { orderId, fen, minutesAgo, status, reply = null } = one;
  await sql`
    insert into appeals (merchant_id, order_id, ticket, amount_fen, paid_at, payer, status, reply, answered_by,
      created_at, answered_at)
    select ${merchantId}, ${orderId}, md5(random()::text), ${fen}, at - interval '2 minutes', '李四 8842', ${status},
      ${reply}, ${reply === null ? null : 'user:1'}, at,
      ${status === 'open' ? null : 9}::int * interval '1 minute' + at
    from (select now() - make_interval(mins => ${minutesAgo}) as at) as sent`;
}

/** Payments that no order claimed, some of them decided by hand, and buyers who say that they paid. */
export async function seedInbox(sql: Sql, owner: Owner, { pending, closed, late }: Orders): Promise<void> {
  await insertArrival(sql, owner, {
    type: 'alipay',
    fen: 9_850,
    minutesAgo: 1,
    outcome: 'unmatched',
    reason: 'no_order',
  });
  await insertArrival(sql, owner, {
    type: 'wechat',
    fen: 6_600,
    minutesAgo: 64,
    outcome: 'unmatched',
    reason: 'already_paid',
  });
  await insertArrival(sql, owner, {
    type: 'alipay',
    fen: 500,
    minutesAgo: 300,
    outcome: 'ignored',
    note: '朋友转账，与订单无关',
  });
  await insertAppeal(sql, owner, { orderId: pending, fen: 9_850, minutesAgo: 1, status: 'open' });
  await insertAppeal(sql, owner, { orderId: late, fen: 1_998, minutesAgo: 93, status: 'open' });
  await insertAppeal(sql, owner, {
    orderId: closed,
    fen: 500,
    minutesAgo: 128,
    status: 'rejected',
    reply: '未查到这笔付款，请核对金额和收款方后再提交。',
  });
}
