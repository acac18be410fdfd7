import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '@/db/client';
import { callbackOfOrder, watchCallbacks } from '@/lib/core/callbacks';
import { changeSettings } from '@/lib/core/merchants';
import { settleByHand } from '@/lib/core/orders';
import { createHttpClient } from '@/lib/platform/http';
import { fen } from '@/lib/platform/money';
import { type Receiver, startReceiver } from '@/tests/support/receiver';
import { openShop, order as placeOrder, type Shop } from '@/tests/support/shop';
import { createCircuitBreaker } from '@/worker/circuit-breaker';
import { createDeliverer, type Deliverer } from './deliver-callbacks';

const POLICY = { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null };

let receivers: Receiver[];
let deliverers: Deliverer[];

function startWorker(totalTimeoutMs = 2_000): Deliverer {
  const deliverer = createDeliverer({
    client: createHttpClient({ policy: POLICY, totalTimeoutMs }),
    breaker: createCircuitBreaker(() => performance.now()),
    random: () => 0.5,
  });
  deliverers.push(deliverer);
  return deliverer;
}

async function openReceivingShop(): Promise<{ shop: Shop; site: Receiver }> {
  const site = await startReceiver();
  receivers.push(site);
  return { site, shop: await openShop({ notifyUrl: `${site.url}/notify?shop=1` }) };
}

async function pay(shop: Shop): Promise<{ merchantId: number; orderId: number }> {
  const { merchantId } = shop;
  const { id: orderId } = await placeOrder(shop, 1000);
  await settleByHand({ merchantId, orderId, actor: 'user:1', reason: 'test', amount: fen(1000) });
  return { merchantId, orderId };
}

async function run(deliverer: Deliverer): Promise<void> {
  await sql()`update callbacks set next_attempt_at = now() where status = 'waiting'`;
  deliverer.wake();
  await deliverer.settled();
}

beforeEach(async () => {
  receivers = [];
  deliverers = [];
  await sql()`truncate callbacks cascade`;
});

afterEach(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()));
  await Promise.all(deliverers.map((deliverer) => deliverer.drain(5_000)));
});

describe('delivery', () => {
  it('tells the merchant in the order’s dialect and takes `success` for an answer', async () => {
    const { shop, site } = await openReceivingShop();
    const key = await pay(shop);
    await run(startWorker());
    const [request] = site.requests;
    const view = await callbackOfOrder(key);
    expect(request).toMatchObject({ method: 'POST', target: '/notify?shop=1' });
    expect(new URLSearchParams(request?.body).get('order_id')).toBe(String(key.orderId));
    expect(request?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'webhook-id': view?.eventId,
      'webhook-signature': expect.stringMatching(/^v1,/),
      'idempotency-key': view?.eventId,
      'user-agent': expect.stringMatching(/^Matou\//),
    });
    expect(view).toMatchObject({ status: 'delivered', attempts: [{ httpStatus: 200, failure: null }] });
  });

  it('sends the same bytes and the same id on every attempt, over restarts', async () => {
    const { shop, site } = await openReceivingShop();
    const key = await pay(shop);
    const replies = [500, 404, 200];
    site.replyWith(() => ({ kind: 'answer', status: replies.shift() ?? 200 }));
    // Each attempt by another process, as after restarts.
    for (let attempt = 1; attempt <= 3; attempt++) await run(startWorker());
    expect(site.requests).toHaveLength(3);
    expect(new Set(site.requests.map(({ target, body }) => `${target} ${body}`)).size).toBe(1);
    expect(new Set(site.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await callbackOfOrder(key)).toMatchObject({
      status: 'delivered',
      attempts: [{ failure: 'http_status' }, { failure: 'http_status' }, { failure: null }],
    });
  });

  it('keeps the bytes when the merchant’s address and settings change between attempts', async () => {
    const { shop, site } = await openReceivingShop();
    const { site: newSite } = await openReceivingShop();
    await pay(shop);
    site.replyWith({ kind: 'answer', status: 500 });
    await run(startWorker());
    await changeSettings(shop.merchantId, { notifyUrl: `${newSite.url}/new` });
    await expect
      .poll(async () => {
        await run(startWorker());
        return newSite.requests.length;
      })
      .toBeGreaterThan(0);
    expect(newSite.requests[0]?.target).toBe('/new');
    expect(newSite.requests[0]?.body).toBe(site.requests[0]?.body);
  });

  it('sends each callback once though two workers look at the same time', async () => {
    const shops = await Promise.all([openReceivingShop(), openReceivingShop(), openReceivingShop()]);
    for (const { shop } of shops) for (let n = 0; n < 6; n++) await pay(shop);
    const workers = [startWorker(), startWorker()];
    for (const worker of workers) worker.wake();
    await Promise.all(shops.map(({ site }) => site.waitFor(6)));
    await Promise.all(workers.map((worker) => worker.settled()));
    expect(shops.map(({ site }) => site.requests.length)).toEqual([6, 6, 6]);
  });

  it('does not let a merchant whose site hangs hold up another', async () => {
    const [slow, quick] = await Promise.all([openReceivingShop(), openReceivingShop()]);
    slow.site.replyWith({ kind: 'hang' });
    for (let n = 0; n < 10; n++) await pay(slow.shop);
    const worker = startWorker(10_000);
    worker.wake();
    await slow.site.waitFor(4);
    const startedAt = Date.now();
    for (let n = 0; n < 10; n++) await pay(quick.shop);
    worker.wake();
    await quick.site.waitFor(10);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    expect(slow.site.requests).toHaveLength(4);
    slow.site.replyWith({ kind: 'answer' });
    await slow.site.close();
    await worker.settled();
  });

  it.each([
    ['hang', { kind: 'hang' }, 'timeout', null],
    ['reset', { kind: 'reset' }, 'reset', null],
    ['redirect', { kind: 'redirect', location: 'https://elsewhere.example/x' }, 'redirect', 302],
    ['fail', { kind: 'answer', body: 'fail' }, 'body_mismatch', 200],
    ['too much', { kind: 'answer', body: 'x'.repeat(70_000) }, 'body_too_large', 200],
    ['an error', { kind: 'answer', status: 503 }, 'http_status', 503],
  ] as const)('writes down why an attempt failed: %s', async (_, reply, failure, httpStatus) => {
    const { shop, site } = await openReceivingShop();
    const key = await pay(shop);
    site.replyWith(reply);
    await run(startWorker(300));
    expect(await callbackOfOrder(key)).toMatchObject({
      status: 'waiting',
      nextAttemptAt: expect.any(Date),
      attempts: [{ failure, httpStatus }],
    });
  });

  it('honours Retry-After', async () => {
    const { shop, site } = await openReceivingShop();
    const key = await pay(shop);
    site.replyWith({ kind: 'answer', status: 429, headers: { 'retry-after': '600' } });
    await run(startWorker());
    const view = await callbackOfOrder(key);
    const wait = Number(view?.nextAttemptAt) - Number(view?.attempts[0]?.startedAt);
    expect(wait).toBeGreaterThan(590_000);
    expect(wait).toBeLessThan(620_000);
  });

  it('never connects to an address that is not open', async () => {
    const shop = await openShop({ notifyUrl: 'http://10.255.255.1/notify' });
    const key = await pay(shop);
    await run(startWorker());
    expect(await callbackOfOrder(key)).toMatchObject({
      attempts: [{ failure: 'refused_address', diagnosis: 'address_not_public' }],
    });
  });

  it('leaves a host alone after ten failures in a row and spends no attempt on the pause', async () => {
    const { shop, site } = await openReceivingShop();
    site.replyWith({ kind: 'answer', status: 500 });
    const key = await pay(shop);
    const worker = startWorker();
    for (let attempt = 1; attempt <= 12; attempt++) await run(worker);
    expect(site.requests).toHaveLength(10);
    expect((await callbackOfOrder(key))?.attempts).toHaveLength(10);
  });

  it('gives back what it holds when it is stopped, and the next worker sends it', async () => {
    const { shop, site } = await openReceivingShop();
    site.replyWith({ kind: 'hang' });
    await pay(shop);
    const stopped = startWorker(20_000);
    stopped.wake();
    await site.waitFor(1);
    await stopped.drain(0);
    site.replyWith({ kind: 'answer' });
    const next = startWorker();
    next.wake();
    const requests = await site.waitFor(2);
    await next.settled();
    expect(requests[1]?.body).toBe(requests[0]?.body);
  });

  it('goes on after every connection to the database was cut, and hears the next payment', async () => {
    const { shop, site } = await openReceivingShop();
    const worker = startWorker();
    const stop = await watchCallbacks(() => worker.wake());
    await sql()`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    await expect
      .poll(
        async () => {
          await pay(shop).catch(() => undefined);
          return site.requests.length;
        },
        { timeout: 15_000, interval: 200 },
      )
      .toBeGreaterThan(0);
    await stop();
    await worker.settled();
  });
});
