import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { balanceOf, balancesOf, listSettlements, listTransfers, recordSettlement } from '@/lib/core/ledger';
import { changeSettings } from '@/lib/core/merchants';
import { type Order, settleByHand } from '@/lib/core/orders';
import { refundOrder } from '@/lib/core/refunds';
import { fen } from '@/lib/platform/money';
import { openShop, order, type Shop } from '@/tests/support/shop';

const WAYS = 64;
const OPERATOR = 'operator@matou.example';
const profile = {
  settlementMethod: 'bank',
  settlementAccount: '6222 0000 1111',
  settlementHolder: '王小明',
} as const;

async function sale(shop: Shop, price: number): Promise<Order> {
  const { merchantId } = shop;
  const placed = await order(shop, price);
  return settleByHand({ merchantId, orderId: placed.id, actor: 'm', reason: 'seen', amount: fen(price) });
}

function settle(shop: Shop, amount: number, note = '') {
  return recordSettlement({ merchantId: shop.merchantId, amount: fen(amount), note, actor: OPERATOR });
}

function give(sold: Order, amount: number) {
  const { merchantId, id } = sold;
  return refundOrder({
    merchantId,
    orderId: id,
    amount: fen(amount),
    way: 'manual',
    reason: 'broken',
    actor: 'm',
  });
}

const balance = (shop: Shop) => balanceOf(shop.merchantId, 'live', 'balance');
const page = (shop: Shop, number = 1, pageSize = 20) => ({
  merchantId: shop.merchantId,
  mode: 'live' as const,
  page: number,
  pageSize,
});

describe('the balance', () => {
  test('is what was sold less what was refunded less what was settled', async () => {
    const shop = await openShop(profile);
    const first = await sale(shop, 1000);
    await sale(shop, 2500);
    await give(first, 300);
    await settle(shop, 2000);
    await sale(shop, 100);
    expect(await balance(shop)).toBe(1000 + 2500 - 300 - 2000 + 100);
    expect(await balancesOf([shop.merchantId], 'live')).toEqual(new Map([[shop.merchantId, 1300]]));
  });

  test('of all books together is nothing, and each payment, refund and settlement is in it once', async () => {
    const shop = await openShop(profile);
    const sold = await sale(shop, 1000);
    await give(sold, 1000);
    await sale(shop, 700);
    await settle(shop, 600);
    const books = ['receipts', 'balance', 'refunds', 'settlements'] as const;
    const sums = await Promise.all(books.map((book) => balanceOf(shop.merchantId, 'live', book)));
    expect(sums).toEqual([-1700, 100, 1000, 600]);
    expect(sums.reduce((a, b) => a + b)).toBe(0);
  });

  test('falls below nothing when settled money is refunded', async () => {
    const shop = await openShop(profile);
    const sold = await sale(shop, 1000);
    await settle(shop, 1000);
    await give(sold, 400);
    expect(await balance(shop)).toBe(-400);
    await expect(settle(shop, 1)).rejects.toMatchObject({ code: 'settlement.amount_invalid' });
  });
});

describe('a settlement', () => {
  test('keeps where it was paid to, whatever the profile becomes', async () => {
    const shop = await openShop(profile);
    await sale(shop, 1000);
    const { settlementId } = await settle(shop, 600, '十一月');
    await changeSettings(shop.merchantId, { settlementMethod: 'alipay', settlementAccount: 'other' });
    expect(await listSettlements(page(shop))).toEqual({
      total: 1,
      rows: [
        {
          id: settlementId,
          amount: 600,
          method: 'bank',
          account: '6222 0000 1111',
          holder: '王小明',
          note: '十一月',
          actor: OPERATOR,
          at: expect.any(Date),
        },
      ],
    });
  });

  test.each([0, -1, 1001])('of %s fen out of ¥10.00 is refused', async (amount) => {
    const shop = await openShop(profile);
    await sale(shop, 1000);
    await expect(settle(shop, amount)).rejects.toMatchObject({
      code: 'settlement.amount_invalid',
      details: { balanceFen: 1000 },
    });
    expect(await balance(shop)).toBe(1000);
  });

  test('needs the whole profile, and a merchant', async () => {
    const shop = await openShop({ ...profile, settlementHolder: null });
    await sale(shop, 1000);
    await expect(settle(shop, 1)).rejects.toMatchObject({ code: 'settlement.profile_missing' });
    await expect(settle({ ...shop, merchantId: 999_999 }, 1)).rejects.toMatchObject({
      code: 'merchant.unknown',
    });
  });

  test('64 times at once never takes more than the balance', async () => {
    const shop = await openShop(profile);
    await sale(shop, 1000);
    const results = await Promise.allSettled(Array.from({ length: WAYS }, () => settle(shop, 70)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(14);
    expect(await balance(shop)).toBe(20);
    expect((await listSettlements(page(shop))).total).toBe(14);
  });

  test('goes on beside orders that are placed and paid meanwhile', async () => {
    const shop = await openShop(profile);
    await sale(shop, 1000);
    await Promise.all([
      ...Array.from({ length: 8 }, () => settle(shop, 100)),
      ...Array.from({ length: 8 }, (_, n) => sale(shop, 1000 + n)),
    ]);
    expect(await balance(shop)).toBe(1000 - 800 + 8 * 1000 + 28);
  });
});

describe('the movements', () => {
  test('are listed newest first with the balance after each, over the pages too', async () => {
    const shop = await openShop(profile);
    const sold = await sale(shop, 1000);
    await give(sold, 300);
    await settle(shop, 500, 'paid');
    await sale(shop, 50);
    const first = await listTransfers(page(shop, 1, 3));
    expect(first.total).toBe(4);
    expect(first.rows.map(({ kind, change, balance: after }) => [kind, change, after])).toEqual([
      ['sale', 50, 250],
      ['settlement', -500, 200],
      ['refund', -300, 700],
    ]);
    const second = await listTransfers(page(shop, 2, 3));
    expect(second.rows).toMatchObject([{ kind: 'sale', change: 1000, balance: 1000, orderId: sold.id }]);
  });

  test('keep to their merchant and mode', async () => {
    const shop = await openShop(profile);
    await sale(shop, 1000);
    const other = await openShop(profile);
    expect(await listTransfers(page(other))).toEqual({ rows: [], total: 0 });
    expect(await listTransfers({ ...page(shop), mode: 'test' })).toEqual({ rows: [], total: 0 });
  });

  test('cannot leave money in the book that it came from', async () => {
    const shop = await openShop();
    await expect(
      sql()`insert into transfers (merchant_id, mode, kind, from_book, to_book, amount_fen, dedupe_key, actor)
        values (${shop.merchantId}, 'live', 'sale', 'balance', 'balance', 1, 'x', 'm')`,
    ).rejects.toThrow('transfers_books_differ');
  });
});
