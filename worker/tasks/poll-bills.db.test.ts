import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

vi.hoisted(() => {
  vi.stubEnv('MATOU_CALLBACK_ALLOW_CIDRS', '127.0.0.0/8');
});

import { sql } from '@/db/client';
import { cloudMonitorOf } from '@/lib/channels';
import { openOrder } from '@/lib/core/allocation';
import { changeSetting } from '@/lib/core/installation';
import { closeOrder } from '@/lib/core/orders';
import {
  answerLogon,
  claimSessions,
  findLogon,
  LineFull,
  listSessions,
  listUnreadBills,
  lookForWork,
  readPlatformConfig,
  releaseSession,
  restAfter,
  type SessionClaim,
  showCode,
  startLogon,
  waitForTurn,
} from '@/lib/core/sessions';
import { seal } from '@/lib/platform/crypto';
import { formatYuan } from '@/lib/platform/money';
import { AlipayPlatform } from '@/tests/support/alipay-platform';
import { claim as claimLogon, openPointsShop } from '@/tests/support/sessions';
import { order, type Shop } from '@/tests/support/shop';
import { type BillPoller, createBillPoller } from '@/worker/tasks/poll-bills';
import { createLogonRunner } from '@/worker/tasks/run-logons';

const BILLS = 'alipay.data.bill.accountlog.query';
const TOKENS = 'alipay.open.auth.token.app';
const OFTEN = { code: '40005', sub_code: 'isv.app-call-limited', sub_msg: '超限' };
const LINE = { name: 'alipay', config: {} };
const ANSWER_URL = 'http://127.0.0.1:9/pay/session/answer';

let platform: AlipayPlatform;
let ownersMade = 0;

beforeAll(async () => {
  platform = await AlipayPlatform.start();
  const { privateKey, alipayPublicKey, ...value } = platform.config;
  await changeSetting(
    {
      name: 'alipay',
      value: { ...value, callsPerSecond: '1000' },
      secrets: { privateKey, alipayPublicKey },
      actor: 'user:1',
    },
    async () => {},
  );
});

beforeEach(async () => {
  platform.callsPerSecond = Number.POSITIVE_INFINITY;
  platform.isUnruly = false;
  platform.pageSize = 2000;
  platform.tokenSeconds = 31_536_000;
  await sql()`delete from platform_paces`;
});

afterAll(() => platform.close());

function nextOwnerId(): string {
  return `2088${String(++ownersMade).padStart(12, '0')}`;
}

/** A merchant whose session was scanned online through the platform's own page; nobody holds it. */
async function scannedShop() {
  const shop = await openPointsShop();
  await sql()`update accounts set online_switch = 'off' where merchant_id = ${shop.merchantId}`;
  const ownerId = nextOwnerId();
  const sessionId = await logOn(shop, ownerId);
  return { shop, ownerId, sessionId };
}

/** The merchant asks for a log-on, and the owner agrees on the platform's page; a worker has to exchange the answer. */
async function scanCode(shop: Shop, ownerId: string, sessionId?: number) {
  const monitor = cloudMonitorOf('alipay-bill');
  if (monitor === null) throw new Error('no monitor');
  const config = await readPlatformConfig(monitor);
  const { merchantId } = shop;
  const asked = { merchantId, mode: 'live', channel: 'alipay-bill', type: 'alipay', label: 'till' } as const;
  const actor = 'user:1';
  const started = await startLogon({ ...asked, actor, ...(sessionId === undefined ? {} : { sessionId }) });
  const queued = await claimLogon(started.logonId);
  const code = await monitor.prepare(config, { state: queued.state, answerUrl: ANSWER_URL });
  await showCode(queued, code);
  const back = new URL(await platform.agree(code.text, ownerId)).searchParams;
  await answerLogon(back.get('state') ?? '', back.get('app_auth_code') ?? '');
  return started;
}

/** Moves every log-on as far as it goes, as a worker does in one round. */
async function moveLogons(): Promise<void> {
  const runner = createLogonRunner();
  await runner.round();
  await runner.settled();
}

async function logOn(shop: Shop, ownerId: string, sessionId?: number): Promise<number> {
  const started = await scanCode(shop, ownerId, sessionId);
  await moveLogons();
  const { stage, failure } = await findLogon({ ...started, merchantId: shop.merchantId });
  if (stage !== 'online') throw new Error(`the log-on ended as ${stage} ${failure}`);
  return started.sessionId;
}

async function hold(sessionId: number): Promise<SessionClaim> {
  const claims = await claimSessions({ limit: 1_000, leaseSeconds: 30 });
  const found = claims.find((one) => one.sessionId === sessionId);
  for (const other of claims) if (other !== found) await releaseSession(other);
  if (found === undefined) throw new Error(`session ${sessionId} is not to be held`);
  return found;
}

/** As if the three seconds between two readings were over. */
async function laterOn(sessionId: number): Promise<void> {
  await sql()`update sessions set last_polled_at = null where id = ${sessionId}`;
}

/** Reads as a worker does that has just taken the session over. */
async function pollOnce(claim: SessionClaim, poller: BillPoller = createBillPoller()): Promise<void> {
  await laterOn(claim.sessionId);
  await poller.poll([claim]);
}

async function pendingOrder(shop: Shop, price: number) {
  const placed = await order(shop, price);
  const opened = await openOrder({ token: placed.token, payerIp: '127.0.0.1', device: 'pc' });
  if (opened?.payable == null) throw new Error('the order holds no amount');
  return { ...opened, payable: opened.payable };
}

async function statusOf(orderId: number): Promise<string> {
  const [row] = await sql()<{ status: string }[]>`select status from orders where id = ${orderId}`;
  return row?.status ?? '';
}

async function arrivalsOf(merchantId: number) {
  return sql()<{ outcome: string; source: string; accountId: number; dedupeKey: string }[]>`
    select outcome, source, account_id, dedupe_key from arrivals where merchant_id = ${merchantId} order by id`;
}

async function stateOf({ merchantId }: Shop) {
  const [online, offline] = await Promise.all(
    (['online', 'offline'] as const).map((status) => listSessions({ merchantId, mode: 'live', status })),
  );
  return [...(online ?? []), ...(offline ?? [])][0];
}

test('a payment into the account settles its order, and keeps where it came from', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  const { id, payable } = await pendingOrder(shop, 1000);
  const bill = platform.receive(ownerId, { amount: formatYuan(payable) });
  const claim = await hold(sessionId);
  await pollOnce(claim);
  expect(await statusOf(id)).toBe('paid');
  expect(await arrivalsOf(shop.merchantId)).toEqual([
    {
      outcome: 'matched',
      source: 'alipay-bill',
      accountId: claim.accountId,
      dedupeKey: `alipay-bill:${bill.id}`,
    },
  ]);
});

test('repeated and disordered bills on many pages settle each order once', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  const orders = await Promise.all([1000, 2000, 3000, 4000].map((price) => pendingOrder(shop, price)));
  platform.isUnruly = true;
  platform.pageSize = 3;
  for (const { payable } of orders) platform.receive(ownerId, { amount: formatYuan(payable) });
  const claim = await hold(sessionId);
  const poller = createBillPoller();
  for (let round = 0; round < 3; round++) await pollOnce({ ...claim, fence: claim.fence }, poller);
  expect(await Promise.all(orders.map(({ id }) => statusOf(id)))).toEqual(['paid', 'paid', 'paid', 'paid']);
  expect((await arrivalsOf(shop.merchantId)).map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: 4 }, () => 'matched'),
  );
});

test('a bill that shows up late behind its own time is still seen, by another worker too', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  const { id, payable } = await pendingOrder(shop, 1000);
  const late = platform.receive(ownerId, { amount: formatYuan(payable), isLate: true });
  const first = await hold(sessionId);
  await pollOnce(first);
  expect(await statusOf(id)).toBe('pending');
  await releaseSession(first);
  late.show();
  await pollOnce(await hold(sessionId));
  expect(await statusOf(id)).toBe('paid');
});

test('two workers that read at once record a payment once', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  const { id, payable } = await pendingOrder(shop, 1000);
  platform.receive(ownerId, { amount: formatYuan(payable) });
  const first = await hold(sessionId);
  await sql()`update sessions set leased_until = null where id = ${sessionId}`;
  const second = await hold(sessionId);
  await Promise.all([pollOnce(first), pollOnce(second)]);
  expect(await statusOf(id)).toBe('paid');
  expect(await arrivalsOf(shop.merchantId)).toHaveLength(1);
});

test('whoever lost the session reads nothing for it', async () => {
  const { sessionId } = await scannedShop();
  const first = await hold(sessionId);
  await sql()`update sessions set leased_until = null where id = ${sessionId}`;
  await hold(sessionId);
  const before = platform.callsOf(BILLS);
  await pollOnce(first);
  expect(platform.callsOf(BILLS)).toBe(before);
});

test('what was paid before the account was watched is not told', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  platform.receive(ownerId, { amount: '10.00', at: new Date(Date.now() - 60_000) });
  await pollOnce(await hold(sessionId));
  expect(await arrivalsOf(shop.merchantId)).toEqual([]);
});

test('bills are read only while an order is open or lately ended', async () => {
  const { shop, sessionId } = await scannedShop();
  const claim = await hold(sessionId);
  const poller = createBillPoller();
  await pollOnce(claim, poller);
  const idle = platform.callsOf(BILLS);
  const busy = async () => (await lookForWork([claim], 600))[0]?.isBusy;
  expect(await busy()).toBe(false);
  await pollOnce(claim, poller);
  expect(platform.callsOf(BILLS)).toBe(idle);
  const pending = await pendingOrder(shop, 1000);
  expect(await busy()).toBe(true);
  await closeOrder({ merchantId: shop.merchantId, orderId: pending.id, actor: 'user:1' });
  expect(await busy()).toBe(true);
  await sql()`update sessions set busy_until = now() where id = ${sessionId}`;
  expect(await busy()).toBe(false);
});

test('one account is read once in three seconds, whoever asks', async () => {
  const { sessionId } = await scannedShop();
  const claim = await hold(sessionId);
  await sql()`update sessions set last_polled_at = null where id = ${sessionId}`;
  const before = platform.callsOf(BILLS);
  await Promise.all(Array.from({ length: 4 }, () => createBillPoller().poll([claim])));
  expect(platform.callsOf(BILLS) - before).toBe(1);
});

test('a bill that cannot be read is kept as it came, once, and shown', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  platform.receive(ownerId, { amount: '10.00', fields: { trans_amount: '1,160.00' } });
  const claim = await hold(sessionId);
  const poller = createBillPoller();
  await pollOnce(claim, poller);
  await releaseSession(claim);
  await pollOnce(await hold(sessionId), poller);
  const { merchantId } = shop;
  const unread = await listUnreadBills({ merchantId, sessionId, page: 1, pageSize: 10 });
  expect(unread).toMatchObject({
    total: 1,
    rows: [{ reason: 'trans_amount', raw: { trans_amount: '1,160.00' } }],
  });
  expect(await arrivalsOf(merchantId)).toEqual([]);
});

test('a token that ended is renewed without its owner, and the payment is seen', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  const { id, payable } = await pendingOrder(shop, 1000);
  platform.expireTokens(ownerId);
  platform.receive(ownerId, { amount: formatYuan(payable) });
  const claim = await hold(sessionId);
  const poller = createBillPoller();
  await pollOnce(claim, poller);
  expect((await stateOf(shop))?.state).toBe('online');
  await releaseSession(claim);
  await pollOnce(await hold(sessionId));
  expect(await statusOf(id)).toBe('paid');
});

test('a token is renewed before it ends, though no order is open, and the renewed one is kept sealed', async () => {
  const { sessionId } = await scannedShop();
  const claim = await hold(sessionId);
  const due = JSON.stringify({ ...JSON.parse(claim.grant), renewAtMs: 0 });
  await sql()`update sessions set grant_sealed = ${seal(due)} where id = ${sessionId}`;
  const before = platform.callsOf(TOKENS);
  await pollOnce({ ...claim, grant: due });
  expect(platform.callsOf(TOKENS) - before).toBe(1);
  await releaseSession(claim);
  const renewed = await hold(sessionId);
  expect(renewed.grant).not.toBe(claim.grant);
  await pollOnce(renewed);
  expect(platform.callsOf(TOKENS) - before).toBe(1);
});

test('an authorisation that its owner took back ends the session in the platform’s words, and a scan revives it', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  const before = await stateOf(shop);
  await pendingOrder(shop, 1000);
  platform.revoke(ownerId);
  await pollOnce(await hold(sessionId));
  expect(await stateOf(shop)).toMatchObject({
    state: 'offline',
    offlineReason: 'aop.invalid-app-auth-token 无效的应用授权令牌',
  });
  await logOn(shop, ownerId, sessionId);
  expect(await stateOf(shop)).toMatchObject({
    sessionId,
    accountId: before?.accountId,
    ruleId: before?.ruleId,
    state: 'online',
    offlineReason: null,
  });
});

test('an error of the platform ends nothing, is waited out, and leaves the account unwatched only when it lasts', async () => {
  const { shop, ownerId, sessionId } = await scannedShop();
  const { id, payable } = await pendingOrder(shop, 1000);
  platform.receive(ownerId, { amount: formatYuan(payable) });
  platform.refuseNext(BILLS, { code: '20000', sub_code: 'isp.unknow-error', sub_msg: '系统繁忙' });
  const claim = await hold(sessionId);
  const poller = createBillPoller();
  await pollOnce(claim, poller);
  expect(poller.isWatched(claim)).toBe(true);
  expect((await stateOf(shop))?.state).toBe('online');
  const calls = platform.callsOf(BILLS);
  await pollOnce(claim, poller);
  expect(platform.callsOf(BILLS)).toBe(calls);
  await releaseSession(claim);
  await pollOnce(await hold(sessionId));
  expect(await statusOf(id)).toBe('paid');
});

async function expectRest(): Promise<void> {
  await expect(waitForTurn(LINE, 2_000)).rejects.toBeInstanceOf(LineFull);
}

test('after the platform said that it was asked too often, nobody asks for a while', async () => {
  const { sessionId } = await scannedShop();
  platform.refuseNext(BILLS, OFTEN);
  await pollOnce(await hold(sessionId));
  await expectRest();
});

/** A log-on whose code was scanned, with nobody at work on it. */
async function scannedLogon() {
  const shop = await openPointsShop();
  const { logonId } = await scanCode(shop, nextOwnerId());
  return { merchantId: shop.merchantId, logonId };
}

/** As if the platform's rest, and the moment until a log-on is tried again, were over. */
async function restIsOver({ logonId }: { logonId: number }): Promise<void> {
  await sql()`delete from platform_paces`;
  await sql()`update session_logons set leased_until = null where id = ${logonId}`;
}

test('a log-on waits for its turn like any other call, and does not fail for it', async () => {
  const key = await scannedLogon();
  await restAfter(LINE, { isOverLimit: true });
  const calls = platform.callsOf(TOKENS);
  await moveLogons();
  expect(platform.callsOf(TOKENS)).toBe(calls);
  expect(await findLogon(key)).toMatchObject({ stage: 'scanned', failure: null });
  await restIsOver(key);
  await moveLogons();
  expect((await findLogon(key)).stage).toBe('online');
});

test('a log-on whose call came too often has everybody rest, and goes on afterwards with the same answer', async () => {
  const key = await scannedLogon();
  platform.refuseNext(TOKENS, OFTEN);
  await moveLogons();
  expect(await findLogon(key)).toMatchObject({ stage: 'scanned', failure: null });
  await expectRest();
  await restIsOver(key);
  await moveLogons();
  expect((await findLogon(key)).stage).toBe('online');
});

test('a log-on that waits for its turn past a minute is not given up as if the platform were silent', async () => {
  const key = await scannedLogon();
  await restAfter(LINE, { isOverLimit: true });
  await sql()`
    update session_logons set moved_at = clock_timestamp() - interval '61 seconds' where id = ${key.logonId}`;
  await moveLogons();
  expect(await findLogon(key)).toMatchObject({ stage: 'scanned', failure: null });
});

test('a renewal that came too often has everybody rest too', async () => {
  const { sessionId } = await scannedShop();
  const claim = await hold(sessionId);
  const due = JSON.stringify({ ...JSON.parse(claim.grant), renewAtMs: 0 });
  platform.refuseNext(TOKENS, OFTEN);
  await pollOnce({ ...claim, grant: due });
  await expectRest();
});
