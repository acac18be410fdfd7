import { createHash, createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { canonicalText, signMessage } from '@/gateway/monitor/signed-message';
import {
  changeAccount,
  isCollecting,
  listMonitors,
  type MonitorView,
  removeAccount,
  removeMonitor,
} from '@/lib/core/accounts';
import { searchArrivals } from '@/lib/core/arrivals';
import { listUnreadNotices } from '@/lib/core/monitoring';
import { findOrder } from '@/lib/core/orders';
import { addAccount, addMonitor, open, openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const MINUTE_MS = 60_000;

let shop: Shop;
let monitor: { monitorId: number; key: string };
let sequence = 0;
beforeAll(async () => {
  shop = await openShop();
  await removeAccount({ merchantId: shop.merchantId, accountId: shop.accountId });
  monitor = await addMonitor(shop.merchantId);
  await addAccount(shop.merchantId, monitor.monitorId);
  // The gateway learns of a new monitor by NOTIFY.
  await vi.waitFor(async () => expect((await send()).status).toBe(200));
});

interface Message {
  path?: string;
  body?: unknown;
  rawBody?: string;
  monitorId?: number | string;
  key?: string;
  timestamp?: number | string;
  nonce?: string;
  sequence?: number | string;
  signature?: string;
  signedPath?: string;
  signedBody?: string;
}

function signed(message: Message) {
  const path = message.path ?? '/api/monitor/v1/heartbeat';
  const body = message.rawBody ?? JSON.stringify(message.body ?? {});
  const timestamp = String(message.timestamp ?? Date.now());
  const nonce = message.nonce ?? randomUUID();
  const number = String(message.sequence ?? ++sequence);
  const digest = createHash('sha256')
    .update(message.signedBody ?? body)
    .digest('hex');
  const text = [
    'matou-monitor-v1',
    'POST',
    message.signedPath ?? path,
    timestamp,
    nonce,
    number,
    digest,
  ].join('\n');
  const headers = {
    'content-type': 'application/json',
    'matou-monitor': String(message.monitorId ?? monitor.monitorId),
    'matou-timestamp': timestamp,
    'matou-nonce': nonce,
    'matou-sequence': number,
    'matou-signature':
      message.signature ??
      createHmac('sha256', message.key ?? monitor.key)
        .update(text)
        .digest('hex'),
  };
  return { path, init: { method: 'POST', headers, body } };
}

async function call({ path, init }: ReturnType<typeof signed>) {
  const response = await gateway.fetch(new Request(`http://localhost${path}`, init));
  return { status: response.status, body: await response.json() };
}

const send = (message: Message = {}) => call(signed(message));

const event = (over: Record<string, unknown> = {}) => ({
  eventId: randomUUID(),
  type: 'alipay',
  amount: '12.34',
  paidAt: Date.now(),
  title: '收钱码到账通知',
  text: '成功收款12.34元',
  ...over,
});
const report = (arrivals: unknown, over: Message = {}) =>
  send({ path: '/api/monitor/v1/arrivals', body: { arrivals }, ...over });

async function seen(monitorId = monitor.monitorId): Promise<MonitorView> {
  const found = (await listMonitors(shop.merchantId)).find(({ id }) => id === monitorId);
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

describe('a heartbeat', () => {
  test('answers the time of the server and when to beat again, and shows the monitor alive', async () => {
    const before = Date.now();
    const { status, body } = await send();
    expect(status).toBe(200);
    expect(body).toEqual({ ok: true, serverTime: expect.any(Number), beatSeconds: 15 });
    expect(Math.abs(body.serverTime - before)).toBeLessThan(5_000);
    expect(await seen()).toMatchObject({ isAlive: true });
  });

  test('keeps accounts online for 45 seconds, and for 90 after the beat of a vmq app', async () => {
    const t = String(Date.now());
    const age = (seconds: number) =>
      sql()`update monitors set last_seen_at = now() - make_interval(secs => ${seconds}) where id = ${monitor.monitorId}`;
    await send();
    await age(40);
    expect(await isCollecting(shop.merchantId, 'live')).toBe(true);
    await age(50);
    expect(await isCollecting(shop.merchantId, 'live')).toBe(false);
    const sign = createHash('md5')
      .update(t + monitor.key)
      .digest('hex');
    await gateway.fetch(new Request(`http://localhost/appHeart?t=${t}&sign=${sign}`));
    await age(80);
    expect(await isCollecting(shop.merchantId, 'live')).toBe(true);
    await age(100);
    expect(await isCollecting(shop.merchantId, 'live')).toBe(false);
    await send();
  });
});

describe('a message is refused and counted, with the time of the server,', () => {
  async function refusal(message: Message, error: string, status: number) {
    const before = await seen();
    const answer = await send(message);
    expect(answer).toMatchObject({ status, body: { ok: false, error, serverTime: expect.any(Number) } });
    const after = await seen();
    expect(after).toMatchObject({ refusedCount: before.refusedCount + 1, lastRefusal: error });
    expect(after.lastRefusedAt).not.toBeNull();
    return answer.body;
  }

  test('with a wrong key', () => refusal({ key: 'x'.repeat(32) }, 'signature_invalid', 401));
  test('signed for another path', () =>
    refusal({ signedPath: '/api/monitor/v1/arrivals' }, 'signature_invalid', 401));
  test('signed for another body', () =>
    refusal({ body: { a: 1 }, signedBody: '{}' }, 'signature_invalid', 401));

  test.each([6 * MINUTE_MS, -6 * MINUTE_MS])('%i ms away from our time', async (awayMs) => {
    const body = await refusal({ timestamp: Date.now() + awayMs }, 'timestamp_out_of_range', 401);
    expect(Math.abs(body.serverTime - Date.now())).toBeLessThan(5_000);
    expect((await send({ timestamp: body.serverTime })).status).toBe(200);
  });

  test('when its nonce was used before', async () => {
    const first = signed({});
    expect((await call(first)).status).toBe(200);
    const before = await seen();
    expect(await call(first)).toMatchObject({ status: 409, body: { error: 'nonce_replayed' } });
    expect((await seen()).refusedCount).toBe(before.refusedCount + 1);
  });

  test('when its number goes backwards, and the answer tells from where to go on', async () => {
    sequence += 10;
    await send({ sequence });
    const body = await refusal({ sequence: sequence - 1 }, 'sequence_behind', 409);
    expect(body.lastSequence).toBe(sequence);
    expect((await send({ sequence: body.lastSequence + 1 })).status).toBe(200);
    sequence += 1;
  });
});

test('an unknown or removed monitor is answered like a wrong key', async () => {
  const gone = await addMonitor(shop.merchantId);
  await removeMonitor({ merchantId: shop.merchantId, monitorId: gone.monitorId });
  const foreign = {
    status: 401,
    body: { ok: false, error: 'signature_invalid', serverTime: expect.any(Number) },
  };
  expect(await send({ monitorId: 999_999_999 })).toEqual(foreign);
  await expect.poll(() => send({ monitorId: gone.monitorId, key: gone.key })).toEqual(foreign);
});

test.each([
  [{ monitorId: 'x' }, 'matou-monitor'],
  [{ timestamp: '1700000000' }, 'matou-timestamp'],
  [{ nonce: 'short' }, 'matou-nonce'],
  [{ sequence: '-1' }, 'matou-sequence'],
  [{ signature: 'AB' }, 'matou-signature'],
] as const)('a head that is none is refused: %j', async (message, header) => {
  expect(await send(message)).toMatchObject({ status: 400, body: { error: 'header_invalid', header } });
});

test('the same number is taken again, so that a message can be sent again with a fresh nonce', async () => {
  const again = ++sequence;
  expect((await send({ sequence: again })).status).toBe(200);
  expect((await send({ sequence: again })).status).toBe(200);
});

test('nonces are forgotten when they are of no use any more', async () => {
  const nonce = randomUUID();
  await send({ nonce });
  await sql()`update monitor_nonces set seen_at = seen_at - interval '12 minutes'`;
  await send();
  const rows = await sql()`select 1 from monitor_nonces where nonce = ${nonce}`;
  expect(rows).toHaveLength(0);
});

test('of 64 messages with one nonce at once, one is taken', async () => {
  const message = signed({});
  const answers = await Promise.all(Array.from({ length: 64 }, () => call(message)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(63);
});

describe('a batch of payments', () => {
  test('is recorded, and pays the order that asked for the amount', async () => {
    const placed = await open(await order(shop, 4_321));
    const amount = (Number(placed.payable) / 100).toFixed(2);
    const { body } = await report([event({ amount })]);
    expect(body.results).toEqual([
      { eventId: expect.any(String), outcome: 'recorded', arrivalId: expect.any(Number) },
    ]);
    const key = { merchantId: placed.merchantId, orderId: placed.id };
    await expect.poll(async () => (await findOrder(key))?.status).toBe('paid');
  });

  test('is recorded once however often it comes, also from 64 sides at once', async () => {
    const events = Array.from({ length: 5 }, () => event({ amount: '777.01' }));
    const number = ++sequence;
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, side) =>
        report(side % 2 === 0 ? events : [...events].reverse(), { sequence: number }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 64 }, () => 200));
    const outcomes = answers.flatMap(({ body }) =>
      body.results.map((one: { outcome: string }) => one.outcome),
    );
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(63 * 5);
    expect(await arrivalsOf(77_701)).toHaveLength(5);
  });

  test('is answered event by event, and what is refused is kept raw', async () => {
    const good = event({ amount: '31.41' });
    const other = await openShop();
    const cases: [Record<string, unknown>, string][] = [
      [event({ amount: 31.41 }), 'amount_invalid'],
      [event({ amount: '0.00' }), 'amount_invalid'],
      [event({ amount: '1,160.00' }), 'amount_invalid'],
      [event({ amount: '1.005' }), 'amount_invalid'],
      [event({ type: 'cash' }), 'type_invalid'],
      [event({ paidAt: 'now' }), 'time_invalid'],
      [event({ eventId: 'a b' }), 'event_id_invalid'],
      [event({ accountId: other.accountId }), 'account_unknown'],
    ];
    const { status, body } = await report([good, ...cases.map(([one]) => one), good]);
    expect(status).toBe(200);
    expect(body.results).toEqual([
      expect.objectContaining({ eventId: good.eventId, outcome: 'recorded' }),
      ...cases.map(([one, reason]) => ({ eventId: one.eventId, outcome: 'refused', reason })),
      expect.objectContaining({ eventId: good.eventId, outcome: 'duplicate' }),
    ]);
    expect(await arrivalsOf(3_141)).toHaveLength(1);
    const { rows } = await listUnreadNotices({ merchantId: shop.merchantId, page: 1, pageSize: 100 });
    for (const [one, reason] of cases)
      expect(rows.find(({ text }) => text.includes(String(one.eventId)))).toMatchObject({ reason });
  });

  test('may name an account that the monitor watches, and no other', async () => {
    const { accountId } = await addAccount(shop.merchantId, monitor.monitorId);
    const { accountId: unwatched } = await addAccount(shop.merchantId);
    const { body } = await report([
      event({ accountId, amount: '8.01' }),
      event({ accountId: unwatched }),
      event({ accountId, type: 'wechat' }),
    ]);
    expect(body.results.map((one: { outcome: string }) => one.outcome)).toEqual([
      'recorded',
      'refused',
      'refused',
    ]);
    expect((await arrivalsOf(801))[0]).toMatchObject({ accountId, source: 'monitor' });
    await changeAccount({ merchantId: shop.merchantId, accountId, onlineSwitch: 'off' });
  });

  test('cannot use an event id for another amount', async () => {
    const one = event({ amount: '5.05' });
    await report([one]);
    const { body } = await report([{ ...one, amount: '500.05' }]);
    expect(body.results[0]).toMatchObject({ outcome: 'refused', reason: 'event_id_reused' });
    expect(await arrivalsOf(50_005)).toHaveLength(0);
  });

  test('of words that no database stores is recorded all the same', async () => {
    const { body } = await report([
      event({ title: 'a\0b', text: `\ud800${'x'.repeat(9_000)}`, amount: '6.66' }),
    ]);
    expect(body.results[0]).toMatchObject({ outcome: 'recorded' });
  });

  test.each([[{}], [{ arrivals: {} }], [[]], [{ arrivals: Array.from({ length: 101 }, () => ({})) }]])(
    'that is none is refused: %#',
    async (body) => {
      const answer = await send({ path: '/api/monitor/v1/arrivals', body });
      expect(answer).toMatchObject({ status: 400, body: { error: 'body_invalid' } });
    },
  );

  test('of events that are none is answered event by event, however deep they nest', async () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const rawBody = `{"arrivals":[${nested},{"eventId":"a","text":{}},null,"x"]}`;
    const { status, body } = await send({ path: '/api/monitor/v1/arrivals', rawBody });
    expect(status).toBe(200);
    const refused = { eventId: null, outcome: 'refused', reason: 'event_invalid' };
    expect(body.results).toEqual([refused, refused, refused, refused]);
  });

  test('of none is answered with none', async () => {
    expect((await report([])).body).toMatchObject({ ok: true, results: [] });
  });

  test.each([4 * MINUTE_MS, -4 * MINUTE_MS])(
    'from a clock that is %i ms off is dated on ours',
    async (aheadMs) => {
      const amount = aheadMs > 0 ? '9.91' : '9.92';
      const now = Date.now();
      await send({ timestamp: now + aheadMs });
      await report([event({ amount, paidAt: now + aheadMs - MINUTE_MS })], {
        timestamp: Date.now() + aheadMs,
      });
      const [arrival] = await arrivalsOf(aheadMs > 0 ? 991 : 992);
      expect(Math.abs((arrival?.paidAt.getTime() ?? 0) - (now - MINUTE_MS))).toBeLessThan(5_000);
      expect(Math.abs((await seen()).clockAheadMs - aheadMs)).toBeLessThan(5_000);
      await send();
    },
  );

  test('told from the future is dated now', async () => {
    await report([event({ amount: '9.93', paidAt: Date.now() + 60 * MINUTE_MS })]);
    const [arrival] = await arrivalsOf(993);
    expect(arrival?.paidAt.getTime()).toBeLessThan(Date.now() + MINUTE_MS);
  });
});

test('the example in docs/monitor-api.md is what the code computes', () => {
  const page = readFileSync(new URL('../../docs/monitor-api.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/```(\w+) example-(\w+)\n([\s\S]*?)\n```/g)];
  const block = (name: string) => blocks.find(([, , found]) => found === name)?.[3] ?? '';
  const [, method = '', path = '', timestamp = '', nonce = '', number = ''] = block('text').split('\n');
  const head = { timestamp, nonce, sequence: number };
  expect(canonicalText(method, path, head, Buffer.from(block('body')))).toBe(block('text'));
  const key = /Key: `([0-9a-f]{32})`/.exec(page)?.[1] ?? '';
  expect(block('headers')).toContain(`Matou-Signature: ${signMessage(key, block('text'))}`);
  for (const line of block('text').split('\n').slice(3, 6)) expect(block('headers')).toContain(`: ${line}`);
  expect(JSON.parse(block('body')).arrivals[0]).toMatchObject({ amount: expect.any(String) });
  expect(JSON.parse(block('answer')).results).toHaveLength(1);
});
