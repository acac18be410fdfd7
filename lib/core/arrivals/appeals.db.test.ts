import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import {
  answerAppeal,
  countWaiting,
  findAppeal,
  listAppeals,
  listInbox,
  matchArrival,
  openAppeal,
  receivablesFor,
  recordArrival,
} from '@/lib/core/arrivals';
import { expireDueOrders, findOrder, type Order, settleByHand, watchOrders } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { open, openShop, order, type Shop } from '@/tests/support/shop';

const MINUTE = 60_000;
const ACTOR = 'user:1';

let reports = 0;

async function arrive(shop: Shop, amount: number) {
  reports += 1;
  const { arrivalId } = await recordArrival({
    merchantId: shop.merchantId,
    mode: 'live',
    type: 'alipay',
    accountId: shop.accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: `appeal-${reports}`,
    amount: fen(amount),
    paidAt: new Date(),
    raw: {},
  });
  return { ...(await matchArrival({ merchantId: shop.merchantId, arrivalId })), arrivalId };
}

async function expired(shop: Shop, price = 1_000): Promise<Order> {
  const placed = await open(await order(shop, price));
  await sql()`update orders set expires_at = now() - interval '1 second'
    where merchant_id = ${shop.merchantId} and id = ${placed.id}`;
  await expireDueOrders({ limit: 1_000 });
  return placed;
}

function claim({ token, payable, price }: Order, over: Partial<Parameters<typeof openAppeal>[0]> = {}) {
  return openAppeal({ token, amount: payable ?? price, paidAt: new Date(), payer: '张三 0417', ...over });
}

async function statusOf(shop: Shop, { id }: Order) {
  return (await findOrder({ merchantId: shop.merchantId, orderId: id }))?.status;
}

async function openOnes(shop: Shop) {
  const search = { merchantId: shop.merchantId, mode: 'live', page: 1, pageSize: 20 } as const;
  return (await listAppeals({ ...search, isOpen: true })).rows;
}

function answer(shop: Shop, appealId: number, over: Partial<Parameters<typeof answerAppeal>[0]> = {}) {
  const { merchantId } = shop;
  return answerAppeal({ merchantId, appealId, verdict: 'accepted', reply: '已收到', actor: ACTOR, ...over });
}

describe('an appeal', () => {
  test('is opened for an expired order and settles nothing', async () => {
    const shop = await openShop();
    const placed = await expired(shop);
    const { ticket } = await claim(placed);
    expect(ticket).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await findAppeal(ticket)).toMatchObject({
      appeal: { status: 'open', amount: 1_000, payer: '张三 0417', reply: null },
      order: { id: placed.id, status: 'expired' },
    });
    expect(await statusOf(shop, placed)).toBe('expired');
    expect((await countWaiting(shop)).appeals.count).toBe(1);
  });

  test('is one per order while it is open, however often and from how many pages it is sent', async () => {
    const shop = await openShop();
    const placed = await expired(shop);
    const opened = await Promise.all(Array.from({ length: 8 }, () => claim(placed)));
    expect(new Set(opened.map(({ ticket }) => ticket)).size).toBe(1);
    expect(await openOnes(shop)).toHaveLength(1);
  });

  test.each([
    ['amount', { amount: fen(0) }],
    ['paidAt', { paidAt: new Date(Date.now() + 60 * MINUTE) }],
    ['paidAt', { paidAt: new Date(Date.now() - 600 * MINUTE) }],
    ['paidAt', { paidAt: new Date(Number.NaN) }],
    ['payer', { payer: 'x'.repeat(41) }],
    ['payer', { payer: 'a\u0000b' }],
  ])('with a wrong %s is refused', async (field, over) => {
    const shop = await openShop();
    await expect(claim(await expired(shop), over)).rejects.toMatchObject({
      code: 'appeal.invalid',
      details: { field },
    });
  });

  test('is refused for a paid order and for an unknown one', async () => {
    const shop = await openShop();
    const placed = await expired(shop);
    await settleByHand({ ...shop, orderId: placed.id, actor: ACTOR, reason: 'r', amount: fen(1_000) });
    await expect(claim(placed)).rejects.toMatchObject({ code: 'appeal.state_forbids' });
    await expect(claim({ ...placed, token: 'x'.repeat(22) })).rejects.toMatchObject({
      code: 'order.unknown',
    });
  });

  test('is refused after five were rejected for one order', async () => {
    const shop = await openShop();
    const placed = await expired(shop);
    for (let count = 0; count < 5; count += 1) {
      const { id } = await claim(placed);
      await answer(shop, id, { verdict: 'rejected' });
    }
    await expect(claim(placed)).rejects.toMatchObject({ code: 'appeal.state_forbids' });
  });

  test('is answered by the payment itself when that comes', async () => {
    const shop = await openShop();
    const placed = await open(await order(shop, 1_000));
    const { ticket } = await claim(placed);
    expect((await arrive(shop, 1_000)).outcome).toBe('matched');
    expect(await findAppeal(ticket)).toMatchObject({
      appeal: { status: 'accepted', answeredBy: 'system' },
      order: { status: 'paid' },
    });
    expect(await openOnes(shop)).toEqual([]);
  });

  test('finds the payments that wait near what it says, and none of another merchant', async () => {
    const [shop, other] = [await openShop(), await openShop()];
    await arrive(other, 1_001);
    const [near, far] = [await arrive(shop, 1_001), await arrive(shop, 4_000)];
    const { id } = await claim(await expired(shop));
    const found = (await receivablesFor({ merchantId: shop.merchantId, appealIds: [id] })).get(id) ?? [];
    expect(found.map(({ arrivalId }) => arrivalId)).toEqual([near.arrivalId]);
    expect(found.map(({ arrivalId }) => arrivalId)).not.toContain(far.arrivalId);
    expect((await receivablesFor({ merchantId: other.merchantId, appealIds: [id] })).size).toBe(0);
  });
});

describe('accepting an appeal', () => {
  test('with a payment matches that and pays the order, and the waiting page is told', async () => {
    const shop = await openShop();
    const placed = await expired(shop);
    const { id, ticket } = await claim(placed);
    const seen = await arrive(shop, 999);
    const told: string[] = [];
    const stop = await watchOrders(({ token }) => told.push(token));
    await expect(answer(shop, id, { arrivalId: seen.arrivalId })).rejects.toMatchObject({
      code: 'arrival.amount_differs',
    });
    expect((await findAppeal(ticket))?.appeal.status).toBe('open');
    await answer(shop, id, { arrivalId: seen.arrivalId, isAmountAccepted: true });
    await expect.poll(() => told).toContain(placed.token);
    await stop();
    expect(await findAppeal(ticket)).toMatchObject({
      appeal: { status: 'accepted', reply: '已收到', answeredBy: ACTOR },
      order: { status: 'paid', paid: 999, oddities: expect.arrayContaining(['manual', 'under']) },
    });
    const { rows } = await listInbox({ merchantId: shop.merchantId, mode: 'live', page: 1, pageSize: 9 });
    expect(rows[0]).toMatchObject({ outcome: 'matched', orderId: placed.id, note: '已收到' });
    const audit = await sql()`select 1 from audit_entries
      where merchant_id = ${shop.merchantId} and action = 'appeal.accepted' and subject = ${`appeal:${id}`}`;
    expect(audit).toHaveLength(1);
  });

  test('without a payment takes the merchant’s word for the amount that he says', async () => {
    const shop = await openShop();
    const [one, two] = [await expired(shop), await expired(shop, 2_000)];
    await answer(shop, (await claim(one)).id);
    await answer(shop, (await claim(two)).id, { amount: fen(1_900) });
    const read = (placed: Order) => findOrder({ merchantId: shop.merchantId, orderId: placed.id });
    expect(await read(one)).toMatchObject({ paid: 1_000, oddities: ['manual', 'late'] });
    expect(await read(two)).toMatchObject({ paid: 1_900, oddities: ['manual', 'under', 'late'] });
  });

  test('of an order that was paid meanwhile only closes it', async () => {
    const shop = await openShop();
    const placed = await expired(shop);
    const { id, ticket } = await claim(placed);
    await settleByHand({ ...shop, orderId: placed.id, actor: ACTOR, reason: 'r', amount: fen(1_000) });
    expect((await openOnes(shop))[0]).toMatchObject({ orderStatus: 'paid' });
    await answer(shop, id);
    expect((await findAppeal(ticket))?.appeal.status).toBe('accepted');
    const rows = await sql()`select 1 from callbacks where order_id = ${placed.id}`;
    expect(rows).toHaveLength(1);
  });
});

describe('an answer', () => {
  test('is given once: of two at the same time one stands, and a rejected order stays unpaid', async () => {
    const shop = await openShop();
    for (let round = 0; round < 8; round += 1) {
      const placed = await expired(shop);
      const { id, ticket } = await claim(placed);
      const results = await Promise.allSettled([
        answer(shop, id, { verdict: 'rejected', reply: '未查到' }),
        answer(shop, id),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const found = await findAppeal(ticket);
      expect(found?.order.status).toBe(found?.appeal.status === 'accepted' ? 'paid' : 'expired');
      await expect(answer(shop, id)).rejects.toMatchObject({ code: 'appeal.state_forbids' });
    }
  });

  test('and the payment at once leave the order paid once', async () => {
    const shop = await openShop();
    for (let round = 0; round < 8; round += 1) {
      const placed = await open(await order(shop, 1_000));
      const { id, ticket } = await claim(placed);
      await Promise.allSettled([answer(shop, id), arrive(shop, placed.payable ?? 0)]);
      expect(await findAppeal(ticket)).toMatchObject({
        appeal: { status: 'accepted' },
        order: { status: 'paid' },
      });
      expect(await sql()`select 1 from callbacks where order_id = ${placed.id}`).toHaveLength(1);
    }
  });

  test('cannot be given by another merchant', async () => {
    const [shop, other] = [await openShop(), await openShop()];
    const { id } = await claim(await expired(shop));
    await expect(answer(other, id)).rejects.toMatchObject({ code: 'appeal.unknown' });
  });
});
