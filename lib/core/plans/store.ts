import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { Plan, PlanView, QuotaStanding } from '@/lib/core/plans/plan';
import { DAYS_MAX, type PlanTerms } from '@/lib/core/plans/plan-shape';
import { type Fen, fen } from '@/lib/platform/money';

const planColumns = () => sql()`
  p.id, p.name, p.price_points, p.days, p.orders_per_day, p.sum_per_day_fen as "sumPerDay", p.accounts_max, p.features,
  p.is_offered, (select count(*) from merchant_plans where plan_id = p.id) as merchant_count`;

/** The cheapest first. */
export async function selectPlans(): Promise<Plan[]> {
  return [...(await sql()<Plan[]>`select ${planColumns()} from plans p order by p.price_points, p.id`)];
}

/** The plan as it is sold, which nobody changes before the transaction ends. */
export async function lockPlan(tx: Tx, planId: number): Promise<Plan | null> {
  const [row] = await tx<Plan[]>`select ${planColumns()} from plans p where p.id = ${planId} for share of p`;
  return row ?? null;
}

export async function insertPlan(tx: Tx, terms: PlanTerms): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into plans (name, price_points, days, orders_per_day, sum_per_day_fen, accounts_max, features, is_offered)
    values (${terms.name}, ${terms.pricePoints}, ${terms.days}, ${terms.ordersPerDay}, ${terms.sumPerDay},
      ${terms.accountsMax}, ${terms.features}, ${terms.isOffered})
    returning id`;
  return row?.id ?? 0;
}

/** False when there is no such plan. */
export async function updatePlan(tx: Tx, planId: number, terms: PlanTerms): Promise<boolean> {
  const rows = await tx`
    update plans set name = ${terms.name}, price_points = ${terms.pricePoints}, days = ${terms.days},
      orders_per_day = ${terms.ordersPerDay}, sum_per_day_fen = ${terms.sumPerDay}, accounts_max = ${terms.accountsMax},
      features = ${terms.features}, is_offered = ${terms.isOffered}
    where id = ${planId} returning 1`;
  return rows.length === 1;
}

const viewColumns = () => sql()`
  h.plan_id, p.name, h.orders_per_day, h.sum_per_day_fen as "sumPerDay", h.accounts_max, h.features, h.started_at,
  h.expires_at, h.expires_at <= clock_timestamp() as is_expired`;

/** Null: the merchant has no plan, and is not limited. */
export async function selectPlanOf(merchantId: number): Promise<PlanView | null> {
  const [row] = await sql()<PlanView[]>`
    select ${viewColumns()} from merchant_plans h join plans p on p.id = h.plan_id where h.merchant_id = ${merchantId}`;
  return row ?? null;
}

/** The plans of several merchants at once; who has none is missing. */
export async function selectPlansOfMany(merchantIds: readonly number[]): Promise<Map<number, PlanView>> {
  const rows = await sql()<(PlanView & { merchantId: number })[]>`
    select h.merchant_id, ${viewColumns()} from merchant_plans h join plans p on p.id = h.plan_id
    where h.merchant_id = any(${[...merchantIds]}::bigint[])`;
  return new Map(rows.map(({ merchantId, ...plan }) => [merchantId, plan]));
}

/**
 * Gives the plan with its limits as they are now. The same plan again goes on where it ends; another one begins now.
 * `until` ends it at that moment instead. Answers when it ends, and whether that
 * is further away than any plan lasts.
 */
export async function putPlan(
  tx: Tx,
  given: { merchantId: number; planId: number; until: Date | null },
): Promise<{ expiresAt: Date; isTooLong: boolean } | null> {
  const { merchantId, planId, until } = given;
  const [row] = await tx<{ expiresAt: Date; isTooLong: boolean }[]>`
    insert into merchant_plans as h (merchant_id, plan_id, orders_per_day, sum_per_day_fen, accounts_max, features,
      started_at, expires_at)
    select ${merchantId}::bigint, p.id, p.orders_per_day, p.sum_per_day_fen, p.accounts_max, p.features, now(),
      coalesce(${until}::timestamptz, now() + make_interval(days => p.days))
    from plans p where p.id = ${planId}
    on conflict (merchant_id) do update set plan_id = excluded.plan_id, orders_per_day = excluded.orders_per_day,
      sum_per_day_fen = excluded.sum_per_day_fen, accounts_max = excluded.accounts_max, features = excluded.features,
      started_at = case when h.plan_id = excluded.plan_id then h.started_at else excluded.started_at end,
      expires_at = case when h.plan_id = excluded.plan_id and ${until}::timestamptz is null
        then greatest(h.expires_at, now()) + (excluded.expires_at - now()) else excluded.expires_at end
    returning expires_at, expires_at > now() + make_interval(days => ${DAYS_MAX + 1}) as is_too_long`;
  return row ?? null;
}

/** Holds the line in which placings of a merchant with a limited plan stand (trigger orders_plan_limits). */
export async function lockQuota(tx: Tx, merchantId: number): Promise<void> {
  await tx`select 1 from merchant_plans where merchant_id = ${merchantId} for no key update`;
}

/** The merchant is not limited any more. False when he had no plan. */
export async function deletePlanOf(tx: Tx, merchantId: number): Promise<boolean> {
  const rows = await tx`delete from merchant_plans where merchant_id = ${merchantId} returning 1`;
  return rows.length === 1;
}

interface StandingRow {
  ordersToday: number;
  sumToday: Fen;
  accounts: number;
  ordersPerDay: number | null;
  sumPerDay: Fen | null;
  accountsMax: number | null;
  expiresAt: Date | null;
}

export async function selectStanding(merchantId: number): Promise<QuotaStanding> {
  const [row] = await sql()<StandingRow[]>`
    select taken.orders_today, taken.sum_today, h.orders_per_day, h.sum_per_day_fen as "sumPerDay", h.accounts_max,
      h.expires_at, (select count(*) from accounts
        where merchant_id = ${merchantId} and mode = 'live' and not is_removed) as accounts
    from (
      select count(*) as orders_today, coalesce(sum(price_fen), 0)::bigint as sum_today from orders
      where merchant_id = ${merchantId} and plan_day = (now() at time zone 'Asia/Shanghai')::date
        and status not in ('expired', 'closed')
    ) taken left join merchant_plans h on h.merchant_id = ${merchantId}`;
  if (row === undefined) throw new Error('the standing answered nothing');
  return { ...row, sumToday: fen(row.sumToday) };
}

/** What the triggers of migration plan-limits refuse with. */
const REFUSALS = { MT002: 'plan.expired', MT003: 'plan.quota_spent', MT004: 'plan.accounts_spent' } as const;

/** What a plan refused, when `error` is the database's word for it. */
export function planRefusalIn(error: unknown): (typeof REFUSALS)[keyof typeof REFUSALS] | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'MT002' || code === 'MT003' || code === 'MT004' ? REFUSALS[code] : null;
}
