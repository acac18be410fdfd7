import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sql } from '@/db/client';
import { channels, type RefundReply } from '@/lib/channels';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { balanceOf } from '@/lib/core/ledger';
import { findCredential } from '@/lib/core/merchants';
import {
  eventsOfOrder,
  findOrder,
  type Order,
  type OrderChange,
  placeOrder,
  settleByHand,
  watchOrders,
} from '@/lib/core/orders';
import { finishRefunds, refundOrder, refundsOfOrder } from '@/lib/core/refunds';
import { fen } from '@/lib/platform/money';
import { open, openShop, order, type Shop } from '@/tests/support/shop';

const WAYS = 64;
const ACTOR = 'merchant@shop.example';

afterEach(() => {
  vi.restoreAllMocks();
});

function keyOf({ merchantId, id }: Order) {
  return { merchantId, orderId: id };
}

/** A test-mode order that the pretend wallet has paid. */
async function paidOrder(shop: Shop, price: number): Promise<Order> {
  const { merchantId } = shop;
  const credential = await findCredential(merchantId, 'test');
  if (credential === null) throw new Error('no test keys');
  const placed = await placeOrder({
    credential,
    dialect: 'cloudpay',
    outOrderId: randomUUID(),
    type: 'alipay',
    price: fen(price),
    title: 'goods',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
  });
  const { accountId, payable } = await open(placed);
  if (accountId === null || payable === null) throw new Error('nothing was allocated');
  const { arrivalId } = await recordArrival({
    merchantId,
    mode: 'test',
    type: 'alipay',
    accountId,
    monitorId: null,
    source: 'simulator',
    dedupeKey: randomUUID(),
    amount: payable,
    paidAt: new Date(),
    raw: {},
  });
  await matchArrival({ merchantId, arrivalId });
  return now(placed);
}

async function now(one: Order): Promise<Order> {
  const found = await findOrder(keyOf(one));
  if (found === null) throw new Error('the order is gone');
  return found;
}

function refund(one: Order, amount: number, way: 'channel' | 'manual' = 'channel') {
  return refundOrder({ ...keyOf(one), amount: fen(amount), way, reason: 'asked', actor: ACTOR });
}

/** Lets the minute pass after which a silent channel is asked again. */
async function passMinute(one: Order): Promise<void> {
  await sql()`update refunds set asked_at = asked_at - interval '61 seconds' where order_id = ${one.id}`;
}

async function kindsOf(one: Order): Promise<string[]> {
  return (await eventsOfOrder(keyOf(one))).map(({ kind }) => kind).filter((kind) => kind.includes('refund'));
}

const refundsPosted = async (one: Order) =>
  sql()`select amount_fen, from_book, to_book from transfers where order_id = ${one.id} and kind = 'refund'`;

describe('a refund through the channel', () => {
  test('in part leaves the order paid, with what was given back', async () => {
    const paid = await paidOrder(await openShop(), 1000);
    const { order: after, status, refundNo } = await refund(paid, 400);
    expect(after).toMatchObject({ status: 'paid', paid: 1000, refunded: 400 });
    expect(status).toBe('done');
    expect(await refundsOfOrder(keyOf(paid))).toMatchObject([
      {
        refundNo,
        amount: 400,
        way: 'channel',
        status: 'done',
        channelReply: { reference: expect.any(String) },
      },
    ]);
    expect(await kindsOf(paid)).toEqual(['refund_asked', 'refunded']);
  });

  test('of all that is left ends the order', async () => {
    const paid = await paidOrder(await openShop(), 1000);
    await refund(paid, 400);
    expect((await refund(paid, 600)).order).toMatchObject({ status: 'refunded', refunded: 1000 });
  });

  test('moves the amount from the balance, in the mode of the order', async () => {
    const shop = await openShop();
    const paid = await paidOrder(shop, 1000);
    await refund(paid, 400);
    expect(await balanceOf(shop.merchantId, 'test', 'balance')).toBe(600);
    expect(await balanceOf(shop.merchantId, 'test', 'refunds')).toBe(400);
    expect(await balanceOf(shop.merchantId, 'live', 'balance')).toBe(0);
  });

  test('tells the checkouts', async () => {
    const paid = await paidOrder(await openShop(), 1000);
    const heard: OrderChange[] = [];
    const stop = await watchOrders((change) => heard.push(change));
    await refund(paid, 1000);
    await vi.waitFor(() => expect(heard.map(({ orderId }) => orderId)).toContain(paid.id));
    await stop();
  });

  test('that the channel refuses gives the amount back to the order', async () => {
    const shop = await openShop();
    const paid = await paidOrder(shop, 1000);
    await expect(refund(paid, 44)).rejects.toMatchObject({ code: 'refund.failed' });
    expect(await now(paid)).toMatchObject({ status: 'paid', refunded: 0 });
    expect(await refundsPosted(paid)).toEqual([]);
    expect(await kindsOf(paid)).toEqual(['refund_asked', 'refund_failed']);
    expect((await refund(paid, 1000)).order.status).toBe('refunded');
  });

  test('is not offered for accounts that are only watched, nor for what was settled by hand', async () => {
    const shop = await openShop();
    const live = await open(await order(shop, 1000));
    await settleByHand({ ...keyOf(live), actor: ACTOR, reason: 'seen', amount: fen(1000) });
    await expect(refund(live, 100)).rejects.toMatchObject({ code: 'refund.not_supported' });
    expect(await now(live)).toMatchObject({ refunded: 0 });
  });
});

describe('a refund by hand', () => {
  test('is written down as done, and the last one ends the order', async () => {
    const shop = await openShop();
    const live = await open(await order(shop, 1000));
    await settleByHand({ ...keyOf(live), actor: ACTOR, reason: 'seen', amount: fen(1000) });
    expect((await refund(live, 300, 'manual')).order).toMatchObject({ status: 'paid', refunded: 300 });
    expect((await refund(live, 700, 'manual')).order).toMatchObject({ status: 'refunded', refunded: 1000 });
    expect(await refundsOfOrder(keyOf(live))).toMatchObject([
      { status: 'done', way: 'manual', reason: 'asked', actor: ACTOR, channelReply: null },
      { status: 'done', way: 'manual' },
    ]);
    expect(await kindsOf(live)).toEqual(['refunded', 'refunded']);
    expect(await balanceOf(shop.merchantId, 'live', 'balance')).toBe(0);
  });
});

describe('refused before anything moves', () => {
  test.each([0, -1, 1001, Number.MAX_SAFE_INTEGER])('an amount of %s fen of ¥10.00', async (amount) => {
    const paid = await paidOrder(await openShop(), 1000);
    await expect(refund(paid, amount)).rejects.toMatchObject({ code: 'refund.amount_invalid' });
    expect(await refundsOfOrder(keyOf(paid))).toEqual([]);
  });

  test('an order that is not paid, and one that was refunded as a whole', async () => {
    const shop = await openShop();
    const pending = await open(await order(shop, 1000));
    await expect(refund(pending, 100, 'manual')).rejects.toMatchObject({ code: 'order.state_forbids' });
    const paid = await paidOrder(shop, 1000);
    await refund(paid, 1000);
    await expect(refund(paid, 1)).rejects.toMatchObject({ code: 'order.state_forbids' });
  });

  test("another merchant's order", async () => {
    const paid = await paidOrder(await openShop(), 1000);
    const { merchantId } = await openShop();
    await expect(refund({ ...paid, merchantId }, 100)).rejects.toMatchObject({ code: 'order.unknown' });
  });
});

describe('64 refunds at once', () => {
  test('never give back more than was paid', async () => {
    const shop = await openShop();
    const paid = await paidOrder(shop, 1000);
    const results = await Promise.allSettled(Array.from({ length: WAYS }, () => refund(paid, 70)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(14);
    expect(await now(paid)).toMatchObject({ status: 'paid', refunded: 980 });
    expect(await refundsPosted(paid)).toHaveLength(14);
    expect(await balanceOf(shop.merchantId, 'test', 'balance')).toBe(20);
  });

  test('that make up the whole end the order, whichever comes last', async () => {
    const paid = await paidOrder(await openShop(), 6400);
    await Promise.all(
      Array.from({ length: WAYS }, (_, n) => refund(paid, 100, n % 2 ? 'manual' : 'channel')),
    );
    expect(await now(paid)).toMatchObject({ status: 'refunded', refunded: 6400 });
  });
});

describe('a refund whose answer was lost', () => {
  const loseAnswer = () =>
    vi.spyOn(channels.simulator, 'refund').mockRejectedValueOnce(new Error('the process died here'));

  test('is under way, and its amount cannot be given back twice', async () => {
    const paid = await paidOrder(await openShop(), 1000);
    loseAnswer();
    expect(await refund(paid, 700)).toMatchObject({
      status: 'sending',
      order: { status: 'paid', refunded: 700 },
    });
    await expect(refund(paid, 400)).rejects.toMatchObject({ code: 'refund.amount_invalid' });
    expect(await refundsPosted(paid)).toEqual([]);
  });

  test('does not let the order end before it is known', async () => {
    const paid = await paidOrder(await openShop(), 1000);
    loseAnswer();
    await refund(paid, 700);
    expect((await refund(paid, 300)).order).toMatchObject({ status: 'paid', refunded: 1000 });
    await passMinute(paid);
    await finishRefunds({ limit: 100 });
    expect(await now(paid)).toMatchObject({ status: 'refunded', refunded: 1000 });
  });

  test('is asked for again with the same number, and finished once by however many workers', async () => {
    const paid = await paidOrder(await openShop(), 1000);
    const asked = loseAnswer();
    const { refundNo } = await refund(paid, 1000);
    await passMinute(paid);
    await Promise.all(Array.from({ length: 8 }, () => finishRefunds({ limit: 100 })));
    const numbers = asked.mock.calls.map(([request]) => request.refundNo);
    expect(new Set(numbers)).toEqual(new Set([refundNo]));
    expect(numbers).toHaveLength(2);
    expect(await now(paid)).toMatchObject({ status: 'refunded', refunded: 1000 });
    expect(await refundsPosted(paid)).toEqual([{ amountFen: 1000, fromBook: 'balance', toBook: 'refunds' }]);
    expect(await kindsOf(paid)).toEqual(['refund_asked', 'refunded']);
  });

  test('is finished once when the first answer and the second come together', async () => {
    const paid = await paidOrder(await openShop(), 1000);
    const answers: ((reply: RefundReply) => void)[] = [];
    vi.spyOn(channels.simulator, 'refund').mockImplementation(
      () => new Promise((answer) => answers.push(answer)),
    );
    const first = refund(paid, 1000);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    await passMinute(paid);
    const second = finishRefunds({ limit: 100 });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    for (const answer of answers) answer({ isGiven: true, reference: 'one' });
    await Promise.all([first, second]);
    expect(await now(paid)).toMatchObject({ status: 'refunded' });
    expect(await refundsPosted(paid)).toHaveLength(1);
    expect(await kindsOf(paid)).toEqual(['refund_asked', 'refunded']);
  });

  test('is left to the process that asks until it was quiet for a minute', async () => {
    const paid = await paidOrder(await openShop(), 1000);
    const asked = loseAnswer();
    await refund(paid, 1000);
    await finishRefunds({ limit: 100 });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
