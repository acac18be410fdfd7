import type postgres from 'postgres';

const UNREAD = {
  trans_dt: '2026-03-01 10:12:41',
  trans_amount: '1,160.00',
  direction: '收入',
  type: '转账',
  other_account: '张*(zha***@example.com)',
} as const;

type Sql = ReturnType<typeof postgres>;

/** A session that was seen `seenSecondsAgo`; in pictures a negative age keeps it watched while they are made. */
async function seedOnline(
  sql: Sql,
  merchantId: number,
  label: string,
  seenSecondsAgo: number,
): Promise<void> {
  await sql`
    with account as (
      insert into accounts (merchant_id, mode, type, channel, label, code, online_switch)
      values (${merchantId}, 'live', 'alipay', 'alipay-bill', ${label}, ${`https://qr.alipay.com/fkx-${label}`}, 'auto')
      returning id
    )
    insert into sessions (merchant_id, mode, channel, type, label, account_id, status, owner_id, owner_label,
      last_seen_at, online_since, read_until, last_bill_at)
    select ${merchantId}, 'live', 'alipay-bill', 'alipay', ${label}, id, 'online', ${`2088-${merchantId}-${label}`},
      '2088****0216', now() - make_interval(secs => ${seenSecondsAgo}), now() - interval '3 days 4 hours', now(),
      now() - interval '12 minutes'
    from account`;
}

/**
 * Two sessions that are online, of which nobody watches one, and one that the platform ended, with bills that could not be
 * read; answers the last one's number.
 */
export async function seedSession(sql: Sql, merchantId: number): Promise<number> {
  await seedOnline(sql, merchantId, '一店云端', -86_400);
  await seedOnline(sql, merchantId, '三店云端', 90);
  const [account] = await sql<{ id: string }[]>`
    insert into accounts (merchant_id, mode, type, channel, label, code, online_switch)
    values (${merchantId}, 'live', 'alipay', 'alipay-bill', '二店云端', 'https://qr.alipay.com/fkx09871', 'auto')
    returning id`;
  const [session] = await sql<{ id: string }[]>`
    insert into sessions (merchant_id, mode, channel, type, label, account_id, status, owner_id, owner_label,
      last_seen_at, online_since, offline_since, offline_reason, read_until, last_bill_at)
    values (${merchantId}, 'live', 'alipay-bill', 'alipay', '二店云端', ${account?.id ?? null}, 'offline',
      ${`2088${merchantId}`}, '2088****7498', now() - interval '3 hours', now() - interval '9 days',
      now() - interval '3 hours', 'aop.invalid-app-auth-token 无效的应用授权令牌', now() - interval '3 hours',
      now() - interval '4 hours')
    returning id`;
  const sessionId = Number(session?.id);
  for (const [at, reason] of ['trans_amount', 'direction'].entries()) {
    const id = `38000000000${at}`;
    const raw = { account_log_id: id, ...UNREAD, ...(reason === 'direction' ? { direction: '退回' } : {}) };
    await sql`
      insert into unread_bills (merchant_id, session_id, dedupe_key, reason, raw)
      values (${merchantId}, ${sessionId}, ${id}, ${reason}, ${sql.json(raw)})`;
  }
  return sessionId;
}
