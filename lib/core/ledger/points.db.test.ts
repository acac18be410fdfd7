import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { listAudit } from '@/lib/core/audit';
import {
  balanceOf,
  listPoints,
  listTransfers,
  type PointSpending,
  pointsOf,
  pointsOfMany,
  refundFee,
  spendPoints,
  takeBackPoints,
  topUpPoints,
  verifyPoints,
} from '@/lib/core/ledger';
import { settleByHand } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { openShop, order, type Shop } from '@/tests/support/shop';

const WAYS = 64;

function topUp(shop: Shop, points: number, reason = '转账收到') {
  return topUpPoints({ merchantId: shop.merchantId, points, reason, actor: 'cli' });
}

function spend(shop: Shop, points: number, dedupeKey: string, kind: PointSpending['kind'] = 'logon_fee') {
  const { merchantId } = shop;
  return inTransaction((tx) =>
    spendPoints(tx, { merchantId, points, dedupeKey, kind, reason: '上码费', actor: 'worker' }),
  );
}

function giveBack(shop: Shop, feeKey: string) {
  const { merchantId } = shop;
  return inTransaction((tx) => refundFee(tx, { merchantId, feeKey, reason: '误扣', actor: 'user:1' }));
}

async function shopWith(points: number): Promise<Shop> {
  const shop = await openShop();
  await topUp(shop, points);
  return shop;
}

const page = (shop: Shop, number = 1, pageSize = 20) => ({
  merchantId: shop.merchantId,
  page: number,
  pageSize,
});
const points = (shop: Shop) => pointsOf(shop.merchantId);
const books = ['points', 'points_sold', 'points_fees', 'points_plans'] as const;

describe('points', () => {
  test('are what was bought less what was spent, and all their books together are nothing', async () => {
    const shop = await shopWith(1000);
    await spend(shop, 100, 'logon_fee:1');
    await spend(shop, 250, 'plan:1', 'plan');
    await giveBack(shop, 'logon_fee:1');
    expect(await points(shop)).toBe(750);
    expect(await pointsOfMany([shop.merchantId])).toEqual(new Map([[shop.merchantId, 750]]));
    const sums = await Promise.all(books.map((book) => balanceOf(shop.merchantId, 'live', book)));
    expect(sums).toEqual([750, -1000, 0, 250]);
    expect(await verifyPoints()).toEqual([]);
  });

  test('spent 64 times at once are never more than there are', async () => {
    const shop = await shopWith(100);
    const spent = await Promise.allSettled(
      Array.from({ length: WAYS }, (_, n) => spend(shop, 7, `fee:${n}`)),
    );
    expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(14);
    expect(await points(shop)).toBe(2);
    expect(await verifyPoints()).toEqual([]);
  });

  test('of 1,000 pay for exactly 100 tens, whoever comes first', async () => {
    const shop = await shopWith(1000);
    for (const round of [0, 1]) {
      const keys = Array.from({ length: WAYS }, (_, n) => `fee:${round}:${n}`);
      await Promise.allSettled(keys.map((key) => spend(shop, 10, key)));
    }
    expect(await points(shop)).toBe(0);
    expect((await listPoints(page(shop))).total).toBe(101);
    expect(await verifyPoints()).toEqual([]);
  });

  test('are spent once under one key, at once and again when nothing is left', async () => {
    const shop = await shopWith(30);
    await Promise.all(Array.from({ length: 8 }, () => spend(shop, 30, 'logon_fee:7')));
    await spend(shop, 30, 'logon_fee:7');
    expect(await points(shop)).toBe(0);
    expect((await listPoints(page(shop))).total).toBe(2);
  });

  test('that do not suffice are told with what is needed, and nothing is written', async () => {
    const shop = await shopWith(99);
    await expect(spend(shop, 100, 'logon_fee:1')).rejects.toMatchObject({
      code: 'points.short',
      details: { needed: 100, have: 99 },
    });
    const poor = await openShop();
    await expect(spend(poor, 1, 'logon_fee:1')).rejects.toMatchObject({ details: { needed: 1, have: 0 } });
    expect((await listPoints(page(shop))).total).toBe(1);
  });

  test('leave a caller who takes the refusal his transaction, without an entry', async () => {
    const shop = await shopWith(5);
    const { merchantId } = shop;
    await inTransaction(async (tx) => {
      const spending = {
        merchantId,
        points: 6,
        kind: 'plan' as const,
        dedupeKey: 'x',
        reason: '',
        actor: 'w',
      };
      await spendPoints(tx, spending).catch(() => undefined);
    });
    expect(await points(shop)).toBe(5);
    expect(await verifyPoints()).toEqual([]);
  });

  test('cost nothing when nothing is asked', async () => {
    const shop = await openShop();
    await spend(shop, 0, 'plan:free', 'plan');
    expect((await listPoints(page(shop))).total).toBe(0);
  });

  test('go back with the transaction that spent them', async () => {
    const shop = await shopWith(50);
    const { merchantId } = shop;
    const failing = inTransaction(async (tx) => {
      await spendPoints(tx, { merchantId, points: 50, kind: 'plan', dedupeKey: 'x', reason: '', actor: 'w' });
      throw new Error('the session did not come online');
    });
    await expect(failing).rejects.toThrow('did not come online');
    expect(await points(shop)).toBe(50);
    expect((await listPoints(page(shop))).total).toBe(1);
  });
});

describe('a top-up', () => {
  test.each([0, -5, 1.5, 100_000_001])('of %s points is refused', async (amount) => {
    const shop = await openShop();
    await expect(topUp(shop, amount)).rejects.toMatchObject({ code: 'points.invalid' });
  });

  test('needs a reason, and a merchant', async () => {
    const shop = await openShop();
    await expect(topUp(shop, 1, '  ')).rejects.toMatchObject({ code: 'points.invalid' });
    await expect(topUp({ ...shop, merchantId: 999_999 }, 1)).rejects.toMatchObject({
      code: 'merchant.unknown',
    });
  });

  test('sent twice is made once', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    const twice = { merchantId, points: 500, reason: 'a', actor: 'user:1', requestId: 'r1' };
    await Promise.all([topUpPoints(twice), topUpPoints(twice)]);
    expect(await points(shop)).toBe(500);
    expect(await verifyPoints()).toEqual([]);
  });
});

describe('points taken back', () => {
  const take = (shop: Shop, count: number, requestId?: string) =>
    takeBackPoints({
      merchantId: shop.merchantId,
      points: count,
      reason: '多充了一个零',
      actor: 'user:1',
      ...(requestId === undefined ? {} : { requestId }),
    });

  test('leave both books, and stand in the list with their reason', async () => {
    const shop = await shopWith(5000);
    await take(shop, 4500);
    expect(await points(shop)).toBe(500);
    expect((await listPoints(page(shop))).rows[0]).toMatchObject({
      kind: 'points_taken_back',
      change: -4500,
      balance: 500,
      reason: '多充了一个零',
    });
    expect(await balanceOf(shop.merchantId, 'live', 'points_sold')).toBe(-500);
    expect(await verifyPoints()).toEqual([]);
  });

  test('are never more than there are, however many take and spend at once', async () => {
    const shop = await shopWith(100);
    const ends = await Promise.allSettled(
      Array.from({ length: WAYS }, (_, n) => (n % 2 === 0 ? take(shop, 7) : spend(shop, 7, `fee:${n}`))),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(14);
    expect(await points(shop)).toBe(2);
    await expect(take(shop, 3)).rejects.toMatchObject({
      code: 'points.beyond_balance',
      details: { have: 2 },
    });
    expect(await verifyPoints()).toEqual([]);
  });

  test('twice by one request are taken and logged once', async () => {
    const shop = await shopWith(1000);
    await Promise.all([take(shop, 600, 'r1'), take(shop, 600, 'r1')]);
    expect(await points(shop)).toBe(400);
    expect(await verifyPoints()).toEqual([]);
    const { rows } = await listAudit({ ...page(shop), action: 'points.taken_back' });
    expect(rows).toMatchObject([{ actor: 'user:1', data: { points: 600, reason: '多充了一个零' } }]);
  });

  test('need a reason, an amount and a merchant', async () => {
    const shop = await shopWith(10);
    const taking = { merchantId: shop.merchantId, points: 1, reason: ' ', actor: 'cli' };
    await expect(takeBackPoints(taking)).rejects.toMatchObject({ code: 'points.invalid' });
    await expect(take(shop, 0)).rejects.toMatchObject({ code: 'points.invalid' });
    await expect(take({ ...shop, merchantId: 999_999 }, 1)).rejects.toMatchObject({
      code: 'merchant.unknown',
    });
    expect(await points(shop)).toBe(10);
  });
});

describe('a fee', () => {
  test('is given back whole and once', async () => {
    const shop = await shopWith(100);
    await spend(shop, 100, 'logon_fee:1');
    expect(await giveBack(shop, 'logon_fee:1')).toBe(100);
    await Promise.all([giveBack(shop, 'logon_fee:1'), giveBack(shop, 'logon_fee:1')]);
    expect(await points(shop)).toBe(100);
    expect(await verifyPoints()).toEqual([]);
  });

  test('that was never spent, or was the price of a plan, is not given back', async () => {
    const shop = await shopWith(100);
    await spend(shop, 50, 'plan:1', 'plan');
    await expect(giveBack(shop, 'logon_fee:9')).rejects.toMatchObject({ code: 'points.invalid' });
    await expect(giveBack(shop, 'plan:1')).rejects.toMatchObject({ code: 'points.invalid' });
    expect(await points(shop)).toBe(50);
  });
});

describe('the movements of points', () => {
  test('are listed newest first with the balance after each, over the pages too', async () => {
    const shop = await shopWith(1000);
    await spend(shop, 100, 'logon_fee:1');
    await spend(shop, 300, 'plan:1', 'plan');
    const first = await listPoints(page(shop, 1, 2));
    expect(first.total).toBe(3);
    expect(first.rows).toMatchObject([
      { kind: 'plan', change: -300, balance: 600 },
      { kind: 'logon_fee', change: -100, balance: 900 },
    ]);
    const second = await listPoints(page(shop, 2, 2));
    expect(second.rows).toMatchObject([
      { kind: 'points_top_up', change: 1000, balance: 1000, reason: '转账收到' },
    ]);
  });

  test('and those of money never mix', async () => {
    const shop = await shopWith(1000);
    const { merchantId } = shop;
    const placed = await order(shop, 1234);
    await settleByHand({ merchantId, orderId: placed.id, actor: 'm', reason: 'seen', amount: fen(1234) });
    expect((await listTransfers({ ...page(shop), mode: 'live' })).rows).toMatchObject([{ kind: 'sale' }]);
    expect(await balanceOf(merchantId, 'live', 'balance')).toBe(1234);
    expect((await listPoints(page(shop))).rows).toMatchObject([{ kind: 'points_top_up' }]);
    expect(await points(shop)).toBe(1000);
  });

  test('that somebody changed past the ledger are found', async () => {
    const shop = await shopWith(1000);
    const { merchantId } = shop;
    await sql()`update point_balances set points = 1001 where merchant_id = ${merchantId}`;
    expect(await verifyPoints()).toEqual([{ merchantId, points: 1001, sum: 1000 }]);
    await sql()`update point_balances set points = 1000 where merchant_id = ${merchantId}`;
    await expect(
      sql()`update point_balances set points = -1 where merchant_id = ${merchantId}`,
    ).rejects.toThrow('point_balances_never_negative');
  });
});
