import type postgres from 'postgres';

/** Opens quick-pay for a merchant, with his first link shared and one more that is used up; answers the first's id. */
export async function seedQuickPay(sql: ReturnType<typeof postgres>, merchantId: number): Promise<number> {
  await sql`update merchants set is_quick_pay_open = true where id = ${merchantId}`;
  const [first] = await sql<{ id: string }[]>`
    update quick_pay_links set title = '请我喝杯手冲', contact_label = '邮箱', min_fen = 100, max_fen = 50000,
      presets_fen = '{666,1000,5000}', skin = 1, view_count = 128
    where merchant_id = ${merchantId} and mode = 'live' returning id`;
  await sql`
    insert into quick_pay_links (merchant_id, mode, token, title, payments_max, view_count, created_at)
    values (${merchantId}, 'live', md5(random()::text), '手冲课堂 · 十二月第一期报名', 20, 342, now() - interval '9 days'),
      (${merchantId}, 'live', md5(random()::text), '门店收款', null, 57, now() - interval '30 days')`;
  await sql`
    update quick_pay_links set is_disabled = true where merchant_id = ${merchantId} and title = '门店收款'`;
  const [course] = await sql<{ id: string }[]>`
    select id from quick_pay_links where merchant_id = ${merchantId} and payments_max = 20`;
  const place = (count: number, hours: number) => sql<{ id: string }[]>`
    insert into orders (merchant_id, mode, dialect, out_order_id, type, title, price_fen, attachment, token, status,
      payable_fen, paid_fen, link_id, is_told, created_at, expires_at, paid_at)
    select ${merchantId}, 'live', 'gatepay-v1', 'QP' || md5(random()::text), 'alipay', '手冲', 6600, 'terry@example.com',
      md5(random()::text), 'expired', 6600, null::bigint, null::bigint, false, at, at + interval '5 minutes', null::timestamptz
    from (select now() - make_interval(hours => ${hours} + n) as at from generate_series(1, ${count}) as n) as moments
    returning id`;
  // The guard counts each placing, so the story is told by moving finished orders under their links.
  for (const [linkId, count, paid] of [
    [course?.id ?? '0', 23, 20],
    [first?.id ?? '0', 9, 6],
  ] as const) {
    const placed = await place(count, 26);
    const ids = placed.map((row) => String(row.id));
    await sql`
      update orders set link_id = ${linkId}, status = case when place <= ${paid} then 'paid' else status end,
        paid_fen = case when place <= ${paid} then price_fen end,
        paid_at = case when place <= ${paid} then created_at + interval '40 seconds' end,
        ended_at = case when place > ${paid} then expires_at end
      from unnest(${ids}::bigint[]) with ordinality as one (one_id, place)
      where merchant_id = ${merchantId} and id = one_id`;
  }
  return Number(first?.id);
}
