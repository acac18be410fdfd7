import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { removeAccount } from '@/lib/core/accounts';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { claimDueCallbacks, recordAttempt } from '@/lib/core/callbacks';
import { closeOrder, findOrder, type Order } from '@/lib/core/orders';
import { open, openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 Safari/604.1';

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(gateway.fetch(new Request(`http://localhost${path}`, { headers })));
}

const pageOf = (placed: Order, more = '') => get(`/pay/api?id=${placed.token}&type=alipay${more}`);
const stateOf = async (placed: Order) => (await get(`/pay/state?id=${placed.token}`)).json();
const formOf = async (placed: Order) => (await pageOf(placed, '&format=json')).json();

async function pay(shop: Shop, placed: Order, paidAt = new Date()): Promise<void> {
  const opened = await open(placed);
  if (opened.payable === null) throw new Error('not allocated');
  const { arrivalId } = await recordArrival({
    merchantId: shop.merchantId,
    mode: 'live',
    type: 'alipay',
    accountId: opened.accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: randomUUID(),
    amount: opened.payable,
    paidAt,
    raw: {},
  });
  await matchArrival({ merchantId: shop.merchantId, arrivalId });
}

async function acknowledge(placed: Order): Promise<void> {
  const claims = await claimDueCallbacks({ slots: 10 });
  const claim = claims.find(({ orderId }) => orderId === placed.id);
  if (claim === undefined) throw new Error('no callback is due');
  await recordAttempt(claim, {
    durationMs: 1,
    method: 'POST',
    url: 'http://127.0.0.1:9/notify',
    requestBody: null,
    httpStatus: 200,
    responseHead: Buffer.from('success'),
    failure: null,
    failureDetail: null,
    judgement: null,
    retryAfterSeconds: null,
  });
}

async function expire(placed: Order): Promise<void> {
  await sql()`update orders set created_at = now() - interval '1 hour', expires_at = now() - interval '1 minute' where id = ${placed.id}`;
}

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ timeoutUrl: 'http://127.0.0.1:9/timeout' });
});

describe('the page', () => {
  test('allocates at the first look, and shows the same amount to every later one', async () => {
    const placed = await order(shop, 1000);
    expect(placed.status).toBe('created');
    const first = await (await pageOf(placed)).text();
    const opened = await findOrder({ merchantId: shop.merchantId, orderId: placed.id });
    expect(opened?.status).toBe('pending');
    expect(first).toContain('data-state="pending"');
    const [amount] = /data-copy="(\d+\.\d\d)"/.exec(first) ?? [];
    expect(await (await pageOf(placed)).text()).toContain(String(amount));
  });

  test('fits the browser and the language that ask', async () => {
    const placed = await order(shop, 1100);
    const phone = await get(`/pay/api?id=${placed.token}`, { 'user-agent': PHONE, 'accept-language': 'en' });
    expect(await phone.text()).toMatch(/<html lang="en">.*href="alipays:\/\/platformapi\/startapp/s);
    expect(await (await pageOf(placed)).text()).toMatch(/<html lang="zh-CN">.*打开支付宝「扫一扫」/s);
  });

  test('is compressed, private and bound to its own script', async () => {
    const placed = await order(shop, 1200);
    const { headers } = await get(`/pay/api?id=${placed.token}`, { 'accept-encoding': 'gzip, br' });
    expect(headers.get('content-encoding')).toBe('br');
    expect(headers.get('content-security-policy')).toMatch(/script-src 'sha256-/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
  });

  test('says honestly that nobody can receive, keeps the order, and allocates when somebody can', async () => {
    const closed = await openShop();
    const placed = await order(closed, 1000);
    await removeAccount({ merchantId: closed.merchantId, accountId: closed.accountId });
    const answer = await pageOf(placed);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('data-state="unavailable"');
    expect(await formOf(placed)).toMatchObject({ code: 204, data: null });
    expect(await findOrder({ merchantId: closed.merchantId, orderId: placed.id })).toMatchObject({
      status: 'created',
    });
  });

  test('walks from waiting over confirming to paid, and only then knows the way back', async () => {
    const placed = await order(shop, 1300);
    await pay(shop, placed);
    expect(await stateOf(placed)).toMatchObject({ state: 'confirming' });
    expect(await formOf(placed)).toMatchObject({
      data: { status: 'paid', qrcode: null, redirect_url: null },
    });
    await acknowledge(placed);
    expect(await stateOf(placed)).toMatchObject({ state: 'paid' });
    const page = await (await pageOf(placed)).text();
    expect(page).toMatch(/data-go="http:\/\/127\.0\.0\.1:9\/return\?[^"]*sign=[0-9a-f]{32}/);
    expect(await formOf(placed)).toMatchObject({
      data: { status: 'paid', redirect_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/return\?/) },
    });
  });

  test('an expired order loses its code and names the timeout address', async () => {
    const placed = await open(await order(shop, 1400));
    await expire(placed);
    const page = await (await pageOf(placed)).text();
    expect(page).toContain('data-state="expired"');
    expect(page).toContain('data-go="http://127.0.0.1:9/timeout"');
    expect(page).not.toContain('class="qr"');
    expect(await formOf(placed)).toMatchObject({
      data: { status: 'expired', qrcode: null, timeout_url: 'http://127.0.0.1:9/timeout' },
    });
  });

  test('a payment after the end is shown as received and waiting for the merchant', async () => {
    const placed = await open(await order(shop, 1500));
    await expire(placed);
    await pay(shop, placed);
    expect(await stateOf(placed)).toMatchObject({ state: 'late' });
  });

  test('a closed order is gone', async () => {
    const placed = await order(shop, 1600);
    await closeOrder({ merchantId: shop.merchantId, orderId: placed.id, actor: 'test' });
    const answer = await pageOf(placed);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('data-state="closed"');
  });

  test.each(['', 'AAAAAAAAAAAAAAAAAAAAAA', "' or 1=1--", 'x'.repeat(500)])(
    'no order has the address %j',
    async (id) => {
      const query = `?id=${encodeURIComponent(id)}`;
      const page = await get(`/pay/api${query}`);
      expect(page.status).toBe(404);
      expect(await page.text()).toContain('没有找到这笔订单');
      const form = await get(`/pay/api${query}&format=json`);
      expect(form.status).toBe(404);
      expect(await form.json()).toMatchObject({ code: 404, data: null });
      expect((await get(`/pay/state${query}`)).status).toBe(404);
      expect((await get(`/pay/events${query}`)).status).toBe(204);
      expect((await get(`/pay/qr${query}`)).status).toBe(404);
    },
  );
});

describe('a waiting page hears', () => {
  async function listen(placed: Order) {
    const leaving = new AbortController();
    const request = new Request(`http://localhost/pay/events?id=${placed.token}`, { signal: leaving.signal });
    const answer = await gateway.fetch(request);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    const reader = answer.body?.getReader();
    if (reader === undefined) throw new Error('no stream');
    const next = async (): Promise<unknown> => {
      const { value } = await reader.read();
      return JSON.parse(
        Buffer.from(value ?? [])
          .toString()
          .replace(/^data: /, ''),
      );
    };
    return { next, leave: () => leaving.abort() };
  }

  test('the present state first, then the payment, then the acknowledgement', async () => {
    const placed = await open(await order(shop, 1700));
    const { next, leave } = await listen(placed);
    expect(await next()).toMatchObject({ state: 'pending', expiresAt: placed.expiresAt.getTime() });
    await pay(shop, placed);
    expect(await next()).toMatchObject({ state: 'confirming' });
    await acknowledge(placed);
    expect(await next()).toMatchObject({ state: 'paid' });
    leave();
  });
});

test('whoever only tries the address of the news gets no stream', async () => {
  const placed = await order(shop, 1750);
  const request = new Request(`http://localhost/pay/events?id=${placed.token}`, { method: 'HEAD' });
  expect((await gateway.fetch(request)).status).toBe(204);
});

test('a browser’s connection carries the news, and its going away is noticed', async () => {
  const server = createServer(getRequestListener(gateway.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const placed = await open(await order(shop, 1900));
  const leaving = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/pay/events?id=${placed.token}`, {
    signal: leaving.signal,
  });
  const reader = answer.body?.getReader();
  const read = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
  expect(await read()).toContain('"state":"pending"');
  await pay(shop, placed);
  expect(await read()).toContain('"state":"confirming"');
  leaving.abort();
  // The server ends only when no connection is left; a stream that was not given up would hold it open.
  await new Promise((resolve) => server.close(resolve));
});

test('the code can be saved as a picture while the order waits', async () => {
  const placed = await open(await order(shop, 1800));
  const file = await get(`/pay/qr?id=${placed.token}`);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(file.headers.get('content-disposition')).toContain(`qr-${placed.id}.png`);
});
