import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AlipayPlatform } from '@/tests/support/alipay-platform';
import {
  callbackFields,
  isCallbackSigned,
  type MerchantSite,
  openMerchantSite,
  readCheckout,
} from '@/tests/support/merchant-site';
import { type Product, startProduct } from '@/tests/support/product';

const SECRET_KEY = '0123456789abcdef'.repeat(4);
const OWNER = '2088102150527498';
const POINTS = 1_000;
const FEE = 100;
const BILLS = 'alipay.data.bill.accountlog.query';
const ORDERS = 30;

let product: Product;
let site: MerchantSite;
let platform: AlipayPlatform;
let database: Sql;
let core: Awaited<ReturnType<typeof loadCore>>;
let merchantId: number;
let sessionId: number;
let accountId: number;

/** The operator's and the merchant's verbs, on the product's own database. */
async function loadCore() {
  vi.stubEnv('DATABASE_URL', product.databaseUrl);
  const [sessions, installation, ledger, client] = await Promise.all([
    import('@/lib/core/sessions'),
    import('@/lib/core/installation'),
    import('@/lib/core/ledger'),
    import('@/db/client'),
  ]);
  return { ...sessions, ...installation, ...ledger, ...client };
}

beforeAll(async () => {
  [product, platform] = await Promise.all([
    startProduct({ env: { MATOU_SECRET_KEY: SECRET_KEY, MATOU_DEMO: '0' } }),
    AlipayPlatform.start(),
  ]);
  database = postgres(product.databaseUrl, { max: 1 });
  core = await loadCore();
  // The phone of this site never beats: only the session's account is online.
  site = await openMerchantSite(product, ['--order-ttl', '3600']);
  merchantId = Number(site.merchantId);
  const { privateKey, alipayPublicKey, ...value } = platform.config;
  const secrets = { privateKey, alipayPublicKey };
  const actor = 'user:1';
  await core.changeSetting({ name: 'alipay', value, secrets, actor }, async () => {});
  await core.topUpPoints({ merchantId, points: POINTS, reason: 'test', actor });
});

afterAll(async () => {
  await database?.end();
  await core?.sql().end();
  await site?.close();
  await platform?.close();
  await product?.discard();
});

/** Looks until it is so, as the pages of the admin do; a question that fails is asked again. */
async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, what: string): Promise<T> {
  const overMs = Date.now() + 90_000;
  for (;;) {
    const seen = await look().catch(() => undefined);
    if (seen !== undefined && isSo(seen)) return seen;
    if (Date.now() > overMs) throw new Error(`not within 90 s: ${what}; last: ${JSON.stringify(seen)}`);
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

async function logOn(): Promise<number> {
  const ask = { merchantId, mode: 'live', channel: 'alipay-bill', type: 'alipay', label: '门店' } as const;
  const again = sessionId === undefined ? {} : { sessionId };
  const started = await core.startLogon({ ...ask, ...again, actor: 'user:1' });
  const key = { merchantId, logonId: started.logonId };
  const look = () => core.findLogon(key);
  const { code } = await until(look, ({ stage }) => stage === 'code_ready', 'a code to be scanned');
  const page = await platform.scan(code ?? '', OWNER);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('已授权')]);
  await until(look, ({ stage }) => stage === 'online', 'the session to be online');
  return started.sessionId;
}

async function session(status: 'online' | 'offline') {
  const found = await core.listSessions({ merchantId, mode: 'live', status });
  return found.find((one) => one.sessionId === sessionId);
}

/** A buyer who has the checkout open: what he is asked to pay. */
async function pendingOrder(price = '10.00'): Promise<{ reference: string; amount: string }> {
  const reference = randomUUID();
  const ask = { out_order_id: reference, price };
  const placed = await until(
    () => site.cloudpay(ask),
    ({ code }) => code === 100,
    'an order',
  );
  const look = () => readCheckout(placed.data.pay_url);
  const page = await until(look, ({ data }) => data?.status === 'pending', 'an open checkout');
  return { reference, amount: page.data.realprice };
}

function callbacksOf(reference: string) {
  return site.receiver.requests.filter(
    (request) => callbackFields(request).get('out_order_id') === reference,
  );
}

async function calledBack(references: readonly string[]): Promise<void> {
  const isAllThere = () => references.every((reference) => callbacksOf(reference).length > 0);
  await site.receiver.waitFor(1, isAllThere, 120_000).catch(() => {
    const missing = references.filter((reference) => callbacksOf(reference).length === 0);
    throw new Error(`no callback for ${missing.length} of ${references.length}`);
  });
}

test('an account is scanned online for one fee, and a payment into it settles its order', async () => {
  sessionId = await logOn();
  accountId = (await session('online'))?.accountId ?? 0;
  expect(await core.pointsOf(merchantId)).toBe(POINTS - FEE);
  const { reference, amount } = await pendingOrder();
  platform.receive(OWNER, { amount });
  await calledBack([reference]);
  for (const request of callbacksOf(reference)) {
    expect(isCallbackSigned(site, callbackFields(request))).toBe(true);
  }
});

test('an authorisation that is over takes it offline in the platform’s words, and another scan brings back the same session', async () => {
  const before = await session('online');
  await pendingOrder();
  platform.revoke(OWNER);
  const look = () => session('offline');
  const offline = await until(look, (one) => one !== undefined, 'the session to be offline');
  expect(offline?.offlineReason).toBe('aop.invalid-app-auth-token 无效的应用授权令牌');
  expect(await logOn()).toBe(sessionId);
  expect(await session('online')).toMatchObject({ accountId, ruleId: before?.ruleId });
  expect(await core.pointsOf(merchantId)).toBe(POINTS - 2 * FEE);
  const { reference, amount } = await pendingOrder();
  platform.receive(OWNER, { amount });
  await calledBack([reference]);
});

test('a token that ran out is renewed without anybody', async () => {
  const { reference, amount } = await pendingOrder();
  platform.expireTokens(OWNER);
  platform.receive(OWNER, { amount });
  await calledBack([reference]);
  expect((await session('online'))?.accountId).toBe(accountId);
  expect(await core.pointsOf(merchantId)).toBe(POINTS - 2 * FEE);
});

/** Kills the worker as soon as it has asked for bills again: before, amid or after it keeps what it is told. */
async function killAmidReading(afterMs: number): Promise<void> {
  const before = platform.callsOf(BILLS);
  await until(
    async () => platform.callsOf(BILLS),
    (calls) => calls > before,
    'another reading of bills',
  );
  await new Promise((resume) => setTimeout(resume, afterMs));
  process.kill(product.pids().worker, 'SIGKILL');
}

test('delayed, repeated and disordered bills and kill -9 of the worker lose no payment and count none twice', {
  timeout: 300_000,
}, async () => {
  platform.isUnruly = true;
  platform.pageSize = 7;
  // Prices lie apart, so that each order can be recognised by its amount.
  const prices = Array.from({ length: ORDERS }, (_, at) => `${at + 20}.00`);
  const orders = await Promise.all(prices.map((price) => pendingOrder(price)));
  const bills = orders.map(({ amount }, at) => platform.receive(OWNER, { amount, isLate: at % 4 !== 0 }));
  for (const [kill, afterMs] of [0, 20, 60].entries()) {
    const late = bills.filter((_, at) => at % 4 === kill + 1).reverse();
    await killAmidReading(afterMs);
    for (const bill of late) bill.show();
  }
  const references = orders.map(({ reference }) => reference);
  await calledBack(references);
  for (const reference of references) {
    const ids = callbacksOf(reference).map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
  }
  const [sums] = await database`
      select count(*) filter (where outcome = 'matched')::int as matched,
        count(*) filter (where outcome is distinct from 'matched')::int as others, sum(amount_fen)::int as fen
      from arrivals where merchant_id = ${merchantId}`;
  const [paid] = await database`
      select count(*)::int as orders, sum(paid_fen)::int as fen from orders
      where merchant_id = ${merchantId} and status = 'paid'`;
  expect(sums).toEqual({ matched: ORDERS + 3, others: 0, fen: paid?.fen });
  expect(paid?.orders).toBe(ORDERS + 3);
  expect(await core.pointsOf(merchantId)).toBe(POINTS - 2 * FEE);
});

test('the platform was never asked oftener than it was told to bear', () => {
  const times = platform.calledAtMs.toSorted((a, b) => a - b);
  const most = times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length);
  // Five in a second by default, and one more for how late a call may leave after its turn.
  expect(Math.max(...most)).toBeLessThanOrEqual(6);
  expect(platform.callsOverLimit).toBe(0);
});
