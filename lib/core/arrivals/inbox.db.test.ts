import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import {
  arrivalSums,
  countWaiting,
  ignoreArrival,
  listInbox,
  markDuplicate,
  matchArrival,
  recordArrival,
  settleArrival,
  suggestOrders,
} from '@/lib/core/arrivals';
import { changeSettings } from '@/lib/core/merchants';
import { closeOrder, eventsOfOrder, expireDueOrders, findOrder, type Order } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { open, openShop, order, type Shop } from '@/tests/support/shop';

const MINUTE = 60_000;
const BY = { reason: 'seen in the bill', actor: 'user:1' };

let reports = 0;

/** A payment as a monitor reports it, matched at once. */
async function arrive(shop: Shop, amount: number, over: Partial<Parameters<typeof recordArrival>[0]> = {}) {
  reports += 1;
  const { arrivalId } = await recordArrival({
    merchantId: shop.merchantId,
    mode: 'live',
    type: 'alipay',
    accountId: shop.accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: `inbox-${reports}`,
    amount: fen(amount),
    paidAt: new Date(),
    raw: {},
    ...over,
  });
  const match = await matchArrival({ merchantId: shop.merchantId, arrivalId });
  return { ...match, merchantId: shop.merchantId, arrivalId };
}

/** Ends the order's time `minutes` ago, as if it had been placed that much earlier, and lets the sweep see it. */
async function expire(shop: Shop, { id }: Order, minutes = 1): Promise<void> {
  const back = sql()`make_interval(mins => ${minutes + 5})`;
  await sql()`update orders set created_at = created_at - ${back}, expires_at = created_at - ${back} + interval '5 minutes'
    where merchant_id = ${shop.merchantId} and id = ${id}`;
  await sql()`update allocations set held_at = held_at - ${back} where merchant_id = ${shop.merchantId} and order_id = ${id}`;
  await expireDueOrders({ limit: 1_000 });
}

async function read(shop: Shop, { id }: Order): Promise<Order> {
  const found = await findOrder({ merchantId: shop.merchantId, orderId: id });
  if (found === null) throw new Error('the order is gone');
  return found;
}

async function inbox(shop: Shop) {
  return (await listInbox({ merchantId: shop.merchantId, mode: 'live', page: 1, pageSize: 50 })).rows;
}

async function countCallbacks(shop: Shop, { id }: Order): Promise<number> {
  const rows =
    await sql()`select 1 from callbacks where merchant_id = ${shop.merchantId} and order_id = ${id}`;
  return rows.length;
}

async function auditOf(shop: Shop) {
  return sql()<{ action: string; subject: string; data: Record<string, unknown> }[]>`
    select action, subject, data from audit_entries where merchant_id = ${shop.merchantId} and action like 'arrival.%' order by id`;
}

describe('matching by hand', () => {
  test('pays an expired order and matches the payment in one go, with event, callback, day’s sum and audit entry', async () => {
    const shop = await openShop();
    const placed = await open(await order(shop, 1_000));
    await expire(shop, placed);
    const seen = await arrive(shop, 1_000);
    expect(seen.outcome).toBe('late');
    await settleArrival({ ...seen, orderId: placed.id, ...BY });
    expect(await read(shop, placed)).toMatchObject({
      status: 'paid',
      paid: 1_000,
      oddities: ['manual', 'late'],
      accountId: shop.accountId,
    });
    expect(await inbox(shop)).toMatchObject([
      { outcome: 'matched', orderId: placed.id, orderStatus: 'paid', decidedBy: 'user:1', note: BY.reason },
    ]);
    const events = await eventsOfOrder({ merchantId: shop.merchantId, orderId: placed.id });
    expect(events.at(-1)).toMatchObject({
      kind: 'matched_by_hand',
      actor: 'user:1',
      data: { arrivalId: seen.arrivalId, reason: BY.reason, amountFen: 1_000 },
    });
    expect(await countCallbacks(shop, placed)).toBe(1);
    expect(await auditOf(shop)).toMatchObject([
      { action: 'arrival.matched', subject: `arrival:${seen.arrivalId}`, data: { orderId: placed.id } },
    ]);
  });

  test.each([
    [990, 'under'],
    [1_010, 'over'],
  ])('an amount of %i fen needs the difference accepted, and is then marked %s', async (amount, oddity) => {
    const shop = await openShop();
    const placed = await open(await order(shop, 1_000));
    const seen = await arrive(shop, amount);
    const request = { ...seen, orderId: placed.id, ...BY };
    await expect(settleArrival(request)).rejects.toMatchObject({
      code: 'arrival.amount_differs',
      details: { arrival: amount, order: 1_000 },
    });
    expect((await read(shop, placed)).status).toBe('pending');
    await settleArrival({ ...request, isAmountAccepted: true });
    expect(await read(shop, placed)).toMatchObject({
      status: 'paid',
      paid: amount,
      oddities: ['manual', oddity],
    });
  });

  test('takes an order that nobody opened, one that was closed, and marks only the closed one late', async () => {
    const shop = await openShop();
    const untouched = await order(shop, 700);
    const closed = await open(await order(shop, 800));
    await closeOrder({ merchantId: shop.merchantId, orderId: closed.id, actor: 'user:1' });
    const [first, second] = [await arrive(shop, 700), await arrive(shop, 800)];
    await settleArrival({ ...first, orderId: untouched.id, ...BY });
    await settleArrival({ ...second, orderId: closed.id, ...BY });
    expect((await read(shop, untouched)).oddities).toEqual(['manual']);
    expect((await read(shop, closed)).oddities).toEqual(['manual', 'late']);
  });

  test('is refused for a paid order, and for a payment that has settled one', async () => {
    const shop = await openShop();
    const [paid, other] = [await open(await order(shop, 1_000)), await open(await order(shop, 2_000))];
    const first = await arrive(shop, 1_000);
    expect(first.outcome).toBe('matched');
    const second = await arrive(shop, 1_000);
    expect(second.outcome).toBe('unmatched');
    await expect(settleArrival({ ...second, orderId: paid.id, ...BY })).rejects.toMatchObject({
      code: 'order.state_forbids',
    });
    await expect(
      settleArrival({ ...first, orderId: other.id, ...BY, isAmountAccepted: true }),
    ).rejects.toMatchObject({ code: 'arrival.state_forbids' });
    expect((await read(shop, other)).status).toBe('pending');
  });

  test('neither sees nor moves what belongs to another merchant', async () => {
    const [mine, theirs] = [await openShop(), await openShop()];
    const placed = await open(await order(theirs, 1_000));
    const [own, foreign] = [await arrive(mine, 900), await arrive(theirs, 900)];
    const accepted = { ...BY, isAmountAccepted: true };
    await expect(settleArrival({ ...own, orderId: placed.id, ...accepted })).rejects.toMatchObject({
      code: 'order.unknown',
    });
    const stolen = { merchantId: mine.merchantId, arrivalId: foreign.arrivalId };
    await expect(settleArrival({ ...stolen, orderId: placed.id, ...accepted })).rejects.toMatchObject({
      code: 'arrival.unknown',
    });
    await expect(ignoreArrival({ ...stolen, ...BY })).rejects.toMatchObject({ code: 'arrival.unknown' });
    expect(await suggestOrders(stolen)).toEqual([]);
    expect((await inbox(mine)).map(({ id }) => id)).toEqual([own.arrivalId]);
  });

  test('never settles a live order with test money', async () => {
    const shop = await openShop();
    const placed = await open(await order(shop, 1_000));
    const pretended = await arrive(shop, 1_000, { mode: 'test', accountId: null });
    await expect(settleArrival({ ...pretended, orderId: placed.id, ...BY })).rejects.toMatchObject({
      code: 'order.unknown',
    });
  });
});

describe('setting aside', () => {
  test('keeps who, why and when; what was set aside can still be matched, but not set aside again', async () => {
    const shop = await openShop();
    const placed = await open(await order(shop, 1_000));
    const [stray, twin] = [await arrive(shop, 555), await arrive(shop, 1_001)];
    await ignoreArrival({ ...stray, ...BY });
    await markDuplicate({ ...twin, ...BY });
    expect(await inbox(shop)).toMatchObject([
      { outcome: 'duplicate', decidedBy: 'user:1', note: BY.reason },
      { outcome: 'ignored', decidedBy: 'user:1', note: BY.reason },
    ]);
    await expect(markDuplicate({ ...stray, ...BY })).rejects.toMatchObject({ code: 'arrival.state_forbids' });
    await settleArrival({ ...twin, orderId: placed.id, ...BY, isAmountAccepted: true });
    expect((await read(shop, placed)).status).toBe('paid');
    expect((await auditOf(shop)).map(({ action }) => action)).toEqual([
      'arrival.ignored',
      'arrival.duplicate',
      'arrival.matched',
    ]);
  });

  test('is refused for a payment that settled its order', async () => {
    const shop = await openShop();
    await open(await order(shop, 1_000));
    const seen = await arrive(shop, 1_000);
    await expect(ignoreArrival({ ...seen, ...BY })).rejects.toMatchObject({ code: 'arrival.state_forbids' });
  });
});

describe('money after the order has ended', () => {
  test('is held by default, and settles its order where the merchant wants that, marked late', async () => {
    const shop = await openShop();
    const [held, settled] = [await open(await order(shop, 1_000)), await open(await order(shop, 2_000))];
    await expire(shop, held);
    await expire(shop, settled);
    expect((await arrive(shop, 1_000)).outcome).toBe('late');
    await changeSettings(shop.merchantId, { latePolicy: 'settle' });
    expect(await arrive(shop, 2_000)).toMatchObject({ outcome: 'matched', orderId: settled.id });
    expect((await read(shop, held)).status).toBe('expired');
    expect(await read(shop, settled)).toMatchObject({ status: 'paid', oddities: ['late'] });
    expect(await countCallbacks(shop, settled)).toBe(1);
    expect((await inbox(shop))[0]).toMatchObject({ reason: 'late_policy', decidedBy: null });
  });

  test('also settles an order that was closed, when the merchant wants late money settled', async () => {
    const shop = await openShop({ latePolicy: 'settle' });
    const closed = await open(await order(shop, 1_000));
    await closeOrder({ merchantId: shop.merchantId, orderId: closed.id, actor: 'user:1' });
    expect((await arrive(shop, 1_000)).outcome).toBe('matched');
    expect(await read(shop, closed)).toMatchObject({ status: 'paid', oddities: ['late'] });
  });

  test('settles nothing by policy when the amount no longer rests, or is somebody else’s by now', async () => {
    const shop = await openShop({ latePolicy: 'settle', amountRestSeconds: 0 });
    const placed = await open(await order(shop, 1_000));
    await expire(shop, placed);
    expect((await arrive(shop, 1_000)).outcome).toBe('unmatched');
    expect((await read(shop, placed)).status).toBe('expired');
  });

  test('a second late payment for a settled order waits for a person', async () => {
    const shop = await openShop({ latePolicy: 'settle' });
    const placed = await open(await order(shop, 1_000));
    await expire(shop, placed);
    expect((await arrive(shop, 1_000)).outcome).toBe('matched');
    expect((await arrive(shop, 1_000)).outcome).toBe('unmatched');
    expect(await countCallbacks(shop, placed)).toBe(1);
  });
});

describe('suggestions', () => {
  test('name the order of the exact amount first, with the grounds, and leave out what is far in amount or time', async () => {
    const shop = await openShop();
    const [exact, near, far] = [
      await open(await order(shop, 1_000)),
      await open(await order(shop, 1_040)),
      await open(await order(shop, 5_000)),
    ];
    const longAgo = await open(await order(shop, 1_030));
    await expire(shop, longAgo, 60);
    await expire(shop, exact);
    const seen = await arrive(shop, 1_000);
    const found = await suggestOrders(seen);
    expect(found.map(({ orderId }) => orderId)).toEqual([exact.id, near.id]);
    expect(found[0]).toMatchObject({ confidence: 'strong', difference: 0, status: 'expired' });
    expect(found[0]?.grounds).toEqual(expect.arrayContaining(['exact_amount', 'held_for', 'same_account']));
    expect(found[1]).toMatchObject({ difference: -40, grounds: expect.arrayContaining(['near_amount']) });
    expect(found.map(({ orderId }) => orderId)).not.toContain(far.id);
  });

  test('never name a paid order or one of another way to pay', async () => {
    const shop = await openShop();
    await open(await order(shop, 1_000));
    await arrive(shop, 1_000);
    const second = await arrive(shop, 1_000);
    expect(await suggestOrders(second)).toEqual([]);
    await open(await order(shop, 2_000));
    const wechat = await arrive(shop, 2_000, { type: 'wechat', accountId: null });
    expect(await suggestOrders(wechat)).toEqual([]);
  });

  test('keep an order within fifteen minutes after its end, and lose it then', async () => {
    const shop = await openShop();
    const placed = await open(await order(shop, 1_000));
    await expire(shop, placed, 14);
    expect(await suggestOrders(await arrive(shop, 1_001))).toHaveLength(1);
    await expire(shop, placed, 16);
    expect(await suggestOrders(await arrive(shop, 1_001))).toHaveLength(0);
  });
});

describe('the sums of the inbox', () => {
  async function agree(shop: Shop): Promise<void> {
    const { rows, total } = await arrivalSums({ merchantId: shop.merchantId, mode: 'live' });
    expect(rows.reduce((sum, row) => sum + row.sum, 0)).toBe(total.sum);
    expect(rows.reduce((count, row) => count + row.count, 0)).toBe(total.count);
  }

  test('name every outcome and make the total to the fen, also what is not decided yet', async () => {
    const shop = await openShop();
    const placed = await open(await order(shop, 1_000));
    await arrive(shop, 1_000);
    await ignoreArrival({ ...(await arrive(shop, 33)), ...BY });
    await arrive(shop, 7);
    await recordArrival({
      merchantId: shop.merchantId,
      mode: 'live',
      type: 'alipay',
      accountId: shop.accountId,
      monitorId: null,
      source: 'test',
      dedupeKey: 'undecided',
      amount: fen(5),
      paidAt: new Date(),
      raw: {},
    });
    expect((await read(shop, placed)).status).toBe('paid');
    expect(await arrivalSums({ merchantId: shop.merchantId, mode: 'live' })).toEqual({
      rows: [
        { outcome: 'matched', count: 1, sum: 1_000 },
        { outcome: 'late', count: 0, sum: 0 },
        { outcome: 'unmatched', count: 1, sum: 7 },
        { outcome: 'duplicate', count: 0, sum: 0 },
        { outcome: 'ignored', count: 1, sum: 33 },
        { outcome: null, count: 1, sum: 5 },
      ],
      total: { count: 4, sum: 1_045 },
    });
    expect((await arrivalSums({ merchantId: shop.merchantId, mode: 'test' })).total.count).toBe(0);
  });

  test('count by the day on which a payment was seen', async () => {
    const shop = await openShop();
    await arrive(shop, 100);
    await sql()`update arrivals set seen_at = seen_at - interval '2 days' where merchant_id = ${shop.merchantId}`;
    await arrive(shop, 10);
    const from = new Date(Date.now() - 24 * 60 * MINUTE);
    const both = { merchantId: shop.merchantId, mode: 'live' as const };
    expect((await arrivalSums({ ...both, from })).total.sum).toBe(10);
    expect((await arrivalSums({ ...both, to: from })).total.sum).toBe(100);
  });

  test('agree at every moment while people and monitors decide at once', async () => {
    const shop = await openShop();
    const orders = await Promise.all(
      Array.from({ length: 8 }, async (_, place) => open(await order(shop, 1_000 + 100 * place))),
    );
    const strays = await Promise.all(Array.from({ length: 16 }, (_, place) => arrive(shop, 10 + place)));
    let isDone = false;
    const watching = (async () => {
      while (!isDone) await agree(shop);
    })();
    await Promise.allSettled([
      ...strays.slice(0, 6).map((one) => ignoreArrival({ ...one, ...BY })),
      ...strays.slice(4, 10).map((one) => markDuplicate({ ...one, ...BY })),
      ...strays
        .slice(8)
        .map((one, place) =>
          settleArrival({ ...one, orderId: orders[place]?.id ?? 0, ...BY, isAmountAccepted: true }),
        ),
      ...orders.map(({ payable }) => arrive(shop, payable ?? 0)),
    ]);
    isDone = true;
    await watching;
    await agree(shop);
    const { total } = await arrivalSums({ merchantId: shop.merchantId, mode: 'live' });
    const expected = [...strays.keys()].reduce((sum, place) => sum + 10 + place, 0);
    expect(total.sum).toBe(expected + orders.reduce((sum, { payable }) => sum + (payable ?? 0), 0));
  });

  test('say how much waits and since when', async () => {
    const shop = await openShop();
    expect(await countWaiting(shop)).toEqual({
      arrivals: { count: 0, oldestAt: null },
      appeals: { count: 0, oldestAt: null },
    });
    await arrive(shop, 5);
    const { arrivals } = await countWaiting(shop);
    expect(arrivals.count).toBe(1);
    expect(arrivals.oldestAt).toBeInstanceOf(Date);
  });
});

describe('races', () => {
  const won = (results: PromiseSettledResult<unknown>[]) =>
    results.filter(({ status }) => status === 'fulfilled').length;

  test('one payment matched to two orders at once pays one of them', async () => {
    const shop = await openShop();
    for (let round = 0; round < 10; round += 1) {
      const pair = [await open(await order(shop, 1_000)), await open(await order(shop, 2_000))];
      const seen = await arrive(shop, 3);
      const results = await Promise.allSettled(
        pair.map(({ id }) => settleArrival({ ...seen, orderId: id, ...BY, isAmountAccepted: true })),
      );
      expect(won(results)).toBe(1);
      const states = await Promise.all(pair.map(async (one) => (await read(shop, one)).status));
      expect(states.sort()).toEqual(['paid', 'pending']);
    }
  });

  test('two payments matched to one order at once: one settles it, the other waits on', async () => {
    const shop = await openShop();
    for (let round = 0; round < 10; round += 1) {
      const placed = await open(await order(shop, 1_000));
      const pair = [await arrive(shop, 3), await arrive(shop, 4)];
      const results = await Promise.allSettled(
        pair.map((seen) => settleArrival({ ...seen, orderId: placed.id, ...BY, isAmountAccepted: true })),
      );
      expect(won(results)).toBe(1);
      expect(await countCallbacks(shop, placed)).toBe(1);
      const outcomes = (await inbox(shop)).slice(0, 2).map(({ outcome }) => outcome);
      expect(outcomes.sort()).toEqual(['matched', 'unmatched']);
    }
  });

  test('a person and the match at one order: it is paid once, by one payment', async () => {
    const shop = await openShop();
    for (let round = 0; round < 10; round += 1) {
      const placed = await open(await order(shop, 1_000));
      const stray = await arrive(shop, 3);
      await Promise.allSettled([
        arrive(shop, placed.payable ?? 0),
        settleArrival({ ...stray, orderId: placed.id, ...BY, isAmountAccepted: true }),
      ]);
      expect((await read(shop, placed)).status).toBe('paid');
      expect(await countCallbacks(shop, placed)).toBe(1);
      const outcomes = (await inbox(shop)).slice(0, 2).map(({ outcome }) => outcome);
      expect(outcomes.sort()).toEqual(['matched', 'unmatched']);
    }
  });

  test('a person and the expiry at one order: it is paid, and its amount is free again', async () => {
    const shop = await openShop();
    for (let round = 0; round < 10; round += 1) {
      const placed = await open(await order(shop, 1_000));
      await sql()`update orders set expires_at = now() - interval '1 second'
        where merchant_id = ${shop.merchantId} and id = ${placed.id}`;
      const stray = await arrive(shop, 3);
      await Promise.all([
        expireDueOrders({ limit: 1_000 }),
        settleArrival({ ...stray, orderId: placed.id, ...BY, isAmountAccepted: true }),
      ]);
      expect((await read(shop, placed)).status).toBe('paid');
      const held =
        await sql()`select 1 from allocations where order_id = ${placed.id} and released_at is null`;
      expect(held).toHaveLength(0);
    }
  });
});
