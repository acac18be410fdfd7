import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { listMonitors, removeAccount } from '@/lib/core/accounts';
import { searchArrivals } from '@/lib/core/arrivals';
import { listUnreadNotices, readNotice, readWaitingNotices, recordNotice } from '@/lib/core/monitoring';
import { findOrder } from '@/lib/core/orders';
import { addAccount, addMonitor, open, openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const ALIPAY = 'com.eg.android.AlipayGphone';

let shop: Shop;
let monitor: { monitorId: number; key: string };
beforeAll(async () => {
  shop = await openShop();
  monitor = await addMonitor(shop.merchantId);
  // The gateway learns of a new monitor by NOTIFY.
  await vi.waitFor(async () => expect((await send({ content: 'hello' })).status).toBe(200));
});

interface Sent {
  from?: string;
  content?: string;
  timestamp?: number | string;
  key?: string;
  sign?: string;
  monitorId?: number | string;
}

let lastMs = 0;
/** Like the phone's clock, but never the same millisecond twice. */
function tick(): number {
  lastMs = Math.max(Date.now(), lastMs + 1);
  return lastMs;
}

function macOf(timestamp: string, key: string): string {
  return createHmac('sha256', key).update(`${timestamp}\n${key}`).digest('base64');
}

async function post(query: string, fields: Record<string, string>) {
  const init = { method: 'POST', body: new URLSearchParams(fields) };
  const response = await gateway.fetch(new Request(`http://localhost/api/monitor/forward?${query}`, init));
  return { status: response.status, body: await response.json() };
}

function send(sent: Sent = {}) {
  const timestamp = String(sent.timestamp ?? tick());
  const sign = sent.sign ?? encodeURIComponent(macOf(timestamp, sent.key ?? monitor.key));
  const fields = { from: sent.from ?? ALIPAY, content: sent.content ?? '成功收款0.01元', timestamp, sign };
  return post(`monitor=${sent.monitorId ?? monitor.monitorId}`, fields);
}

async function seen() {
  const found = (await listMonitors(shop.merchantId)).find(({ id }) => id === monitor.monitorId);
  if (found === undefined) throw new Error('no monitor');
  return found;
}

async function arrivalsOf(amount: number) {
  const { rows } = await searchArrivals({
    merchantId: shop.merchantId,
    mode: 'live',
    page: 1,
    pageSize: 1000,
  });
  return rows.filter((row) => row.amount === amount);
}

async function unread(text: string) {
  const { rows } = await listUnreadNotices({ merchantId: shop.merchantId, page: 1, pageSize: 1000 });
  return rows.filter((row) => row.text === text);
}

test('a notice that a rule reads pays the order of its type that asked for the amount', async () => {
  await removeAccount({ merchantId: shop.merchantId, accountId: shop.accountId });
  await addAccount(shop.merchantId, monitor.monitorId);
  await send({ content: 'alive' });
  const placed = await open(await order(shop, 116_000));
  const content = `收钱码到账通知\n成功收款${(Number(placed.payable) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}元。点击查看`;
  expect(content).toContain(',');
  const { status, body } = await send({ content });
  expect(status).toBe(200);
  expect(body).toMatchObject({ ok: true, isRepeat: false, outcome: 'read', arrivalId: expect.any(Number) });
  const key = { merchantId: placed.merchantId, orderId: placed.id };
  await expect.poll(async () => (await findOrder(key))?.status).toBe('paid');
  expect((await arrivalsOf(Number(placed.payable)))[0]).toMatchObject({
    source: 'notice',
    type: 'alipay',
    raw: { sender: ALIPAY, text: content, rule: 'alipay-received', ruleVersion: 0 },
  });
});

test('a signature is taken as the app sends it, encoded once more, and as plain base64', async () => {
  const timestamp = String(tick());
  expect((await send({ timestamp, sign: macOf(timestamp, monitor.key) })).status).toBe(200);
});

describe('a forwarded notice is refused and counted', () => {
  async function refusal(sent: Sent, error: string) {
    const before = await seen();
    const answer = await send(sent);
    expect(answer).toMatchObject({ status: 401, body: { ok: false, error, serverTime: expect.any(Number) } });
    expect(await seen()).toMatchObject({ refusedCount: before.refusedCount + 1, lastRefusal: error });
  }

  test('with a wrong key', () => refusal({ key: 'x'.repeat(32) }, 'signature_invalid'));
  test('without a signature', () => refusal({ sign: '' }, 'signature_invalid'));
  test('under the signature of another time', async () => {
    const sign = macOf(String(tick()), monitor.key);
    await refusal({ sign }, 'signature_invalid');
  });
  test.each([61, -61])('%i minutes away from our time', (minutes) =>
    refusal({ timestamp: Date.now() + minutes * 60_000 }, 'timestamp_out_of_range'),
  );
});

test('no monitor and a foreign one are answered alike, and a body that is none is named', async () => {
  for (const monitorId of ['', 'x', '0', 999_999_999])
    expect(await send({ monitorId })).toMatchObject({ status: 401, body: { error: 'signature_invalid' } });
  expect(await post('monitor=1', {})).toMatchObject({ status: 400, body: { error: 'body_invalid' } });
  expect(await send({ timestamp: '1700000000' })).toMatchObject({ status: 400 });
});

test('a notice that comes again, also from 64 sides at once, is one payment', async () => {
  const timestamp = tick();
  const content = '成功收款64.01元';
  const answers = await Promise.all(Array.from({ length: 64 }, () => send({ timestamp, content })));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 64 }, () => 200));
  expect(new Set(answers.map(({ body }) => body.arrivalId)).size).toBe(1);
  expect(answers.filter(({ body }) => body.isRepeat === false)).toHaveLength(1);
  expect(await arrivalsOf(6_401)).toHaveLength(1);
});

test('two equal payments are two', async () => {
  await send({ content: '成功收款65.01元' });
  await send({ content: '成功收款65.01元' });
  expect(await arrivalsOf(6_501)).toHaveLength(2);
});

test('another notice under a used signature is kept and pays nothing', async () => {
  const timestamp = tick();
  await send({ timestamp, content: '成功收款66.01元' });
  const content = '成功收款66000.01元';
  const { body } = await send({ timestamp, content });
  expect(body).toMatchObject({ outcome: 'unread', reason: 'signature_reused' });
  expect((await send({ timestamp, content })).body).toMatchObject({ isRepeat: true, outcome: 'unread' });
  expect(await arrivalsOf(6_600_001)).toHaveLength(0);
  expect(await unread(content)).toMatchObject([{ reason: 'signature_reused' }]);
});

test.each([
  ['成功收款2笔，共67.02元', 'merged'],
  ['[2条]成功收款67.02元', 'merged'],
  ['你有一笔新的收款，点击查看', 'no_rule'],
  ['成功收款67.021元', 'amount_unclear'],
])('%j becomes no payment and is kept as it came', async (content, reason) => {
  const { body } = await send({ content });
  expect(body).toMatchObject({ ok: true, outcome: 'unread', reason });
  expect(await unread(content)).toMatchObject([
    { reason, sender: ALIPAY, merchantName: 'Shop', monitorName: 'phone' },
  ]);
  expect(await arrivalsOf(6_702)).toHaveLength(0);
});

test('unread notices are shown to their merchant and to the operator, and to no other merchant', async () => {
  const other = await openShop();
  const page = { page: 1, pageSize: 1 };
  expect((await listUnreadNotices({ merchantId: other.merchantId, ...page })).total).toBe(0);
  const { total } = await listUnreadNotices({ merchantId: shop.merchantId, ...page });
  expect(total).toBeGreaterThan(0);
  expect((await listUnreadNotices({ merchantId: null, ...page })).total).toBe(total);
});

test('a phone whose clock is 40 minutes slow reports payments at their true time', async () => {
  await send({ timestamp: tick() - 40 * 60_000, content: '成功收款68.01元' });
  const [arrival] = await arrivalsOf(6_801);
  expect(Math.abs((arrival?.paidAt.getTime() ?? 0) - Date.now())).toBeLessThan(10_000);
});

test('what a crash left recorded is read by the sweep, and reading again answers the first outcome', async () => {
  const key = { merchantId: shop.merchantId, monitorId: monitor.monitorId };
  const { noticeId } = await recordNotice(key, { sender: ALIPAY, text: '成功收款69.01元', toldAtMs: tick() });
  await sql()`update notices set seen_at = seen_at - interval '2 seconds' where id = ${noticeId}`;
  expect(await readWaitingNotices({ limit: 10 })).toBe(1);
  expect(await readWaitingNotices({ limit: 10 })).toBe(0);
  const [arrival] = await arrivalsOf(6_901);
  const first = await readNotice({ merchantId: shop.merchantId, noticeId });
  expect(first).toEqual({ outcome: 'read', arrivalId: arrival?.id });
  await expect(readNotice({ merchantId: shop.merchantId + 1, noticeId })).rejects.toThrow();
});
