import { load } from '@/bench/load';
import { cpuMsOf } from '@/bench/processes';
import { getRequest } from '@/bench/requests';
import { connect, type Sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import { chooseAccount } from '@/lib/core/allocation/choose-account';
import { fen } from '@/lib/platform/money';
import { type MerchantSite, openMerchantSite } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

const MANY = 1_000;
const RULES = 10;
/** Every connection of the pool plans each statement a few times before it keeps a plan. */
const WARM_UP = 400;
const CHOICES = 2_000;
const OPENINGS = 500;
const AT_ONCE = 8;
const FIRST_PRICE_FEN = 10_00;

/** Milliseconds of processor time. */
export interface OpeningCost {
  readonly accounts: number;
  /** How many of the ten rules, of which each account has one, admit the orders. */
  readonly admitting: number;
  readonly strategy: 'smart' | 'even';
  /** One choice alone: PostgreSQL's part, and that of the process which asks. */
  readonly choosing: { readonly postgres: number; readonly asking: number };
  /** The buyer's first look, which chooses an account and holds an amount. */
  readonly gateway: number;
  readonly postgres: number;
}

type Shape = Pick<OpeningCost, 'accounts' | 'admitting' | 'strategy'>;

/** Gives the merchant accounts, all online, each with one of ten rules, sums of today and earlier payments. */
async function addAccounts(sql: Sql, merchantId: number, shape: Shape): Promise<void> {
  const { accounts, admitting } = shape;
  await sql`
    insert into rules (merchant_id, name, windows, min_fen, max_fen, daily_fen, daily_count, regions,
      is_unknown_region_served, is_default)
    select ${merchantId}, 'rule ' || n, case when n % 2 = 0 then '{[0,720),[720,1440)}' else '{}' end::int4multirange,
      100, case when n <= ${admitting} then 500000 else 500 end, 100000000, 100000, case when n % 5 = 0 then array['广东省'] else '{}' end, true, false
    from generate_series(1, ${RULES}::int) as n`;
  await sql`
    insert into accounts (merchant_id, mode, type, channel, label, code, online_switch)
    select ${merchantId}, 'live', 'alipay', 'monitored-code', 'till ' || n, 'https://qr.alipay.com/fkx' || n, 'on'
    from generate_series(2, ${accounts}::int) as n`;
  await sql`
    update accounts set online_switch = 'on', rule_id = (
      select min(id) + accounts.id % ${RULES} from rules where merchant_id = ${merchantId})
    where merchant_id = ${merchantId} and mode = 'live'`;
  await sql`
    insert into account_days (merchant_id, account_id, day, paid_fen, paid_count)
    select ${merchantId}, id, (now() at time zone 'Asia/Shanghai')::date - ago, 1000 + id % 1000, 3
    from accounts, generate_series(0, 30) as ago where merchant_id = ${merchantId} and mode = 'live'`;
  await sql`vacuum analyze`;
}

/** Choices one after the other, of which nothing comes: the gateway's own code over one connection. */
async function choose(product: Product, sql: Sql, merchantId: number): Promise<OpeningCost['choosing']> {
  const ask = {
    merchantId,
    mode: 'live' as const,
    type: 'alipay' as const,
    orderId: 1,
    productId: null,
    visitor: null,
    contact: null,
  };
  const price = fen(FIRST_PRICE_FEN);
  const times = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const { accountId } = await chooseAccount(sql as unknown as Tx, { ...ask, price, region: '广东省' });
      if (accountId === null) throw new Error('no account was chosen');
    }
  };
  await times(WARM_UP);
  const { postgres } = product.pids();
  const before = cpuMsOf(postgres);
  const own = process.cpuUsage();
  await times(CHOICES);
  const { user, system } = process.cpuUsage(own);
  return { postgres: (cpuMsOf(postgres) - before) / CHOICES, asking: (user + system) / 1000 / CHOICES };
}

/** Orders that nobody has looked at yet, each of a price of its own, as the requests that open them. */
async function placeOrders(site: MerchantSite, count: number): Promise<Buffer[]> {
  const requests: Buffer[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next++;
      const price = ((FIRST_PRICE_FEN + index) / 100).toFixed(2);
      const { data } = await site.anypay({ out_order_id: `open-${index}`, price });
      const token = new URL(data.pay_url).searchParams.get('id') ?? '';
      requests[index] = getRequest(`/pay/api?id=${token}&format=json`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return requests;
}

async function openAll(product: Product, requests: readonly Buffer[]): Promise<void> {
  let index = 0;
  const port = Number(new URL(product.publicUrl).port);
  const plan = { port, connections: AT_ONCE, requests: requests.length, expected: '"pending"' };
  const { failures, firstFailure } = await load({ ...plan, next: () => requests[index++] as Buffer });
  if (failures > 0) throw new Error(`${failures} openings failed, first: ${firstFailure}`);
}

async function measure(product: Product, shape: Shape): Promise<OpeningCost> {
  const site = await openMerchantSite(product);
  const sql = connect(product.databaseUrl, { max: 1, name: 'bench' });
  try {
    await product.matou('merchant', 'set', '--merchant', site.merchantId, '--strategy', shape.strategy);
    await addAccounts(sql, Number(site.merchantId), shape);
    const choosing = await choose(product, sql, Number(site.merchantId));
    const requests = await placeOrders(site, WARM_UP + OPENINGS);
    await openAll(product, requests.slice(0, WARM_UP));
    const pids = product.pids();
    const cpu = () => [pids.gateway, pids.postgres].map(cpuMsOf);
    const before = cpu();
    await openAll(product, requests.slice(WARM_UP));
    const [gateway = 0, database = 0] = cpu().map((ms, at) => (ms - (before[at] ?? 0)) / OPENINGS);
    return { ...shape, choosing, gateway, postgres: database };
  } finally {
    await sql.end();
    await site.close();
  }
}

/** What choosing and opening cost a merchant with one account, and one with a thousand of them online and ruled. */
export async function openingCosts(product: Product): Promise<OpeningCost[]> {
  return [
    await measure(product, { accounts: 1, admitting: RULES, strategy: 'smart' }),
    await measure(product, { accounts: MANY, admitting: RULES, strategy: 'smart' }),
    await measure(product, { accounts: MANY, admitting: RULES, strategy: 'even' }),
    await measure(product, { accounts: MANY, admitting: 1, strategy: 'smart' }),
  ];
}
