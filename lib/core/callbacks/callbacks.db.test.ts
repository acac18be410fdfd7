import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { eventsOfOrder, settleByHand, watchOrders } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { openShop, order as placeOrder, type Shop } from '@/tests/support/shop';
import {
  type AttemptRecord,
  type CallbackClaim,
  callbackOfOrder,
  claimDueCallbacks,
  enqueueCallback,
  recordAttempt,
  releaseCallback,
  requestResend,
  resendDead,
  searchCallbacks,
  storeMessage,
} from './index';

const FAILED: AttemptRecord = {
  durationMs: 12,
  method: 'POST',
  url: 'http://127.0.0.1:9/notify',
  requestBody: 'a=1',
  httpStatus: 500,
  responseHead: Buffer.from('oops'),
  failure: 'http_status',
  failureDetail: '500',
  judgement: null,
  retryAfterSeconds: null,
};
const DELIVERED: AttemptRecord = { ...FAILED, httpStatus: 200, failure: null, failureDetail: null };
const MESSAGE = { method: 'POST', params: 'a=1' } as const;
const SIGNED = { ...MESSAGE, pin: null };

async function payOrder(shop: Shop) {
  const placed = await placeOrder(shop, 1000);
  const { merchantId } = shop;
  await settleByHand({ merchantId, orderId: placed.id, actor: 'user:1', reason: 'test', amount: fen(1000) });
  return placed;
}

async function payOrders(shop: Shop, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let index = 0; index < count; index++) ids.push((await payOrder(shop)).id);
  return ids;
}

async function claimOne(): Promise<CallbackClaim> {
  const [claim, ...others] = await claimDueCallbacks({ slots: 64 });
  if (claim === undefined || others.length > 0) throw new Error('not exactly one callback is due');
  return claim;
}

/** Time passes: planned attempts become due, leases run out. */
const skipWait = () => sql()`update callbacks set next_attempt_at = now() where status = 'waiting'`;
const endLeases = () => sql()`update callbacks set leased_until = now() - interval '1 second'
  where leased_until is not null`;

describe('the outbox', () => {
  let shop: Shop;

  beforeEach(async () => {
    await sql()`truncate callbacks cascade`;
    shop = await openShop();
  });

  it('holds one callback per order, however often the news is put in', async () => {
    const { id: orderId } = await payOrder(shop);
    const { merchantId } = shop;
    const first = await callbackOfOrder({ merchantId, orderId });
    await inTransaction((tx) => enqueueCallback(tx, { merchantId, orderId, event: 'order.paid' }));
    expect((await callbackOfOrder({ merchantId, orderId }))?.eventId).toBe(first?.eventId);
    expect((await searchCallbacks({ merchantId, mode: 'live', page: 1, pageSize: 20 })).total).toBe(1);
  });

  it('keeps the first message and gives it back on every claim', async () => {
    await payOrder(shop);
    const claim = await claimOne();
    expect(claim).toMatchObject({ attempt: 1, fence: 1, message: null });
    expect(await storeMessage(claim, SIGNED)).toEqual(MESSAGE);
    expect(await storeMessage(claim, { method: 'GET', params: 'other', pin: null })).toEqual(MESSAGE);
    await recordAttempt(claim, FAILED);
    await skipWait();
    expect(await claimOne()).toMatchObject({
      attempt: 2,
      fence: 2,
      message: MESSAGE,
      eventId: claim.eventId,
    });
  });

  it('gives a callback to nobody else while its lease lasts, and to somebody when it has ended', async () => {
    await payOrder(shop);
    await claimOne();
    expect(await claimDueCallbacks({ slots: 64 })).toEqual([]);
    await endLeases();
    expect(await claimOne()).toMatchObject({ attempt: 1, fence: 2 });
  });

  it('never gives one callback to two of 64 claims at once', async () => {
    const shops = await Promise.all(Array.from({ length: 10 }, () => openShop()));
    await Promise.all(shops.map((one) => payOrders(one, 4)));
    const claims = await Promise.all(Array.from({ length: 64 }, () => claimDueCallbacks({ slots: 3 })));
    const ids = claims.flat().map(({ callbackId }) => callbackId);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  it('lets no merchant have more than 4 under way, over concurrent claims', async () => {
    await payOrders(shop, 12);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimDueCallbacks({ slots: 64 })));
    expect(claims.flat()).toHaveLength(4);
    const [first] = claims.flat();
    if (first !== undefined) await recordAttempt(first, DELIVERED);
    expect(await claimDueCallbacks({ slots: 64 })).toHaveLength(1);
  });

  it('lets no more than 64 be under way in all', async () => {
    const shops = await Promise.all(Array.from({ length: 17 }, () => openShop()));
    await Promise.all(shops.map((one) => payOrders(one, 4)));
    expect(await claimDueCallbacks({ slots: 60 })).toHaveLength(60);
    expect(await claimDueCallbacks({ slots: 60 })).toHaveLength(4);
    expect(await claimDueCallbacks({ slots: 60 })).toEqual([]);
  });

  it('serves merchants in turn, whoever was first with how many', async () => {
    const others = await Promise.all([openShop(), openShop()]);
    await payOrders(shop, 8);
    await Promise.all(others.map((one) => payOrders(one, 1)));
    const claimed = await claimDueCallbacks({ slots: 3 });
    const merchants = claimed.map(({ merchantId }) => merchantId).sort();
    expect(merchants).toEqual([shop.merchantId, ...others.map(({ merchantId }) => merchantId)].sort());
  });

  it('refuses the late record of a worker whose lease ran out', async () => {
    const { id: orderId } = await payOrder(shop);
    const zombie = await claimOne();
    await endLeases();
    const successor = await claimOne();
    expect(await recordAttempt(zombie, FAILED)).toBe('superseded');
    expect(await storeMessage(zombie, SIGNED)).toBeNull();
    await releaseCallback(zombie, { delayMs: 0 });
    expect(await claimDueCallbacks({ slots: 64 })).toEqual([]);
    expect(await recordAttempt(successor, DELIVERED)).toBe('delivered');
    expect(await recordAttempt(zombie, FAILED)).toBe('superseded');
    expect(await callbackOfOrder({ merchantId: shop.merchantId, orderId })).toMatchObject({
      status: 'delivered',
      attempts: [{ attempt: 1, failure: null }],
    });
  });

  it('refuses a second record of one claim', async () => {
    await payOrder(shop);
    const claim = await claimOne();
    expect(await recordAttempt(claim, FAILED)).toBe('retrying');
    expect(await recordAttempt(claim, FAILED)).toBe('superseded');
  });

  it('tries 14 times at the planned moments, then is dead and stays so', async () => {
    const { id: orderId } = await payOrder(shop);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 14; attempt++) {
      const claim = await claimOne();
      expect(claim.attempt).toBe(attempt);
      expect(await recordAttempt(claim, FAILED, 0.5)).toBe(attempt < 14 ? 'retrying' : 'dead');
      const [row] = await sql()<{ wait: number | null }[]>`
        select round(extract(epoch from next_attempt_at - now()))::float8 as wait from callbacks`;
      if (row?.wait != null) waits.push(row.wait);
      await skipWait();
    }
    expect(waits).toEqual([5, 15, 60, 180, 600, 1800, 3600, 7200, 14400, 28800, 43200, 86400, 86400]);
    expect(await claimDueCallbacks({ slots: 64 })).toEqual([]);
    const view = await callbackOfOrder({ merchantId: shop.merchantId, orderId });
    expect(view).toMatchObject({ status: 'dead', nextAttemptAt: null, deliveredAt: null });
    expect(view?.attempts.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 14 }, (_, n) => n + 1));
  });

  it('keeps what each attempt sent and got, with a likely cause', async () => {
    const { id: orderId } = await payOrder(shop);
    const page = Buffer.from(`<html>${'页'.repeat(2000)}`);
    await recordAttempt(await claimOne(), {
      ...FAILED,
      httpStatus: 200,
      failure: 'body_mismatch',
      failureDetail: null,
      responseHead: page,
    });
    const view = await callbackOfOrder({ merchantId: shop.merchantId, orderId });
    expect(view?.attempts).toMatchObject([
      { method: 'POST', url: FAILED.url, requestBody: 'a=1', httpStatus: 200, diagnosis: 'html_page' },
    ]);
    expect(view?.attempts[0]?.responseText).toBe(`<html>${'页'.repeat(680)}`);
  });

  it('reads an answer that is not UTF-8 as the Chinese encoding', async () => {
    const { id: orderId } = await payOrder(shop);
    await recordAttempt(await claimOne(), { ...FAILED, responseHead: Buffer.from('b3c9b9a6', 'hex') });
    const view = await callbackOfOrder({ merchantId: shop.merchantId, orderId });
    expect(view?.attempts[0]?.responseText).toBe('成功');
  });

  it('tells the checkouts that wait when the merchant has acknowledged', async () => {
    const placed = await payOrder(shop);
    const heard: unknown[] = [];
    const stop = await watchOrders((change) => heard.push(change));
    await recordAttempt(await claimOne(), DELIVERED);
    await expect
      .poll(() => heard)
      .toContainEqual({ merchantId: shop.merchantId, orderId: placed.id, token: placed.token });
    await stop();
  });
});

describe('a resend by hand', () => {
  it('sends a delivered callback again under the same id, with the same bytes, and writes the story', async () => {
    await sql()`truncate callbacks cascade`;
    const shop = await openShop();
    const { id: orderId } = await payOrder(shop);
    const key = { merchantId: shop.merchantId, orderId };
    const claim = await claimOne();
    await storeMessage(claim, SIGNED);
    await recordAttempt(claim, DELIVERED);
    const delivered = await callbackOfOrder(key);
    await requestResend({ ...key, actor: 'user:7' });
    const again = await claimOne();
    expect(again).toMatchObject({ eventId: claim.eventId, attempt: 2, message: MESSAGE });
    await recordAttempt(again, DELIVERED);
    const view = await callbackOfOrder(key);
    expect(view).toMatchObject({ status: 'delivered', deliveredAt: delivered?.deliveredAt });
    expect(view?.attempts.map(({ attempt }) => attempt)).toEqual([1, 2]);
    const events = await eventsOfOrder(key);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'resend_requested', actor: 'user:7' }));
  });

  it('gives a dead callback a whole new round of attempts, counted on', async () => {
    await sql()`truncate callbacks cascade`;
    const shop = await openShop();
    const { id: orderId } = await payOrder(shop);
    for (let attempt = 1; attempt <= 14; attempt++) {
      await recordAttempt(await claimOne(), FAILED);
      await skipWait();
    }
    await requestResend({ merchantId: shop.merchantId, orderId, actor: 'user:7' });
    const claim = await claimOne();
    expect(claim.attempt).toBe(15);
    expect(await recordAttempt(claim, FAILED)).toBe('retrying');
  });

  it('is refused for an order that was never paid, and for another merchant', async () => {
    const [shop, stranger] = await Promise.all([openShop(), openShop()]);
    const { id: orderId } = await placeOrder(shop, 1000);
    const unknown = { code: 'callback.unknown', kind: 'not_found' };
    await expect(
      requestResend({ merchantId: shop.merchantId, orderId, actor: 'user:1' }),
    ).rejects.toMatchObject(unknown);
    const paid = await payOrder(shop);
    await expect(
      requestResend({ merchantId: stranger.merchantId, orderId: paid.id, actor: 'user:1' }),
    ).rejects.toMatchObject(unknown);
  });
});

describe('searchCallbacks', () => {
  it('lists one merchant’s callbacks by status, newest first, a page at a time', async () => {
    await sql()`truncate callbacks cascade`;
    const [shop, other] = await Promise.all([openShop(), openShop()]);
    const ids = await payOrders(shop, 3);
    await payOrders(other, 1);
    const search = { merchantId: shop.merchantId, mode: 'live', page: 1, pageSize: 2 } as const;
    const first = await searchCallbacks(search);
    expect(first.total).toBe(3);
    expect(first.rows.map(({ orderId }) => orderId)).toEqual(ids.slice(1).reverse());
    expect((await searchCallbacks({ ...search, state: 'dead' })).rows).toEqual([]);
    expect((await searchCallbacks({ ...search, mode: 'test' })).total).toBe(0);
  });
});

describe('the log of callbacks', () => {
  it('tells of each how its last attempt went, whom it asked and what is the matter', async () => {
    await sql()`truncate callbacks cascade`;
    const shop = await openShop();
    const { merchantId } = shop;
    const orderId = (await payOrder(shop)).id;
    const log = async (state?: 'waiting' | 'retrying' | 'delivered' | 'dead') =>
      (await searchCallbacks({ merchantId, mode: 'live', state, page: 1, pageSize: 20 })).rows;
    expect(await log('waiting')).toMatchObject([
      { orderId, state: 'waiting', host: null, answer: null, diagnosis: null, httpStatus: null },
    ]);
    const html = Buffer.from(`<html>${'x'.repeat(500)}`);
    const mismatch = { ...FAILED, httpStatus: 200, failure: 'body_mismatch' as const, responseHead: html };
    await recordAttempt(await claimOne(), mismatch);
    expect(await log('waiting')).toEqual([]);
    const [line] = await log('retrying');
    expect(line).toMatchObject({ host: '127.0.0.1:9', httpStatus: 200, diagnosis: 'html_page' });
    expect(line?.answer).toHaveLength(160);
    expect(line?.triedAt).toBeInstanceOf(Date);
    expect((await searchCallbacks({ merchantId, mode: 'test', page: 1, pageSize: 20 })).total).toBe(0);
  });

  it('sends again what was given up within the time, of this merchant and mode alone', async () => {
    await sql()`truncate callbacks cascade`;
    const [shop, other] = await Promise.all([openShop(), openShop()]);
    const [fresh = 0, old = 0, fine = 0] = await payOrders(shop, 3);
    await payOrder(other);
    await sql()`update callbacks set status = 'dead', next_attempt_at = null where order_id <> ${fine}`;
    await sql()`update callbacks set created_at = now() - interval '30 hours' where order_id = ${old}`;
    const ask = { merchantId: shop.merchantId, mode: 'live' as const, actor: 'user:1' };
    expect(await resendDead({ ...ask, mode: 'test', withinHours: 24 })).toBe(0);
    const twice = await Promise.all([1, 2].map(() => resendDead({ ...ask, withinHours: 24 })));
    expect(twice.sort()).toEqual([0, 1]);
    expect(await callbackOfOrder({ merchantId: shop.merchantId, orderId: fresh })).toMatchObject({
      status: 'waiting',
    });
    const kinds = (await eventsOfOrder({ merchantId: shop.merchantId, orderId: fresh })).map(
      ({ kind }) => kind,
    );
    expect(kinds.filter((kind) => kind === 'resend_requested')).toHaveLength(1);
    expect(await resendDead({ ...ask, withinHours: 48 })).toBe(1);
    expect(await callbackOfOrder({ merchantId: other.merchantId, orderId: 0 })).toBeNull();
    const { total } = await searchCallbacks({
      merchantId: other.merchantId,
      mode: 'live',
      state: 'dead',
      page: 1,
      pageSize: 9,
    });
    expect(total).toBe(1);
  });
});
