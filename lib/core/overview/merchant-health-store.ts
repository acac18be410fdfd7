import { sql } from '@/db/client';
import type { Fen } from '@/lib/platform/money';

/** One merchant, and how he fares in live mode. */
export interface MerchantHealth {
  readonly merchantId: number;
  readonly name: string;
  readonly status: 'active' | 'suspended';
  readonly suspendedReason: string | null;
  readonly suspendedAt: Date | null;
  readonly pid: number;
  readonly email: string;
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
  /** Accounts that he did not switch off, cloud sessions' among them, and how many of them could be offered now. */
  readonly accounts: number;
  readonly accountsOnline: number;
  /** Paid in the last 24 hours. */
  readonly paidCount: number;
  readonly paidFen: Fen;
  /** Of these, how many callbacks there are and how many were acknowledged. */
  readonly callbacks: number;
  readonly callbacksDelivered: number;
  readonly points: number;
  /** Null for a merchant without a plan, who is not limited. */
  readonly planName: string | null;
  readonly planExpiresAt: Date | null;
}

export type MerchantSort = 'newest' | 'name' | 'paid' | 'login' | 'plan';

/** Pages are counted from 1. */
export interface MerchantSearch {
  /** Part of a name or mail address, or a whole pid. */
  readonly text?: string | undefined;
  readonly merchantId?: number | undefined;
  readonly sort: MerchantSort;
  readonly page: number;
  readonly pageSize: number;
}

function orderOf(sort: MerchantSort) {
  if (sort === 'name') return sql()`m.name, m.id`;
  if (sort === 'paid')
    return sql()`(select coalesce(sum(paid_fen), 0) from orders o where o.merchant_id = m.id and o.mode = 'live'
      and o.paid_at > now() - interval '24 hours') desc, m.id desc`;
  if (sort === 'login') return sql()`u.last_login_at desc nulls last, m.id desc`;
  if (sort === 'plan') return sql()`p.expires_at nulls last, m.id desc`;
  return sql()`m.id desc`;
}

function whereSearch({ text = '', merchantId }: MerchantSearch) {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const pid = /^\d{1,15}$/.test(text) ? Number(text) : null;
  return sql()`(${merchantId ?? null}::bigint is null or m.id = ${merchantId ?? null})
    and (${text} = '' or m.name ilike ${part} or u.email ilike ${part} or c.pid = ${pid}::bigint)`;
}

/** The merchants that a search finds, with how they fare; the day's sums are only made for those that are shown. */
export async function selectHealth(
  search: MerchantSearch,
): Promise<{ rows: MerchantHealth[]; total: number }> {
  const { page, pageSize } = search;
  const found = await sql()<(MerchantHealth & { total: number; place: number })[]>`
    with page as (
      select m.*, c.pid, u.email, u.last_login_at, p.expires_at as plan_expires_at, p.plan_id,
        count(*) over () as total, row_number() over (order by ${orderOf(search.sort)}) as place
      from merchants m
      join credentials c on c.merchant_id = m.id and c.mode = 'live'
      join lateral (select email, last_login_at from users where merchant_id = m.id order by id limit 1) u on true
      left join merchant_plans p on p.merchant_id = m.id
      where ${whereSearch(search)}
      order by place limit ${pageSize} offset ${(page - 1) * pageSize}
    )
    select page.id as merchant_id, page.name, status, suspended_reason, suspended_at, pid, email, last_login_at,
      page.created_at, plan_expires_at, total, place, day.*, plans.name as plan_name,
      (select count(*) from accounts a where a.merchant_id = page.id and a.mode = 'live' and not a.is_removed
        and a.online_switch <> 'off') as accounts,
      (select count(*) from online_accounts a where a.merchant_id = page.id and a.mode = 'live') as accounts_online,
      coalesce((select points from point_balances b where b.merchant_id = page.id), 0)::bigint as points
    from page
    left join plans on plans.id = plan_id
    cross join lateral (
      select count(*) as paid_count, coalesce(sum(o.paid_fen), 0)::bigint as paid_fen, count(k.id) as callbacks,
        count(*) filter (where k.status = 'delivered') as callbacks_delivered
      from orders o
      left join callbacks k on k.merchant_id = o.merchant_id and k.order_id = o.id and k.event = 'order.paid'
      where o.merchant_id = page.id and o.mode = 'live' and o.paid_at > now() - interval '24 hours'
    ) day
    order by place`;
  return { rows: found.map(({ total: _, place: __, ...row }) => row), total: found[0]?.total ?? 0 };
}
