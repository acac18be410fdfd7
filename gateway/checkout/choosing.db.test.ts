import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { createAccount, removeAccount } from '@/lib/core/accounts';
import { closeOrder, findOrder, type Order, placeOrder } from '@/lib/core/orders';
import type { PayType } from '@/lib/core/vocabulary';
import { fen } from '@/lib/platform/money';
import { openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();

const PHONE = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';
const IN_WECHAT = `${PHONE} MicroMessenger/8.0.44(0x28002c51) NetType/WIFI`;
const IN_ALIPAY = `${PHONE} AliApp(AP/10.5.60) AlipayClient/10.5.60`;
const IN_QQ = `${PHONE} QQ/9.0.0.609 V1_IPH_SQ`;
const PC = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36';

function send(path: string, init: RequestInit = {}): Promise<Response> {
  return Promise.resolve(gateway.fetch(new Request(`http://localhost${path}`, init)));
}

function look(placed: Order, userAgent: string, headers: Record<string, string> = {}): Promise<Response> {
  return send(`/pay/index?id=${placed.token}&type=onecode`, {
    headers: { 'user-agent': userAgent, ...headers },
  });
}

function choose(fields: Record<string, string>, query = ''): Promise<Response> {
  return send(`/pay/choose${query}`, { method: 'POST', body: new URLSearchParams(fields) });
}

async function now(placed: Order): Promise<Order | null> {
  return findOrder({ merchantId: placed.merchantId, orderId: placed.id });
}

const drawnState = async (answer: Response) =>
  /data-state="([a-z_]+)"/.exec(await answer.text())?.[1] ?? 'none';

const offered = (page: string) => [...page.matchAll(/name="type" value="(\w+)"/g)].map(([, type]) => type);

function addWechat({ merchantId }: Shop) {
  return createAccount({ merchantId, type: 'wechat', label: 'till', code: 'wxp://f2f0abc', monitorId: null });
}

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await addWechat(shop);
});

function place(choices: readonly PayType[] = ['alipay', 'wechat'], of: Shop = shop): Promise<Order> {
  return placeOrder({
    credential: of.credential,
    dialect: 'gatepay-v1',
    outOrderId: randomUUID(),
    type: null,
    choices,
    price: fen(1000),
    title: 'goods',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
  });
}

describe('the page of an order without a type', () => {
  test('offers its choices, and looking chooses nothing', async () => {
    const placed = await place();
    const page = await (await look(placed, PHONE)).text();
    expect(page).toContain('data-state="choosing"');
    expect(page).toMatch(/<form [^>]*method="post" action="\/pay\/choose/);
    expect(offered(page)).toEqual(['alipay', 'wechat']);
    expect(await drawnState(await look(placed, PC))).toBe('choosing');
    expect(await now(placed)).toMatchObject({ type: null, status: 'created' });
  });

  test('is told as waiting, without type and code', async () => {
    const placed = await place();
    const form = await send(`/pay/api?id=${placed.token}&format=json`);
    expect(await form.json()).toMatchObject({
      code: 100,
      data: { status: 'pending', type: null, qrcode: null, choices: ['alipay', 'wechat'] },
    });
    const state = await send(`/pay/state?id=${placed.token}`);
    expect(await state.json()).toMatchObject({ state: 'choosing' });
    expect((await send(`/pay/qr?id=${placed.token}`)).status).toBe(404);
  });
});

describe('the wallet that scanned the page', () => {
  test.each([
    ['WeChat', IN_WECHAT, 'wechat'],
    ['Alipay', IN_ALIPAY, 'alipay'],
  ] as const)('%s goes on at once in its own way', async (_, userAgent, type) => {
    const placed = await place();
    expect(await drawnState(await look(placed, userAgent))).toBe('pending');
    expect(await now(placed)).toMatchObject({ type, status: 'pending' });
  });

  test('is told clearly that the order does not take it', async () => {
    const placed = await place(['alipay']);
    const page = await (await look(placed, IN_WECHAT)).text();
    expect(page).toContain('微信不能支付这笔订单');
    expect(page).not.toContain('name="type"');
    expect(await drawnState(await look(await place(), IN_QQ))).toBe('choosing');
    expect(await now(placed)).toMatchObject({ type: null });
  });

  test.each([
    ['its program on a PC', `${PC} MicroMessenger/7.0.20 WindowsWechat(0x63090a13)`, {}],
    ['its variant for companies', `${PHONE} wxwork/4.1.13 MicroMessenger/7.0.1`, {}],
    ['a crawler in its name', `${PHONE} MicroMessenger/8.0.44 (compatible; linkbot/1.0)`, {}],
    ['a browser that fetches ahead', IN_WECHAT, { 'sec-purpose': 'prefetch;prerender' }],
    ['an older one that does', IN_WECHAT, { purpose: 'prefetch' }],
    ['the name alone', 'MicroMessenger', {}],
  ])('is not %s', async (_, userAgent, headers) => {
    const placed = await place();
    await look(placed, userAgent, headers);
    expect(await now(placed)).toMatchObject({ type: null });
  });

  test('has not come when an address is only tried, or read as data', async () => {
    const placed = await place();
    const headers = { 'user-agent': IN_WECHAT };
    await send(`/pay/index?id=${placed.token}`, { method: 'HEAD', headers });
    await send(`/pay/index?id=${placed.token}&format=json`, { headers });
    await send(`/pay/state?id=${placed.token}`, { headers });
    await send(`/pay/qr?id=${placed.token}`, { headers });
    expect(await now(placed)).toMatchObject({ type: null });
  });

  test('finds what another device chose before', async () => {
    const placed = await place();
    await look(placed, IN_ALIPAY);
    await look(placed, IN_WECHAT);
    expect(await now(placed)).toMatchObject({ type: 'alipay', status: 'pending' });
  });
});

describe('a tap on a choice', () => {
  test('chooses and leads back to the page, which goes on, in the same manner', async () => {
    const placed = await place();
    const answer = await choose({ id: placed.token, type: 'wechat' }, '?lang=en&auto=0');
    expect(answer.status).toBe(303);
    const back = answer.headers.get('location') ?? '';
    expect(back).toBe(`/pay/api?lang=en&auto=0&id=${placed.token}&type=wechat`);
    const page = await (await send(back)).text();
    expect(page).toContain('data-state="pending"');
    expect(page).toContain('<html lang="en">');
  });

  test('twice is one choice', async () => {
    const placed = await place();
    const taps = await Promise.all([1, 2].map(() => choose({ id: placed.token, type: 'alipay' })));
    expect(taps.map(({ status }) => status)).toEqual([303, 303]);
    expect(await now(placed)).toMatchObject({ type: 'alipay', status: 'created' });
  });

  test.each([
    ['a method that the order does not offer', 'qq'],
    ['a method that nobody knows', 'cash'],
    ['no method', ''],
  ])('refuses %s', async (_, type) => {
    const placed = await place();
    expect((await choose({ id: placed.token, type })).status).toBe(400);
    expect(await now(placed)).toMatchObject({ type: null });
  });

  test('refuses to change what the merchant’s site has chosen', async () => {
    const placed = await order(shop, 1000);
    expect((await choose({ id: placed.token, type: 'wechat' })).status).toBe(400);
    expect(await now(placed)).toMatchObject({ type: 'alipay' });
  });

  test.each(['', 'AAAAAAAAAAAAAAAAAAAAAA', "' or 1=1--"])(
    'on no order of ours, %j, finds none',
    async (id) => {
      const answer = await choose({ id, type: 'alipay' });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('没有找到这笔订单');
    },
  );

  test('comes too late for an order whose time is over or that was closed', async () => {
    const [over, closed] = [await place(), await place()];
    await sql()`update orders set expires_at = now() - interval '1 second' where id = ${over.id}`;
    await closeOrder({ merchantId: shop.merchantId, orderId: closed.id, actor: 'test' });
    for (const [placed, state] of [
      [over, 'expired'],
      [closed, 'closed'],
    ] as const) {
      const answer = await choose({ id: placed.token, type: 'alipay' });
      expect(answer.status).toBe(303);
      expect(await drawnState(await send(answer.headers.get('location') ?? ''))).toBe(state);
      expect(await drawnState(await look(placed, IN_WECHAT))).toBe(state);
      expect(await now(placed)).toMatchObject({ type: null });
    }
  });

  test('is a POST and nothing else', async () => {
    const placed = await place();
    const answer = await send(`/pay/choose?id=${placed.token}&type=alipay`);
    expect(answer.status).toBe(405);
    expect(await now(placed)).toMatchObject({ type: null });
  });

  test('on a wallet that can no longer receive leaves the others to choose', async () => {
    const half = await openShop();
    const { accountId } = await addWechat(half);
    const placed = await place(['alipay', 'wechat'], half);
    await removeAccount({ merchantId: half.merchantId, accountId });
    const late = await choose({ id: placed.token, type: 'wechat' });
    const page = await (await send(late.headers.get('location') ?? '')).text();
    expect(page).toContain('data-state="unavailable"');
    expect(offered(page)).toEqual(['alipay']);
    const answer = await choose({ id: placed.token, type: 'alipay' });
    expect(await drawnState(await send(answer.headers.get('location') ?? ''))).toBe('pending');
    expect(await now(placed)).toMatchObject({ type: 'alipay', status: 'pending' });
  });
});

describe('a wallet for which no account is online', () => {
  test('is not offered, and does not go on by itself', async () => {
    const placed = await place(['alipay', 'qq']);
    expect(offered(await (await look(placed, PHONE)).text())).toEqual(['alipay']);
    expect(await (await look(placed, IN_QQ)).text()).toContain('QQ不能支付这笔订单');
    expect(await now(placed)).toMatchObject({ type: null });
  });

  test('when it is the last, the order is kept and the page says so; nobody is told so of an order that is over', async () => {
    const bare = await openShop();
    const placed = await place(['alipay'], bare);
    await removeAccount({ merchantId: bare.merchantId, accountId: bare.accountId });
    expect(await drawnState(await look(placed, PHONE))).toBe('unavailable');
    const form = () => send(`/pay/api?id=${placed.token}&format=json`);
    expect(await (await form()).json()).toMatchObject({ code: 204 });
    await closeOrder({ merchantId: bare.merchantId, orderId: placed.id, actor: 'test' });
    expect(await drawnState(await look(placed, PHONE))).toBe('closed');
    expect(await (await form()).json()).toMatchObject({ code: 100, data: { status: 'closed' } });
  });
});

test('a page that waits on a PC hears that the phone has chosen', async () => {
  const placed = await place();
  const leaving = new AbortController();
  const answer = await send(`/pay/events?id=${placed.token}`, { signal: leaving.signal });
  const reader = answer.body?.getReader();
  const next = async () => {
    const { value } = (await reader?.read()) ?? {};
    return JSON.parse(
      Buffer.from(value ?? [])
        .toString()
        .replace(/^data: /, ''),
    ).state as string;
  };
  expect(await next()).toBe('choosing');
  await choose({ id: placed.token, type: 'wechat' });
  expect(await next()).toBe('creating');
  await look(placed, PC);
  expect(await next()).toBe('pending');
  leaving.abort();
});
