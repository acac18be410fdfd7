import postgres from 'postgres';
import { type SeededCatalogue, seedCatalogue } from '@/e2e/support/catalogue-seed';
import { seedInbox } from '@/e2e/support/inbox-seed';
import { seedMoney } from '@/e2e/support/money-seed';
import { seedPlans } from '@/e2e/support/plans-seed';
import { seedQuickPay } from '@/e2e/support/quick-pay-seed';
import { seedSession } from '@/e2e/support/sessions-seed';
import type { Product } from '@/tests/support/product';

export interface SeededAdmin extends SeededCatalogue {
  /** The shared quick-pay link. */
  readonly linkId: number;
  /** A session that its platform ended. */
  readonly sessionId: number;
  readonly merchantId: number;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly operator: { readonly email: string; readonly password: string };
  /** Ids of orders by what they show. */
  readonly orders: Readonly<Record<StoryName, number>>;
}

type Sql = ReturnType<typeof postgres>;

interface Story {
  readonly reference: string;
  readonly title: string;
  readonly type: 'alipay' | 'wechat' | 'qq';
  readonly priceFen: number;
  readonly payableFen: number | null;
  readonly paidFen: number | null;
  readonly status: string;
  readonly oddities: readonly string[];
  readonly minutesAgo: number;
  readonly attachment: string;
}

const STORIES = {
  pending: story('SHOP-20261121-0009', 'alipay', 9900, 9900, null, 'pending', 1),
  created: story('SHOP-20261121-0008', 'wechat', 1250, null, null, 'created', 3),
  delivered: story('SHOP-20261121-0007', 'alipay', 1000, 999, 999, 'paid', 12),
  retrying: story('SHOP-20261121-0006', 'wechat', 128_000, 128_000, 128_000, 'paid', 25),
  dead: story('SHOP-20261121-0005', 'alipay', 3600, 3600, 3600, 'paid', 48),
  manual: story('SHOP-20261121-0004', 'alipay', 6600, 6600, 6500, 'paid', 66, ['manual', 'under', 'late']),
  late: story('SHOP-20261121-0003-a-rather-long-reference', 'wechat', 2000, 1998, null, 'expired', 95),
  closed: story('SHOP-20261121-0002', 'qq', 500, 500, null, 'closed', 130),
  plain: story('SHOP-20261121-0001', 'alipay', 1980, 1980, 1980, 'paid', 150),
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;

function story(
  reference: string,
  type: Story['type'],
  priceFen: number,
  payableFen: number | null,
  paidFen: number | null,
  status: string,
  minutesAgo: number,
  oddities: readonly string[] = [],
): Story {
  const attachment = 'terry@example.com';
  return {
    reference,
    title: '手冲咖啡 250g',
    type,
    priceFen,
    payableFen,
    paidFen,
    status,
    oddities,
    minutesAgo,
    attachment,
  };
}

interface Owner {
  readonly merchantId: number;
  readonly accounts: Readonly<Record<Story['type'], number>>;
  readonly monitorId: number;
}

async function insertOrder(sql: Sql, { merchantId, accounts }: Owner, one: Story): Promise<number> {
  const isAllocated = one.payableFen !== null;
  const isEnded = one.status === 'expired' || one.status === 'closed';
  const [row] = await sql<{ id: string }[]>`
    with moment as (select now() - make_interval(mins => ${one.minutesAgo}) as placed)
    insert into orders (merchant_id, mode, dialect, out_order_id, type, title, price_fen, attachment, token, status,
      oddities, account_id, payable_fen, paid_fen, created_at, allocated_at, expires_at, paid_at, ended_at)
    select ${merchantId}, 'live', 'cloudpay', ${one.reference}, ${one.type}, ${one.title}, ${one.priceFen},
      ${one.attachment}, md5(random()::text), ${one.status}, ${[...one.oddities]},
      ${isAllocated ? accounts[one.type] : null}::bigint, ${one.payableFen}::bigint, ${one.paidFen}::bigint, placed,
      ${isAllocated ? 4.2 : null}::float * interval '1 second' + placed,
      case when ${isEnded || one.paidFen !== null} then placed + interval '5 minutes' else now() + interval '1 day' end,
      case when ${one.paidFen}::bigint is not null then placed + make_interval(secs => ${one.oddities.includes('manual') ? 1_800.6 : 41.318}) end,
      case when ${isEnded} then placed + interval '5 minutes' end
    from moment returning id`;
  return Number(row?.id);
}

async function insertEvents(
  sql: Sql,
  { merchantId, accounts, monitorId }: Owner,
  orderId: number,
  one: Story,
) {
  const note = (kind: string, actor: string, seconds: number, data: Record<string, string | number>) => sql`
    insert into order_events (merchant_id, order_id, kind, actor, at, data)
    select ${merchantId}, ${orderId}, ${kind}, ${actor}, created_at + make_interval(secs => ${seconds}), ${sql.json(data)}
    from orders where merchant_id = ${merchantId} and id = ${orderId}`;
  if (one.payableFen !== null) {
    await note('allocated', 'buyer', 4.2, {
      accountId: accounts[one.type],
      payableFen: one.payableFen,
      strategy: 'smart',
      payerIp: '203.0.113.7',
      device: 'h5',
    });
  }
  if (one.status === 'expired') await note('expired', 'system', 300.1, {});
  if (one.status === 'closed') await note('closed', 'ops@shop.example', 120.4, {});
  if (one.oddities.includes('manual')) {
    await note('expired', 'system', 300.1, {});
    await note('settled_by_hand', 'ops@shop.example', 1_800.7, {
      reason: '已在支付宝账单核对',
      amountFen: one.paidFen ?? 0,
    });
  } else if (one.paidFen !== null) {
    await note('paid', `monitor:${monitorId}`, 41.4, { amountFen: one.paidFen });
  }
  if (one.status === 'expired') await note('late_arrival', 'vmq', 412.6, { amountFen: one.payableFen ?? 0 });
}

async function insertArrival(
  sql: Sql,
  { merchantId, accounts, monitorId }: Owner,
  orderId: number,
  one: Story,
) {
  const isLate = one.status === 'expired';
  if (!isLate && (one.paidFen === null || one.oddities.includes('manual'))) return;
  const amount = one.paidFen ?? one.payableFen ?? 1;
  await sql`
    insert into arrivals (merchant_id, mode, type, account_id, monitor_id, source, dedupe_key, amount_fen, paid_at,
      seen_at, raw, outcome, order_id, decided_at)
    select ${merchantId}, 'live', ${one.type}, ${accounts[one.type]}, ${monitorId}, 'vmq', ${one.reference}, ${amount},
      at, at + interval '82 milliseconds', ${sql.json({ type: '2', price: String(amount / 100), t: '1795240009000' })},
      ${isLate ? 'late' : 'matched'}, ${orderId}, at + interval '85 milliseconds'
    from (select created_at + make_interval(secs => ${isLate ? 412.5 : 41.3}) as at from orders
      where merchant_id = ${merchantId} and id = ${orderId}) as seen`;
}

/** The delivered order is a test payment, of which one account out of two could be taken. */
async function insertTest(sql: Sql, { merchantId, accounts }: Owner, orderId: number): Promise<void> {
  const trace = {
    refusal: null,
    accounts: [
      { accountId: accounts.alipay, label: '店里的支付宝', ruleName: '白天小额', reasons: [] },
      { accountId: accounts.qq, label: '老板的支付宝', ruleName: '夜里', reasons: ['time', 'daily_sum'] },
    ],
  };
  const data = { all: 2, count: 1, region: '广东省', trace: JSON.stringify(trace) };
  await sql`
    insert into order_events (merchant_id, order_id, kind, actor, at, data)
    select ${merchantId}, ${orderId}, 'test_payment', 'ops@shop.example', allocated_at, ${sql.json(data)}
    from orders where merchant_id = ${merchantId} and id = ${orderId}`;
}

/** Two rules; the default one is followed by the first account. */
async function insertRules(sql: Sql, { merchantId, accounts }: Owner): Promise<void> {
  const [day] = await sql<{ id: string }[]>`
    insert into rules (merchant_id, name, windows, min_fen, max_fen, daily_fen, daily_count, regions,
      is_unknown_region_served, is_default)
    values
      (${merchantId}, '白天小额', '{[540,1380)}', 1, 50000, 500000, null, '{}', true, true),
      (${merchantId}, '夜里', '{[0,120),[1320,1440)}', 100, null, null, 20,
        '{广东省,福建省,浙江省,上海市,江苏省}', false, false)
    returning id`;
  await sql`update accounts set rule_id = ${Number(day?.id)} where merchant_id = ${merchantId} and id = ${accounts.alipay}`;
}

interface Attempt {
  readonly status: number | null;
  readonly body: string;
  readonly failure: string | null;
}

const ANSWERS: Partial<Record<StoryName, { standing: string; attempts: Attempt[] }>> = {
  delivered: { standing: 'delivered', attempts: [{ status: 200, body: 'success', failure: null }] },
  plain: { standing: 'delivered', attempts: [{ status: 200, body: 'success', failure: null }] },
  manual: { standing: 'delivered', attempts: [{ status: 200, body: 'success', failure: null }] },
  retrying: {
    standing: 'waiting',
    attempts: [
      { status: 500, body: 'Fatal error: Uncaught Error in /www/notify.php:12', failure: 'http_status' },
      { status: null, body: '', failure: 'timeout' },
    ],
  },
  dead: {
    standing: 'dead',
    attempts: [
      {
        status: 200,
        body: '<!DOCTYPE html><html><title>海边茶铺 – 首页</title></html>',
        failure: 'body_mismatch',
      },
      {
        status: 200,
        body: '<!DOCTYPE html><html><title>海边茶铺 – 首页</title></html>',
        failure: 'body_mismatch',
      },
    ],
  },
};

async function insertCallback(
  sql: Sql,
  { merchantId }: Owner,
  orderId: number,
  name: StoryName,
): Promise<void> {
  const answer = ANSWERS[name];
  if (answer === undefined) return;
  const { standing, attempts } = answer;
  const [row] = await sql<{ id: string }[]>`
    insert into callbacks (merchant_id, order_id, event, event_id, status, attempts, next_attempt_at, created_at, delivered_at)
    select ${merchantId}, id, 'order.paid', ${`evt_${name}_7Qm2ZkXw9`}, ${standing}, ${attempts.length},
      now() + interval '2 hours', paid_at,
      case when ${standing} = 'delivered' then paid_at + interval '190 milliseconds' end
    from orders where merchant_id = ${merchantId} and id = ${orderId} returning id`;
  for (const [place, attempt] of attempts.entries()) {
    await sql`
      insert into callback_attempts (merchant_id, callback_id, attempt, started_at, duration_ms, method, url,
        request_body, http_status, response_head, failure)
      select ${merchantId}, ${Number(row?.id)}, ${place + 1}, paid_at + make_interval(secs => ${0.15 + place * 61}),
        ${attempt.status === null ? 15_000 : 128}, 'POST', 'https://shop.example/pay/notify.php',
        ${`order_id=${orderId}&price=10.00&realprice=9.99&type=alipay&sign=0f3a`}, ${attempt.status},
        ${Buffer.from(attempt.body).toString('base64')}, ${attempt.failure}
      from orders where merchant_id = ${merchantId} and id = ${orderId}`;
  }
}

async function createOwner(product: Product, merchantId: string): Promise<Owner> {
  const owner = ['--merchant', merchantId];
  const addresses = ['--notify-url', 'https://shop.example/pay/notify.php'];
  const back = ['--return-url', 'https://shop.example/pay/return.php'];
  await product.matou('merchant', 'set', ...owner, ...addresses, ...back);
  const monitor = await product.matou('monitor', 'create', ...owner, '--name', '收银台的手机');
  const watch = ['--monitor', String(monitor.monitorId)];
  const add = async (type: string, code: string, label: string, more: readonly string[]) => {
    const options = ['--type', type, '--code', code, '--label', label, ...more];
    return Number((await product.matou('account', 'create', ...owner, ...options)).accountId);
  };
  return {
    merchantId: Number(merchantId),
    monitorId: Number(monitor.monitorId),
    accounts: {
      alipay: await add('alipay', 'https://qr.alipay.com/fkx08512a', '店里的支付宝', watch),
      wechat: await add('wechat', 'wxp://f2f0aKq', '老板微信', watch),
      qq: await add('qq', 'https://i.qianbao.qq.com/wallet/sqrcode.htm', 'QQ 钱包', [
        '--online',
        'off',
      ]).catch(() => add('qq', 'https://i.qianbao.qq.com/wallet/sqrcode.htm', 'QQ 钱包', [])),
    },
  };
}

/** A merchant with one order of every kind, two watched accounts, and an operator; the times hang on now. */
export async function seedAdmin(product: Product, name = '海边茶铺'): Promise<SeededAdmin> {
  const suffix = Math.random().toString(36).slice(2, 8);
  const email = `ops-${suffix}@shop.example`;
  const merchant = await product.matou('merchant', 'create', '--name', name, '--email', email);
  const operator = await product.matou('operator', 'create', '--email', `desk-${suffix}@matou.example`);
  const owner = await createOwner(product, String(merchant.merchantId));
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await seedPlans(sql, owner.merchantId);
    await sql`update monitors set last_seen_at = now() + interval '1 hour', last_arrival_at = now() - interval '12 minutes'
      where merchant_id = ${owner.merchantId}`;
    await sql`update accounts set online_switch = 'off' where id = ${owner.accounts.qq}`;
    const ids: [string, number][] = [];
    for (const [name, one] of Object.entries(STORIES).reverse() as [StoryName, Story][]) {
      const orderId = await insertOrder(sql, owner, one);
      await insertEvents(sql, owner, orderId, one);
      await insertArrival(sql, owner, orderId, one);
      await insertCallback(sql, owner, orderId, name);
      ids.push([name, orderId]);
    }
    await insertRules(sql, owner);
    const catalogue = await seedCatalogue(sql, owner.merchantId, owner.accounts.alipay);
    const orders = Object.fromEntries(ids) as Record<StoryName, number>;
    await insertTest(sql, owner, orders.delivered);
    await seedInbox(sql, owner, orders);
    await seedMoney(sql, owner.merchantId, orders.retrying);
    const linkId = await seedQuickPay(sql, owner.merchantId);
    const sessionId = await seedSession(sql, owner.merchantId);
    return {
      ...catalogue,
      linkId,
      sessionId,
      merchantId: owner.merchantId,
      name,
      email,
      password: String(merchant.password),
      operator: { email: String(operator.email), password: String(operator.password) },
      orders,
    };
  } finally {
    await sql.end();
  }
}
