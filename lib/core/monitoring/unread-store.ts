import { sql } from '@/db/client';
import type { Fen } from '@/lib/platform/money';

export interface UnreadNotice {
  readonly id: number;
  readonly merchantName: string;
  readonly monitorName: string;
  readonly sender: string;
  readonly title: string | null;
  readonly text: string;
  readonly reason: string;
  /** The one amount that is marked as money in it; it settles nothing. */
  readonly amountMaybe: Fen | null;
  readonly seenAt: Date;
}

function unreadColumns() {
  return sql()`n.id, c.name as merchant_name, m.name as monitor_name, n.sender, n.title, n.text, n.reason,
    n.amount_maybe_fen as amount_maybe, n.seen_at
    from notices n
    join merchants c on c.id = n.merchant_id
    join monitors m on m.merchant_id = n.merchant_id and m.id = n.monitor_id`;
}

/** Newest first; of all merchants when `merchantId` is null, for the operator, who keeps the rules. */
export async function selectUnreadNotices(search: {
  merchantId: number | null;
  page: number;
  pageSize: number;
}) {
  const { merchantId, page, pageSize } = search;
  const where = sql()`n.outcome = 'unread' and (${merchantId}::bigint is null or n.merchant_id = ${merchantId})`;
  const [rows, [counted]] = await Promise.all([
    sql()<UnreadNotice[]>`
      select ${unreadColumns()} where ${where} order by n.seen_at desc, n.id desc
      limit ${pageSize} offset ${(page - 1) * pageSize}`,
    sql()<{ total: number }[]>`select count(*) as total from notices n where ${where}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
}

export interface MaybeMoney {
  readonly rows: readonly UnreadNotice[];
  readonly count: number;
  readonly sum: Fen;
}

/** The unread notices in which one amount stands and that their merchant has not decided about, newest first. */
export async function selectMaybeMoney(search: { merchantId: number; limit: number }): Promise<MaybeMoney> {
  const where = sql()`n.merchant_id = ${search.merchantId} and n.outcome = 'unread' and n.dismissed_at is null
    and n.amount_maybe_fen is not null`;
  const [rows, [total]] = await Promise.all([
    sql()<UnreadNotice[]>`
      select ${unreadColumns()} where ${where} order by n.seen_at desc, n.id desc limit ${search.limit}`,
    sql()<{ count: number; sum: Fen }[]>`
      select count(*) as count, coalesce(sum(n.amount_maybe_fen), 0)::bigint as sum from notices n where ${where}`,
  ]);
  return { rows: [...rows], count: total?.count ?? 0, sum: total?.sum ?? (0 as Fen) };
}
