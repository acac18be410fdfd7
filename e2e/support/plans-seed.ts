import type postgres from 'postgres';

type Sql = ReturnType<typeof postgres>;

/**
 * Three plans, of which the merchant has the middle one for six more days, and the points that he bought and spent on
 * it. To be sown before orders, so that they count against it.
 */
export async function seedPlans(sql: Sql, merchantId: number): Promise<void> {
  const features = ['cloud_sessions', 'card_api', 'quick_pay', 'refund_api'];
  const plan = async (
    name: string,
    points: number,
    orders: number | null,
    fen: number | null,
    has: string[],
  ) => {
    const [row] = await sql<{ id: string }[]>`
      insert into plans (name, price_points, days, orders_per_day, sum_per_day_fen, accounts_max, features)
      values (${name}, ${points}, 30, ${orders}, ${fen}, 10, ${has}) returning id`;
    return Number(row?.id);
  };
  await plan('入门版', 1000, 50, 500_000, ['quick_pay']);
  const planId = await plan('标准版', 3000, 300, 20_000_000, features);
  await plan('旗舰版', 9800, null, null, features);
  await sql`
    insert into merchant_plans (merchant_id, plan_id, orders_per_day, sum_per_day_fen, accounts_max, features, started_at,
      expires_at)
    select ${merchantId}, id, orders_per_day, sum_per_day_fen, accounts_max, features, now() - interval '24 days',
      now() + interval '6 days 5 hours' from plans where id = ${planId}`;
  const move = (
    kind: string,
    from: string,
    to: string,
    points: number,
    reason: string,
    hoursAgo: number,
  ) => sql`
    insert into transfers (merchant_id, mode, kind, from_book, to_book, amount_fen, dedupe_key, reason, actor, at)
    values (${merchantId}, 'live', ${kind}, ${from}, ${to}, ${points}, ${`seed:${hoursAgo}`}, ${reason}, 'user:1',
      now() - make_interval(hours => ${hoursAgo}))`;
  await move('points_top_up', 'points_sold', 'points', 5000, '微信转账 20261028-03', 580);
  await move('plan', 'points', 'points_plans', 3000, '标准版', 576);
  await move('logon_fee', 'points', 'points_fees', 100, '一店云端', 76);
  await sql`insert into point_balances (merchant_id, points) values (${merchantId}, 1900)`;
}
