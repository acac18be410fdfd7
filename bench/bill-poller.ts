import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { percentile } from '@/bench/load';
import { AlipayPlatform } from '@/tests/support/alipay-platform';
import {
  callbackFields,
  type MerchantSite,
  openMerchantSite,
  readCheckout,
} from '@/tests/support/merchant-site';
import { type Product, startProduct } from '@/tests/support/product';

/**
 * Accounts that are watched by their bills, each with an order open, so that every one is to be read: together they
 * want more calls than the platform is told to bear. Its simulator refuses each call above the limit and counts it.
 */
const SESSIONS = 40;
const CALLS_PER_SECOND = 5;
const SECONDS = 60;
const PAYMENTS = 30;
const BILLS = 'alipay.data.bill.accountlog.query';
const PATIENCE_MS = 120_000;
const ACTOR = 'user:1';

interface Waiting {
  readonly reference: string;
  readonly amount: string;
  readonly ownerId: string;
}

/** The operator's and the merchant's verbs on the product's database; its address must be known before they load. */
async function loadCore(product: Product) {
  process.env.DATABASE_URL = product.databaseUrl;
  process.env.MATOU_PUBLIC_URL = product.publicUrl;
  process.env.MATOU_SECRET_KEY = readFileSync(join(product.dataDir, 'secret.key'), 'utf8').trim();
  const [sessions, installation, ledger, client] = await Promise.all([
    import('@/lib/core/sessions'),
    import('@/lib/core/installation'),
    import('@/lib/core/ledger'),
    import('@/db/client'),
  ]);
  return { ...sessions, ...installation, ...ledger, ...client };
}

type Core = Awaited<ReturnType<typeof loadCore>>;

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const overMs = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > overMs) throw new Error(`not within ${PATIENCE_MS / 1000} s: ${what}`);
    await pause(50);
  }
}

async function logOn(core: Core, merchantId: number, platform: AlipayPlatform, index: number): Promise<void> {
  const ask = {
    merchantId,
    mode: 'live',
    channel: 'alipay-bill',
    type: 'alipay',
    label: `${index}`,
  } as const;
  const { logonId } = await core.startLogon({ ...ask, actor: ACTOR });
  const stageOf = async () => (await core.findLogon({ merchantId, logonId })).stage;
  await until(async () => (await stageOf()) === 'code_ready', 'a code to be scanned');
  const { code } = await core.findLogon({ merchantId, logonId });
  const answer = await platform.agree(code ?? '', `20881021505${String(index).padStart(5, '0')}`);
  // Each owner's browser has an address of its own, as the proxy in front says; one address may answer 20 in a minute.
  const reply = await fetch(answer, { headers: { 'x-forwarded-for': `10.0.0.${index}` } });
  if (!reply.ok) throw new Error(`the answer of a scan was refused with ${reply.status}`);
  await until(async () => ['online', 'failed'].includes(await stageOf()), 'a session to be online');
  const { stage, failure } = await core.findLogon({ merchantId, logonId });
  if (stage !== 'online') throw new Error(`a log-on ended as ${stage}: ${failure}`);
}

/** Opens orders until every account has one, and says whose account each of them waits on. */
async function openOrders(site: MerchantSite, database: Sql): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  const owners = new Set<string>();
  for (let index = 0; owners.size < SESSIONS; index++) {
    if (index > SESSIONS * 20) throw new Error(`only ${owners.size} of ${SESSIONS} accounts were chosen`);
    const reference = randomUUID();
    const price = (10 + index / 100).toFixed(2);
    const { data } = await site.cloudpay({ out_order_id: reference, price });
    const amount = (await readCheckout(data.pay_url)).data.realprice;
    const [row] = await database<{ ownerId: string }[]>`
      select s.owner_id as "ownerId" from orders o
      join sessions s on s.merchant_id = o.merchant_id and s.account_id = o.account_id
      where o.merchant_id = ${site.merchantId} and o.out_order_id = ${reference}`;
    if (row === undefined) throw new Error('an order waits on no watched account');
    owners.add(row.ownerId);
    waiting.push({ reference, amount, ownerId: row.ownerId });
  }
  return waiting;
}

/** Pays some of the orders evenly over the time, and answers the seconds from each payment to its callback. */
async function payOver(
  site: MerchantSite,
  platform: AlipayPlatform,
  orders: readonly Waiting[],
): Promise<number[]> {
  const paidAt = new Map<string, number>();
  for (const { reference, amount, ownerId } of orders) {
    platform.receive(ownerId, { amount });
    paidAt.set(reference, Date.now());
    await pause((SECONDS * 1000) / orders.length);
  }
  const received = await site.receiver.waitFor(orders.length, undefined, PATIENCE_MS);
  return received
    .map((request) => {
      const reference = callbackFields(request).get('out_order_id') ?? '';
      return (request.receivedAt - (paidAt.get(reference) ?? Number.NaN)) / 1000;
    })
    .sort((a, b) => a - b);
}

/** The most calls that came within any second. */
function mostWithinSecond(calledAtMs: readonly number[]): number {
  return Math.max(
    ...calledAtMs.map((at, first) => calledAtMs.filter((t, n) => n >= first && t < at + 1000).length),
  );
}

async function measure(product: Product, platform: AlipayPlatform): Promise<string> {
  const core = await loadCore(product);
  const database = postgres(product.databaseUrl, { max: 1 });
  const site = await openMerchantSite(product, ['--order-ttl', '3600', '--strategy', 'even']);
  try {
    const merchantId = Number(site.merchantId);
    const { privateKey, alipayPublicKey, ...addresses } = platform.config;
    const value = { ...addresses, callsPerSecond: String(CALLS_PER_SECOND) };
    const secrets = { privateKey, alipayPublicKey };
    await core.changeSetting({ name: 'alipay', value, secrets, actor: ACTOR }, async () => {});
    await core.topUpPoints({ merchantId, points: SESSIONS * 100, reason: 'bench', actor: ACTOR });
    const scannedMs = performance.now();
    await Promise.all(
      Array.from({ length: SESSIONS }, (_, index) => logOn(core, merchantId, platform, index)),
    );
    const onlineSeconds = (performance.now() - scannedMs) / 1000;
    const orders = await openOrders(site, database);
    const mostAtLogons = mostWithinSecond(platform.calledAtMs);
    platform.calledAtMs.length = 0;
    const before = platform.callsOf(BILLS);
    const begunMs = performance.now();
    const seconds = await payOver(site, platform, orders.slice(0, PAYMENTS));
    const perSecond = ((platform.callsOf(BILLS) - before) * 1000) / (performance.now() - begunMs);
    const rows = [
      [`${SESSIONS} log-ons begun at once: all online after`, `${onlineSeconds.toFixed(1)} s`],
      ['calls within any second until the payments, at most', String(mostAtLogons)],
      ['calls for bills in a second, on the average', perSecond.toFixed(2)],
      ['calls within any second of the payments, at most', String(mostWithinSecond(platform.calledAtMs))],
      ['calls above the limit', String(platform.callsOverLimit)],
      [`paid → callback received, p50 of ${seconds.length}`, `${percentile(seconds, 0.5).toFixed(1)} s`],
      ['paid → callback received, at most', `${percentile(seconds, 1).toFixed(1)} s`],
    ];
    return [
      `| ${SESSIONS} accounts watched by their bills, limit ${CALLS_PER_SECOND} calls a second | value |`,
      '| --- | ---: |',
      ...rows.map(([name, figure]) => `| ${name} | ${figure} |`),
      '',
    ].join('\n');
  } finally {
    await database.end();
    await core.sql().end();
    await site.close();
  }
}

const [product, platform] = await Promise.all([
  startProduct({ timeoutMs: 300_000, env: { MATOU_DEMO: '0' } }),
  AlipayPlatform.start(),
]);
platform.callsPerSecond = CALLS_PER_SECOND;
try {
  process.stdout.write(`\n${await measure(product, platform)}`);
} finally {
  await platform.close();
  await product.discard();
}
