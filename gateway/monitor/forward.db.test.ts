import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { listMonitors, removeAccount } from '@/lib/core/accounts';
import { matchArrival, searchArrivals, suggestOrders } from '@/lib/core/arrivals';
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
  /** Null sends none. */
  title?: string | null;
  content?: string;
  query?: string;
  timestamp?: number | string;
  key?: string;
  sign?: string;
  monitorId?: number | string;
  receiveTime?: string;
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
  const { from = ALIPAY, title = '收款通知', content = '成功收款0.01元', query = '' } = sent;
  return post(`monitor=${sent.monitorId ?? monitor.monitorId}${query}`, {
    from,
    content,
    timestamp,
    sign,
    ...(title === null ? {} : { title }),
    ...(sent.receiveTime === undefined ? {} : { receive_time: sent.receiveTime }),
  });
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
  const { status, body } = await send({ title: null, content });
  expect(status).toBe(200);
  expect(body).toMatchObject({ ok: true, isRepeat: false, outcome: 'read', arrivalId: expect.any(Number) });
  const key = { merchantId: placed.merchantId, orderId: placed.id };
  await expect.poll(async () => (await findOrder(key))?.status).toBe('paid');
  expect((await arrivalsOf(Number(placed.payable)))[0]).toMatchObject({
    source: 'notice',
    type: 'alipay',
    raw: { sender: ALIPAY, title: null, text: content, rule: 'alipay-received', ruleVersion: 0 },
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
  await send({ timestamp: tick() - 30_000, content: '成功收款65.01元' });
  await send({ content: '成功收款65.01元' });
  expect(await arrivalsOf(6_501)).toHaveLength(2);
});

/** As forwarders print it: the phone's time, in China. */
function printed(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

describe('a notice that comes twice with different times of sending is one payment', () => {
  const repeated = { ok: true, outcome: 'unread', reason: 'repeated' };

  test('when a phone broadcasts it twice within seconds', async () => {
    const content = '成功收款65.11元';
    const at = tick() - 5_000;
    const answers = await Promise.all(
      [at, at + 900, at + 3_000].map((timestamp) => send({ timestamp, content })),
    );
    expect(answers.filter(({ body }) => body.outcome === 'read')).toHaveLength(1);
    expect(await arrivalsOf(6_511)).toHaveLength(1);
    expect(await unread(content)).toMatchObject([{ reason: 'repeated' }, { reason: 'repeated' }]);
  });

  test('when the times printed in it differ by the second', async () => {
    const at = tick() - 5_000;
    const content = (ms: number) => `成功收款65.12元\n${printed(ms)}`;
    await send({ timestamp: at, content: content(at) });
    const { body } = await send({ timestamp: at + 2_100, content: content(at + 2_100) });
    expect(body).toMatchObject(repeated);
    expect(await arrivalsOf(6_512)).toHaveLength(1);
  });

  test('when the forwarder tries again an hour later', async () => {
    const at = tick() - 50 * 60_000;
    const notice = { content: '成功收款65.13元', receiveTime: printed(at) };
    await send({ ...notice, timestamp: at });
    expect((await send(notice)).body).toMatchObject(repeated);
    expect(await arrivalsOf(6_513)).toHaveLength(1);
  });

  test('but two are two where the phone saw them at different times', async () => {
    const at = tick();
    await send({ content: '成功收款65.14元', receiveTime: printed(at - 60_000) });
    await send({ content: '成功收款65.14元', receiveTime: printed(at - 30_000) });
    expect(await arrivalsOf(6_514)).toHaveLength(2);
  });
});

describe('a notice that slept in a locked phone', () => {
  /** The amount was free, rested, and is held by an order of now. */
  async function presentHolder() {
    const other = await openShop();
    await removeAccount({ merchantId: other.merchantId, accountId: other.accountId });
    const phone = await addMonitor(other.merchantId);
    await addAccount(other.merchantId, phone.monitorId);
    const wake = () => send({ monitorId: phone.monitorId, key: phone.key, content: 'hello' });
    await vi.waitFor(async () => expect((await wake()).status).toBe(200));
    const held = await open(await order(other, 5_000));
    return { held, phone, merchantId: other.merchantId };
  }

  test.each([
    [
      'the field of the forwarder',
      (at: number) => ({ receiveTime: printed(at), content: '成功收款50.00元' }),
    ],
    [
      'a time with a zone',
      (at: number) => ({ receiveTime: new Date(at).toISOString(), content: '成功收款50.00元' }),
    ],
    ['milliseconds', (at: number) => ({ receiveTime: String(at), content: '成功收款50.00元' })],
    ['a line of the body', (at: number) => ({ content: `成功收款50.00元\n${printed(at)}` })],
    [
      "a line of the app's own template",
      (at: number) => ({
        title: null,
        content: `${ALIPAY}\n成功收款50.00元\n收款通知\nUID：10123\n${printed(at)}\n收银手机`,
        query: '&template=default',
      }),
    ],
  ])('is dated by %s, and never pays whoever holds its amount now', async (_, sleptAt) => {
    const { held, phone, merchantId } = await presentHolder();
    const seenAt = Date.now() - 40 * 60_000;
    const { body } = await send({ ...sleptAt(seenAt), monitorId: phone.monitorId, key: phone.key });
    expect(body).toMatchObject({ outcome: 'read' });
    const match = await matchArrival({ merchantId, arrivalId: body.arrivalId });
    expect(match).toEqual({ outcome: 'unmatched', orderId: null });
    expect((await findOrder({ merchantId, orderId: held.id }))?.status).toBe('pending');
    const [arrival] = (await searchArrivals({ merchantId, mode: 'live', page: 1, pageSize: 1 })).rows;
    expect(Math.abs((arrival?.paidAt.getTime() ?? 0) - seenAt)).toBeLessThan(3_000);
  });

  test('a time later than the sending, or a week old, is not believed', async () => {
    const { held, phone, merchantId } = await presentHolder();
    const content = `成功收款${(Number(held.payable) / 100).toFixed(2)}元\n2020-01-01 00:00:00`;
    const receiveTime = printed(Date.now() + 3_600_000);
    const { body } = await send({ content, receiveTime, monitorId: phone.monitorId, key: phone.key });
    await matchArrival({ merchantId, arrivalId: body.arrivalId });
    expect((await findOrder({ merchantId, orderId: held.id }))?.status).toBe('paid');
  });
});

test('a notice of a clock more than an hour off is refused, kept and suggested, and pays nobody by itself', async () => {
  const other = await openShop();
  await removeAccount({ merchantId: other.merchantId, accountId: other.accountId });
  const phone = await addMonitor(other.merchantId);
  await addAccount(other.merchantId, phone.monitorId);
  const hello = () => send({ monitorId: phone.monitorId, key: phone.key, content: 'hello' });
  await vi.waitFor(async () => expect((await hello()).status).toBe(200));
  const held = await open(await order(other, 7_700));
  const content = `成功收款${(Number(held.payable) / 100).toFixed(2)}元`;
  const off = tick() - 3 * 3_600_000;
  for (const timestamp of [off, off + 60_000]) {
    const answer = await send({ timestamp, content, monitorId: phone.monitorId, key: phone.key });
    expect(answer).toMatchObject({ status: 401, body: { error: 'timestamp_out_of_range' } });
  }
  const { merchantId } = other;
  const kept = () => searchArrivals({ merchantId, mode: 'live', page: 1, pageSize: 9 });
  await expect
    .poll(async () => (await kept()).rows)
    .toMatchObject([{ outcome: 'unmatched', reason: 'time_unclear', amount: held.payable }]);
  const [arrival] = (await kept()).rows;
  const suggested = await suggestOrders({ merchantId, arrivalId: arrival?.id ?? 0 });
  expect(suggested).toMatchObject([{ orderId: held.id }]);
  expect((await findOrder({ merchantId, orderId: held.id }))?.status).toBe('pending');
  expect((await listMonitors(merchantId))[0]?.oddClockAheadMs).toBeLessThan(-2 * 3_600_000);
});

test('a forwarded notice that is sent again keeps no dead phone alive and moves no clock', async () => {
  const timestamp = tick() - 50 * 60_000;
  await send({ timestamp, content: '成功收款65.15元' });
  await send({ content: '成功收款65.16元' });
  await sql()`update monitors set last_seen_at = now() - interval '10 minutes' where id = ${monitor.monitorId}`;
  const before = await seen();
  await send({ timestamp, content: '成功收款65.15元' });
  expect(await seen()).toMatchObject({ isAlive: false, clockAheadMs: before.clockAheadMs });
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
  ['退款到账67.02元', 'never_payment'],
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
  expect((await listUnreadNotices({ merchantId: null, ...page })).total).toBeGreaterThanOrEqual(total);
});

test('a phone whose clock is 40 minutes slow reports payments at their true time', async () => {
  await send({ timestamp: tick() - 40 * 60_000, content: '成功收款68.01元' });
  const [arrival] = await arrivalsOf(6_801);
  expect(Math.abs((arrival?.paidAt.getTime() ?? 0) - Date.now())).toBeLessThan(10_000);
});

test('what a crash left recorded is read by the sweep, and reading again answers the first outcome', async () => {
  const key = { merchantId: shop.merchantId, monitorId: monitor.monitorId };
  const told = { toldAtMs: tick(), noticedAtMs: null, isTimeUnclear: false };
  const { noticeId } = await recordNotice(key, {
    sender: ALIPAY,
    title: '收款通知',
    text: '成功收款69.01元',
    ...told,
  });
  await sql()`update notices set seen_at = seen_at - interval '2 seconds' where id = ${noticeId}`;
  expect(await readWaitingNotices({ limit: 10 })).toBe(1);
  expect(await readWaitingNotices({ limit: 10 })).toBe(0);
  const [arrival] = await arrivalsOf(6_901);
  const first = await readNotice({ merchantId: shop.merchantId, noticeId });
  expect(first).toEqual({ outcome: 'read', arrivalId: arrival?.id });
  await expect(readNotice({ merchantId: shop.merchantId + 1, noticeId })).rejects.toThrow();
});

describe('the words of a stranger pay nothing', () => {
  const WECHAT = 'com.tencent.mm';

  test.each([
    [WECHAT, null, '张三\n哈哈\n微信支付\n收款79.00元'],
    [WECHAT, '张三', '哈哈\n微信支付\n收款79.00元'],
    [ALIPAY, null, '李四\n成功收款83.00元'],
    [ALIPAY, null, '成功收款83.00元'],
    ['com.tencent.wework', null, '对外收款小李\n收款86.00元'],
    [ALIPAY, '好友申请', '小王通过扫码向你付款214.33元请求添加你为好友'],
    [ALIPAY, '小王通过扫码向你付款214.33元', '请求添加你为好友'],
  ])('from %s, title %j, %j', async (from, title, content) => {
    const open = (await listUnreadNotices({ merchantId: shop.merchantId, page: 1, pageSize: 1 })).total;
    expect((await send({ from, title, content })).body).toMatchObject({ outcome: 'unread' });
    expect((await listUnreadNotices({ merchantId: shop.merchantId, page: 1, pageSize: 1 })).total).toBe(
      open + 1,
    );
  });

  test('a field that comes twice is kept as it came, because one of the two may be his', async () => {
    const timestamp = String(tick());
    const sign = encodeURIComponent(macOf(timestamp, monitor.key));
    const body = new URLSearchParams({
      from: WECHAT,
      title: '张三',
      content: '微信支付收款79.00元',
      timestamp,
      sign,
    });
    body.append('title', '微信支付');
    const url = `http://localhost/api/monitor/forward?monitor=${monitor.monitorId}`;
    const response = await gateway.fetch(new Request(url, { method: 'POST', body }));
    expect([response.status, await response.json()]).toMatchObject([200, { reason: 'fields_unclear' }]);
    expect(await unread(body.toString())).toMatchObject([{ reason: 'fields_unclear' }]);
  });
});

describe("SmsForwarder's own message template", () => {
  const below = 'UID：10123\n2026-12-01 10:00:00\nPhone by the till';
  const paying = `${ALIPAY}\n成功收款70.01元\n收款通知\n${below}`;

  test('is read when its address says so: the title stands above the UID', async () => {
    const { body } = await send({ title: null, content: paying, query: '&template=default' });
    expect(body).toMatchObject({ outcome: 'read' });
    const unmarked = paying.replace('\nPhone by the till', '').replace('70.01', '70.02');
    expect((await send({ title: null, content: unmarked, query: '&template=default' })).body).toMatchObject({
      outcome: 'read',
    });
    expect(await arrivalsOf(7_001)).toMatchObject([{ raw: { title: '收款通知', text: '成功收款70.01元' } }]);
  });

  test('is never guessed: without that, its title is nowhere, and the reason says so', async () => {
    const { body } = await send({ title: null, content: paying });
    expect(body).toMatchObject({ outcome: 'unread', reason: 'no_title' });
  });

  test.each([
    `${ALIPAY}\n收款通知\n成功收款70.03元\n李四\n${below}`,
    `${ALIPAY}\n成功收款70.03元\n收款通知\nUID：10123\n2026-12-01 10:00:00\n李四\n${below}`,
    `${ALIPAY}\n成功收款70.03元\n收款通知\n2026-12-01 10:00:00`,
    `${ALIPAY}\n成功收款70.03元\n收款通知\n\n${below}`,
    `com.example.chat\n成功收款70.03元\n收款通知\n${below}`,
  ])('has no other place for a title: %j', async (content) => {
    const { body } = await send({ title: null, content, query: '&template=default' });
    expect(body).toMatchObject({ outcome: 'unread' });
    expect(await arrivalsOf(7_003)).toHaveLength(0);
  });
});

test('an unread notice keeps the one amount in it, which settles nothing', async () => {
  await send({ title: '李四', content: '借我71.03元' });
  expect(await unread('借我71.03元')).toMatchObject([
    { title: '李四', amountMaybe: 7_103, reason: 'no_rule' },
  ]);
  expect(await arrivalsOf(7_103)).toHaveLength(0);
});

test('the template that the documents show is read, with every word in its place', async () => {
  const timestamp = String(tick());
  const body = JSON.stringify({
    from: 'com.tencent.mm',
    title: '微信收款助手',
    content: '[8条]微信收款助手: 微信支付收款45.33元(朋友到店)',
    timestamp,
    sign: encodeURIComponent(macOf(timestamp, monitor.key)),
  });
  const url = `http://localhost/api/monitor/forward?monitor=${monitor.monitorId}`;
  const headers = { 'content-type': 'application/json' };
  const response = await gateway.fetch(new Request(url, { method: 'POST', headers, body }));
  expect(await response.json()).toMatchObject({ outcome: 'read' });
  expect(await arrivalsOf(4_533)).toMatchObject([{ type: 'wechat' }]);
});
