import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { callbackOfOrder } from '@/lib/core/callbacks';
import { DomainError } from '@/lib/core/errors';
import { signaturePin } from '@/lib/core/merchants';
import {
  expireDueOrders,
  findOrder,
  type Order,
  placeGoodsOrder,
  placeOrder,
  settleByHand,
} from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, open, openShop, order, type Shop } from '@/tests/support/shop';

const WAYS = 64;

function ways<T>(work: (way: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  return Promise.allSettled(Array.from({ length: WAYS }, (_, way) => work(way)));
}

function fulfilled<T>(results: PromiseSettledResult<T>[]): T[] {
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

function refusals(results: PromiseSettledResult<unknown>[]): unknown[] {
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
}

/** Each buyer has an address of his own. */
const look = (placed: Order, way: number) => open(placed, `198.51.100.${way}`);

async function arrive(shop: Shop, paid: Order, dedupeKey: string, paidAt = new Date()) {
  const { arrivalId, isRepeat } = await recordArrival({
    merchantId: shop.merchantId,
    mode: 'live',
    type: 'alipay',
    accountId: shop.accountId,
    monitorId: null,
    source: 'test',
    dedupeKey,
    amount: paid.payable ?? fen(0),
    paidAt,
    raw: {},
  });
  return { isRepeat, ...(await matchArrival({ merchantId: shop.merchantId, arrivalId })) };
}

describe('64 ways at once', () => {
  test('one reference makes one order, and every caller gets its address', async () => {
    const shop = await openShop();
    const placed = fulfilled(await ways(() => order(shop, 1000, 'one')));
    expect(placed).toHaveLength(WAYS);
    expect(new Set(placed.map(({ token }) => token)).size).toBe(1);
  });

  test('one reference with differing prices makes one order, and the others are told so', async () => {
    const shop = await openShop();
    const results = await ways((way) => order(shop, 1000 + way, 'contested'));
    expect(fulfilled(results)).toHaveLength(1);
    for (const refusal of refusals(results)) {
      expect(refusal).toBeInstanceOf(DomainError);
      expect(refusal).toMatchObject({ code: 'order.reference_taken' });
    }
  });

  test('no two live orders ask one account for the same amount', async () => {
    const shop = await openShop();
    const placed = fulfilled(await ways(() => order(shop, 10_000)));
    const opened = fulfilled(await ways((way) => look(placed[way] as Order, way)));
    expect(opened).toHaveLength(WAYS);
    const amounts = opened.map(({ payable }) => Number(payable)).sort((a, b) => b - a);
    expect(amounts).toEqual(Array.from({ length: WAYS }, (_, way) => 10_000 - way));
  });

  test('an account that is full refuses cleanly and another account takes over', async () => {
    const shop = await openShop({ amountSpreadFen: 9 });
    const placed = fulfilled(await ways(() => order(shop, 1000)));
    const first = await ways((way) => look(placed[way] as Order, way));
    expect(fulfilled(first)).toHaveLength(10);
    for (const refusal of refusals(first))
      expect(refusal).toMatchObject({ code: 'collection.amounts_taken' });
    await addAccount(shop.merchantId);
    const second = await ways((way) => look(placed[way] as Order, way));
    expect(fulfilled(second)).toHaveLength(20);
  });

  test('opening one order 64 times allocates once', async () => {
    const shop = await openShop();
    const placed = await order(shop, 1000);
    const opened = fulfilled(await ways(() => open(placed)));
    expect(opened).toHaveLength(WAYS);
    const [held] = await sql()<
      { count: number }[]
    >`select count(*) from allocations where order_id = ${placed.id}`;
    expect(held?.count).toBe(1);
  });

  test('one payment reported 64 times settles once and makes one callback', async () => {
    const shop = await openShop();
    const pending = await open(await order(shop, 1000));
    const results = fulfilled(await ways(() => arrive(shop, pending, 'the-same')));
    expect(results).toHaveLength(WAYS);
    expect(results.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    expect(results.every(({ outcome, orderId }) => outcome === 'matched' && orderId === pending.id)).toBe(
      true,
    );
    const [counted] = await sql()<{ callbacks: number; arrivals: number; held: number }[]>`
      select (select count(*) from callbacks where order_id = ${pending.id}) as callbacks,
        (select count(*) from arrivals where order_id = ${pending.id}) as arrivals,
        (select count(*) from allocations where order_id = ${pending.id} and released_at is null) as held`;
    expect(counted).toEqual({ callbacks: 1, arrivals: 1, held: 0 });
  });

  test('64 payments of one amount settle one order; the other 63 wait for a human', async () => {
    const shop = await openShop();
    const pending = await open(await order(shop, 1000));
    const results = fulfilled(await ways((way) => arrive(shop, pending, `payment-${way}`)));
    expect(results.filter(({ outcome }) => outcome === 'matched')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'unmatched')).toHaveLength(WAYS - 1);
  });

  test("a payment and the merchant's own word settle an order once", async () => {
    const shop = await openShop();
    const pending = await open(await order(shop, 1000));
    const byHand = {
      merchantId: shop.merchantId,
      orderId: pending.id,
      actor: 'merchant:1',
      reason: 'seen',
      amount: fen(1000),
    };
    const results = await ways(async (way) => {
      if (way % 2 === 1) return (await arrive(shop, pending, `p-${way}`)).outcome;
      await settleByHand(byHand);
      return 'by hand';
    });
    const settled = fulfilled(results).filter((outcome) => outcome === 'matched' || outcome === 'by hand');
    expect(settled).toHaveLength(1);
    expect(await callbackOfOrder({ merchantId: shop.merchantId, orderId: pending.id })).not.toBeNull();
  });
});

test('paid against expired in the same moment: each order is one of them, and no payment is lost', async () => {
  const shop = await openShop();
  const rounds = 64;
  const pending = await Promise.all(
    Array.from({ length: rounds }, async (_, way) => look(await order(shop, 10_000), way)),
  );
  await sql()`update orders set expires_at = now() - interval '1 millisecond' where merchant_id = ${shop.merchantId}`;
  const [{ now } = { now: new Date() }] = await sql()<
    { now: Date }[]
  >`select min(expires_at) as now from orders where merchant_id = ${shop.merchantId}`;
  const early = new Date(now.getTime() - 1);
  const after = new Date(now.getTime() + 60_000);
  const [, ...outcomes] = await Promise.all([
    ...[expireDueOrders({ limit: rounds })].map((work) => work.then(() => null)),
    ...pending.map((one, index) => arrive(shop, one, randomUUID(), index % 2 === 0 ? early : after)),
    expireDueOrders({ limit: rounds }).then(() => null),
  ]);
  // What a payment held at that moment was passed over; the next sweep takes it.
  await expireDueOrders({ limit: rounds });
  const finals = await Promise.all(
    pending.map(({ id }) => findOrder({ merchantId: shop.merchantId, orderId: id })),
  );
  for (const [index, final] of finals.entries()) {
    const inTime = index % 2 === 0;
    expect(final?.status).toBe(inTime ? 'paid' : 'expired');
    expect(outcomes[index]).toMatchObject({ outcome: inTime ? 'matched' : 'late', orderId: final?.id });
  }
  const [sums] = await sql()<{ seen: number; decided: number }[]>`
    select sum(amount_fen)::bigint as seen, (sum(amount_fen) filter (where outcome in ('matched', 'late')))::bigint as decided
    from arrivals where merchant_id = ${shop.merchantId}`;
  expect(sums?.decided).toBe(sums?.seen);
});

async function stockProduct(shop: Shop, count: number): Promise<number> {
  const { merchantId } = shop;
  const [product] = await sql()<{ id: number }[]>`
    insert into products (merchant_id, name, price_fen) values (${merchantId}, 'card', 990) returning id`;
  const productId = product?.id ?? 0;
  await sql()`
    insert into card_keys (merchant_id, product_id, mode, content_sealed, content_hash)
    select ${merchantId}, ${productId}, 'live', 'sealed', decode(md5(n::text), 'hex') from generate_series(1, ${count}::int) n`;
  return productId;
}

function buy(shop: Shop, productId: number, quantity: number, outOrderId: string = randomUUID()) {
  return placeGoodsOrder({
    credential: shop.credential,
    dialect: 'cloudpay',
    outOrderId,
    type: 'alipay',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
    lines: [{ productId, quantity }],
  });
}

async function keysBy(merchantId: number) {
  const rows = await sql()<{ status: string; count: number; orders: number }[]>`
    select status, count(*) as count, count(distinct order_id) as orders from card_keys
    where merchant_id = ${merchantId} group by status`;
  return Object.fromEntries(rows.map(({ status, count, orders }) => [status, { count, orders }]));
}

describe('64 buyers of one product', () => {
  test('share 20 keys: 20 orders get one each, the rest are refused cleanly', async () => {
    const shop = await openShop();
    const productId = await stockProduct(shop, 20);
    const results = await ways(() => buy(shop, productId, 1));
    expect(fulfilled(results)).toHaveLength(20);
    for (const refusal of refusals(results)) expect(refusal).toMatchObject({ code: 'product.out_of_stock' });
    expect(await keysBy(shop.merchantId)).toEqual({ locked: { count: 20, orders: 20 } });
    await Promise.all(
      fulfilled(results).map((placed) =>
        settleByHand({ ...shop, orderId: placed.id, actor: 'test', reason: 'r', amount: fen(990) }),
      ),
    );
    expect(await keysBy(shop.merchantId)).toEqual({ sold: { count: 20, orders: 20 } });
  });

  test('with one reference make one order and reserve its keys once', async () => {
    const shop = await openShop();
    const productId = await stockProduct(shop, 3);
    const placed = fulfilled(await ways(() => buy(shop, productId, 3, 'once')));
    expect(placed).toHaveLength(WAYS);
    expect(new Set(placed.map(({ id }) => id)).size).toBe(1);
    expect(await keysBy(shop.merchantId)).toEqual({ locked: { count: 3, orders: 1 } });
  });
});

async function expire(orderId: number): Promise<void> {
  await sql()`update orders set expires_at = now() - interval '1 millisecond' where id = ${orderId}`;
  await expireDueOrders({ limit: 10 });
}

async function keyOf(orderId: number): Promise<number | undefined> {
  const [key] = await sql()<{ id: number }[]>`select id from card_keys where order_id = ${orderId}`;
  return key?.id;
}

test('a key that came back while newer ones went is the last to be sold, and none is left over', async () => {
  const shop = await openShop();
  const productId = await stockProduct(shop, 3);
  const first = await buy(shop, productId, 1);
  const oldest = await keyOf(first.id);
  await buy(shop, productId, 1);
  await expire(first.id);
  const rest = [await buy(shop, productId, 1), await buy(shop, productId, 1)];
  expect(await Promise.all(rest.map(({ id }) => keyOf(id)))).toContain(oldest);
  expect(await keysBy(shop.merchantId)).toMatchObject({ locked: { count: 3, orders: 3 } });
  await expect(buy(shop, productId, 1)).rejects.toMatchObject({ code: 'product.out_of_stock' });
});

test('an expired order gives its keys back, and paid afterwards it is owed what others bought meanwhile', async () => {
  const shop = await openShop();
  const productId = await stockProduct(shop, 2);
  const first = await buy(shop, productId, 2);
  await expect(buy(shop, productId, 1)).rejects.toMatchObject({ code: 'product.out_of_stock' });
  await expire(first.id);
  expect(await keysBy(shop.merchantId)).toEqual({ unsold: { count: 2, orders: 0 } });
  await buy(shop, productId, 1);
  const paid = await settleByHand({
    ...shop,
    orderId: first.id,
    actor: 'test',
    reason: 'r',
    amount: fen(1980),
  });
  expect(paid.status).toBe('paid');
  const [line] = await sql()<{ owed: number }[]>`select owed from order_lines where order_id = ${first.id}`;
  expect(line?.owed).toBe(1);
  expect(await keysBy(shop.merchantId)).toEqual({
    sold: { count: 1, orders: 1 },
    locked: { count: 1, orders: 1 },
  });
});

test('of two requests with one signed text and two meanings, one is taken, however close they come', async () => {
  const shop = await openShop();
  const results = await ways((way) =>
    placeOrder({
      credential: shop.credential,
      dialect: 'cloudpay',
      outOrderId: `A1${'2'.repeat(way)}`,
      type: 'alipay',
      price: fen(100),
      title: 'goods',
      attachment: '2'.repeat(WAYS - way),
      notifyUrl: null,
      returnUrl: null,
      areAddressesSigned: false,
      pin: signaturePin('create', [`A1${'2'.repeat(way)}`, '2'.repeat(WAYS - way)]),
    }),
  );
  expect(fulfilled(results)).toHaveLength(1);
  for (const refusal of refusals(results)) {
    expect(refusal).toMatchObject({ code: 'credential.signature_misread' });
  }
});
