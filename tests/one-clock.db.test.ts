import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { commands } from '@/cli/commands';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { createGateway, publicRoutes } from '@/gateway/app';
import { listAppeals, matchArrival, openAppeal, recordArrival, suggestForAll } from '@/lib/core/arrivals';
import {
  chooseType,
  closeOrder,
  eventsOfOrder,
  expireDueOrders,
  extendAfterRestart,
  findOrder,
  type Order,
  type OrderStatus,
  searchOrders,
  settleByHand,
} from '@/lib/core/orders';
import { extendForOutage } from '@/lib/core/orders/outage-store';
import { beat } from '@/lib/core/runtime';
import { fen } from '@/lib/platform/money';
import { signedQuery } from '@/tests/support/dialect-request';
import { open, openShop, order as place, type Shop } from '@/tests/support/shop';

/**
 * Nothing sweeps here: no worker runs. An order's deadline lies in the past, and every surface that tells what an order
 * is says so. A new address of the gateway does not pass before it stands in one of the two lists.
 */
const gateway = createGateway();
const orderShow = commands['order show'] ?? expect.fail('there is no order show');

interface Case {
  readonly shop: Shop;
  readonly order: Order;
}

interface Surface {
  ask(one: Case): Promise<unknown>;
  readonly waiting: unknown;
  readonly over: unknown;
}

const get = (path: string) => gateway.fetch(new Request(`http://localhost${path}`));
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** A member of a JSON answer, by its path. */
async function member(path: string, ...names: string[]): Promise<unknown> {
  const answer: unknown = await (await get(path)).json();
  return names.reduce((value, name) => (value as Record<string, unknown>)[name], answer);
}

async function stateOfPage(path: string): Promise<string | undefined> {
  return /data-state="(\w+)"/.exec(await (await get(path)).text())?.[1];
}

async function stateOfFirstEvent(path: string): Promise<unknown> {
  const reader = (await get(path)).body?.getReader();
  let text = '';
  for (let line = null; line === null; line = /^data: .*$/m.exec(text)) {
    const part = await reader?.read();
    text += new TextDecoder().decode(part?.value);
    if (part?.done !== false) break;
  }
  await reader?.cancel();
  const [, data = '{}'] = /^data: (.*)$/m.exec(text) ?? [];
  return (JSON.parse(data) as { state?: string }).state;
}

const findOrderBy = (path: string): Surface => ({
  ask: ({ shop, order }) =>
    member(
      `${path}?${new URLSearchParams(signedQuery(shop.merchant, order.outOrderId))}`,
      'data',
      'order_status',
    ),
  waiting: 'pending',
  over: 'expired',
});

async function statusInListing({ shop, order }: Case): Promise<unknown> {
  const { pid, epayKey } = shop.credential;
  const asked = new URLSearchParams({ act: 'orders', pid: String(pid), key: epayKey, status: '0' });
  const rows = (await member(`/api.php?${asked}`, 'data')) as { trade_no: string; status: number }[];
  return rows.find(({ trade_no }) => trade_no === String(order.id))?.status;
}

/** What each address says of an order that waits, and of one whose time is over. */
const ADDRESSES: Readonly<Record<string, Surface>> = {
  '/api/find/findOrder': findOrderBy('/api/find/findOrder'),
  '/api/order/check': findOrderBy('/api/order/check'),
  '/getOrder': {
    ask: ({ order }) => member(`/getOrder?orderId=${order.token}`, 'data', 'state'),
    waiting: 0,
    over: -1,
  },
  '/checkOrder': {
    ask: ({ order }) => member(`/checkOrder?orderId=${order.token}`, 'msg'),
    waiting: '订单未支付',
    over: '订单已过期',
  },
  '/closeOrder': {
    ask: ({ shop, order: { token } }) =>
      member(`/closeOrder?orderId=${token}&sign=${md5(token + shop.credential.vmqKey)}`, 'msg'),
    waiting: '成功',
    over: '订单状态不允许关闭',
  },
  // The protocol has one number for what waits and for what is over unpaid.
  '/api.php': { ask: statusInListing, waiting: 0, over: 0 },
  '/pay/api': {
    ask: ({ order }) => stateOfPage(`/pay/api?id=${order.token}`),
    waiting: 'pending',
    over: 'expired',
  },
  '/pay/index': {
    ask: ({ order }) => member(`/pay/index?id=${order.token}&format=json`, 'data', 'status'),
    waiting: 'pending',
    over: 'expired',
  },
  '/pay/state': {
    ask: ({ order }) => member(`/pay/state?id=${order.token}`, 'state'),
    waiting: 'pending',
    over: 'expired',
  },
  '/pay/events': {
    ask: ({ order }) => stateOfFirstEvent(`/pay/events?id=${order.token}`),
    waiting: 'pending',
    over: 'expired',
  },
  '/pay/qr': {
    ask: async ({ order }) => (await get(`/pay/qr?id=${order.token}`)).status,
    waiting: 200,
    over: 404,
  },
};

/** Addresses that do not tell whether an order waits, and why. */
const SILENT: Readonly<Record<string, string>> = {
  '/api/anypay/create': 'places orders',
  '/api/grouppay/create': 'places orders',
  '/api/stablepay/create': 'places orders',
  '/api/cloudpay/create': 'places orders',
  '/api/pay/create': 'places orders',
  '/createOrder': 'places orders',
  '/submit.php': 'places orders',
  '/mapi.php': 'places orders',
  '/pay/any': 'places orders',
  '/api/product/show': 'lists products',
  '/api/ka/show': 'lists card keys',
  '/api/ka/create': 'adds card keys',
  '/getState': 'tells of monitors',
  '/pay/again': 'leads back to the page',
  '/pay/choose': 'leads back to the page',
  '/pay/appeal': 'is open to what waits and to what is over',
  '/pay/any/qr': 'draws the code of a link',
  '/pay/session/answer': 'belongs to sessions',
  '/pay/picture': 'draws the picture of a product',
  '/qrcode/build': 'draws any text',
  '/wallet': 'pays whatever the tester wants, late too',
  '/wallet/authorise': 'belongs to sessions',
  '/appHeart': 'belongs to monitors',
  '/appPush': 'belongs to monitors',
  '/healthz': 'belongs to the installation',
  '/readyz': 'belongs to the installation',
};

const keyOf = ({ merchantId, id }: Order) => ({ merchantId, orderId: id });

async function isListedAs({ order }: Case, status: OrderStatus): Promise<boolean> {
  const { merchantId, mode } = order;
  const { rows, total } = await searchOrders({ merchantId, mode, status, page: 1, pageSize: 50 });
  expect(rows).toHaveLength(total);
  return rows.some((row) => row.id === order.id && row.status === status);
}

/** What the admin and the command line show. */
const DOORS: Readonly<Record<string, Surface>> = {
  'the detail in the admin': {
    ask: async ({ order }) => (await findOrder(keyOf(order)))?.status,
    waiting: 'pending',
    over: 'expired',
  },
  'the list of what waits': { ask: (one) => isListedAs(one, 'pending'), waiting: true, over: false },
  'the list of what expired': { ask: (one) => isListedAs(one, 'expired'), waiting: false, over: true },
  'matou order show': {
    ask: async ({ order: { merchantId, outOrderId } }) => {
      const given = { merchant: String(merchantId), 'out-order-id': outOrderId };
      return ((await orderShow.run(given)) as { status: string }).status;
    },
    waiting: 'pending',
    over: 'expired',
  },
  'the list of appeals': {
    ask: async ({ order: { merchantId, mode } }) => {
      const { rows } = await listAppeals({ merchantId, mode, isOpen: true, page: 1, pageSize: 50 });
      return rows.map(({ orderStatus }) => orderStatus).join();
    },
    waiting: 'pending',
    over: 'expired',
  },
  'what the inbox suggests': {
    ask: async ({ shop: { merchantId }, order }) => {
      const { arrivalId } = await recordArrival({
        merchantId,
        mode: 'live',
        type: 'alipay',
        accountId: order.accountId,
        monitorId: null,
        source: 'operator',
        dedupeKey: `one-clock:${order.id}`,
        amount: fen(997),
        paidAt: order.createdAt,
        raw: {},
      });
      await matchArrival({ merchantId, arrivalId });
      const suggested = (await suggestForAll({ merchantId, arrivalIds: [arrivalId] })).get(arrivalId);
      return suggested?.map(({ status }) => status).join();
    },
    waiting: 'pending',
    over: 'expired',
  },
};

const overdue = (order: Order) =>
  sql()`update orders set expires_at = clock_timestamp() - interval '1 second' where id = ${order.id}`;

async function make(): Promise<Case> {
  const shop = await openShop();
  const order = await open(await place(shop, 1000));
  await openAppeal({ token: order.token, amount: fen(1000), paidAt: order.createdAt, payer: '张三' });
  return { shop, order };
}

describe('one clock, one answer on every surface', () => {
  test('every address of the gateway stands in the table, or is said to be silent', () => {
    const named = [...Object.keys(ADDRESSES), ...Object.keys(SILENT)];
    const monitors = publicRoutes.filter(({ path }) => path.startsWith('/api/monitor/'));
    const known = [...named, ...monitors.map(({ path }) => path)];
    expect(known.sort()).toEqual([...new Set(publicRoutes.map(({ path }) => path))].sort());
  });

  test.each(Object.entries({ ...ADDRESSES, ...DOORS }))('%s', async (_name, { ask, waiting, over }) => {
    expect(await ask(await make())).toEqual(waiting);
    const late = await make();
    await overdue(late.order);
    expect(await ask(late)).toEqual(over);
  });
});

test('a page that listens hears of the deadline when it comes', async () => {
  const { order } = await make();
  await sql()`update orders set expires_at = clock_timestamp() + interval '400 milliseconds' where id = ${order.id}`;
  const reader = (await get(`/pay/events?id=${order.token}`)).body?.getReader();
  const said: string[] = [];
  while (said.at(-1) !== 'expired') {
    const part = await reader?.read();
    if (part?.done !== false) break;
    const news = new TextDecoder().decode(part.value).matchAll(/"state":"(\w+)"/g);
    said.push(...[...news].map(([, state = '']) => state));
  }
  await reader?.cancel();
  expect(said).toEqual(['pending', 'expired']);
});

describe('between the deadline and the sweep', () => {
  test('an order is neither closed nor opened nor chosen for, and the sweep then tells its story once', async () => {
    const { order } = await make();
    await overdue(order);
    await expect(closeOrder({ ...keyOf(order), actor: 'merchant' })).rejects.toMatchObject({
      code: 'order.state_forbids',
    });
    expect(await open(order)).toMatchObject({ status: 'expired' });
    await expect(chooseType(order.token, 'wechat')).rejects.toMatchObject({ code: 'order.choice_invalid' });
    await expireDueOrders({ limit: 1_000 });
    const kinds = (await eventsOfOrder(keyOf(order))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'expired' || kind === 'closed')).toEqual(['expired']);
  });

  test('money paid in time pays it', async () => {
    const { shop, order } = await make();
    const arrival = {
      merchantId: shop.merchantId,
      mode: 'live',
      type: 'alipay',
      accountId: order.accountId,
      monitorId: null,
      source: 'operator',
      dedupeKey: `in-time:${order.id}`,
      amount: order.payable ?? fen(0),
      paidAt: order.createdAt,
      raw: {},
    } as const;
    await overdue(order);
    await sql()`update orders set created_at = created_at - interval '1 minute' where id = ${order.id}`;
    await sql()`update allocations set held_at = held_at - interval '1 minute' where order_id = ${order.id}`;
    const paidAt = new Date(order.createdAt.getTime() - 2_000);
    const { arrivalId } = await recordArrival({ ...arrival, paidAt });
    expect(await matchArrival({ merchantId: shop.merchantId, arrivalId })).toMatchObject({
      outcome: 'matched',
    });
    expect(await findOrder(keyOf(order))).toMatchObject({ status: 'paid', oddities: [] });
  });

  test("the merchant's word pays it, late", async () => {
    const { order } = await make();
    await overdue(order);
    const word = { ...keyOf(order), actor: 'merchant:1', reason: 'seen', amount: fen(1000) };
    expect(await settleByHand(word)).toMatchObject({ status: 'paid', oddities: ['manual', 'late'] });
  });

  test('what has been told as expired gets no more time, neither by a start nor by a watch that came back', async () => {
    const { shop, order } = await make();
    await overdue(order);
    await beat('gateway');
    const [{ now } = { now: new Date() }] = await sql()<{ now: Date }[]>`select clock_timestamp() as now`;
    await extendAfterRestart(now);
    const outage = { ...shop, accountIds: [shop.accountId], unseenSince: order.createdAt };
    await inTransaction((tx) => extendForOutage(tx, outage));
    expect(await findOrder(keyOf(order))).toMatchObject({ status: 'expired' });
  });

  test('what was over while nobody could ask gets its two minutes, once for a start', async () => {
    await expireDueOrders({ limit: 1_000 });
    const { order } = await make();
    await beat('gateway');
    await sql()`update heartbeats set beat_at = beat_at - interval '1 minute' where process = 'gateway'`;
    await overdue(order);
    const [{ now } = { now: new Date() }] = await sql()<{ now: Date }[]>`select clock_timestamp() as now`;
    expect(await extendAfterRestart(now)).toBe(1);
    expect(await extendAfterRestart(now)).toBe(0);
    expect(await findOrder(keyOf(order))).toMatchObject({ status: 'pending' });
  });
});
