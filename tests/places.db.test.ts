import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { openOrder } from '@/lib/core/allocation';
import { findCredential } from '@/lib/core/merchants';
import { closeOrder, expireDueOrders, type Order, placeOrder, settleByHand } from '@/lib/core/orders';
import { createLink, describeLink, placeQuickPayOrder } from '@/lib/core/quick-pay';
import { fen } from '@/lib/platform/money';
import { payInTest } from '@/tests/support/reference-shop';
import { addAccount, openShop, order, type Shop } from '@/tests/support/shop';

/** How many may wait at one price, who gets a place, and what becomes of one that was given back. */
const WAYS = 64;
const VISITOR = '203.0.113.7';
const others = (index: number) => `198.51.100.${index + 1}`;

const look = (placed: Pick<Order, 'token'>, payerIp: string) =>
  openOrder({ token: placed.token, payerIp, device: 'pc' });

const codeOf = (reason: unknown) => (reason as { code?: string }).code ?? String(reason);

/** What each of many buyers of one price was asked to pay, or the refusal that he was told. */
async function rush(shop: Shop, price: number, addressOf: (index: number) => string) {
  const placed = await Promise.all(Array.from({ length: WAYS }, () => order(shop, price)));
  const looks = await Promise.allSettled(placed.map((one, index) => look(one, addressOf(index))));
  const served = looks.flatMap((one) => (one.status === 'fulfilled' ? [Number(one.value?.payable)] : []));
  const refused = looks.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
  return { served: served.sort((a, b) => b - a), refused };
}

describe('64 buyers of one price on one account', () => {
  test('from many addresses never pay less than 98 %, and whoever finds no place is told at once', async () => {
    for (const [price, least, places] of [
      [100, 98, 3],
      [1000, 980, 21],
      [10_000, 9_901, 64],
      [2, 1, 2],
      [1, 1, 1],
    ] as const) {
      const { served, refused } = await rush(await openShop(), price, others);
      expect(served).toEqual(Array.from({ length: places }, (_, step) => price - step));
      expect(Math.min(...served)).toBeGreaterThanOrEqual(least > price ? price : Math.min(least, price));
      expect(new Set(refused)).toEqual(new Set(places < WAYS ? ['collection.amounts_taken'] : []));
    }
  });

  test('from one address get at most half of the places, and are told that they hold them', async () => {
    const shop = await openShop();
    const { served, refused } = await rush(shop, 1000, () => VISITOR);
    expect(served).toHaveLength(11);
    expect(Math.min(...served)).toBeGreaterThanOrEqual(980);
    expect(new Set(refused)).toEqual(new Set(['collection.too_many_open']));
    expect(await look(await order(shop, 1000), others(0))).toMatchObject({ status: 'pending' });
  });
});

test('one visitor cannot close a price for the next one, however often he comes back', async () => {
  const shop = await openShop();
  const mine: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 15; n += 1) {
      const opened = await look(await order(shop, 1000), VISITOR).catch(() => null);
      if (opened !== null) mine.push(opened.id);
    }
    for (let n = 0; n < 3; n += 1) {
      expect(await look(await order(shop, 1000), others(round * 3 + n))).toMatchObject({ status: 'pending' });
    }
    // His time is over, and what he was shown rests.
    await sql()`update orders set expires_at = now() - interval '1 millisecond' where id = any(${mine}::bigint[]) and status = 'pending'`;
    await expireDueOrders({ limit: 100 });
  }
  expect(mine).toHaveLength(11);
});

describe('as many orders wait as the merchant lets one', () => {
  test('visitor have at all prices together, all addresses of his /64 being his', async () => {
    const shop = await openShop({ openPerVisitorMax: 3 });
    for (let n = 0; n < 3; n += 1) await look(await order(shop, 1000 + n * 100), `2001:db8:0:7::${n + 1}`);
    const next = await order(shop, 5000);
    await expect(look(next, '2001:db8:0:7:ffff::9')).rejects.toMatchObject({
      code: 'collection.too_many_open',
      details: { by: 'visitor', count: 3, freeAt: expect.stringMatching(/^20/) },
    });
    expect(await look(next, '2001:db8:0:8::1')).toMatchObject({ status: 'pending', payable: 5000 });
  });

  test('visitor have however close he comes, over however many accounts', async () => {
    const shop = await openShop({ openPerVisitorMax: 5 });
    for (let n = 0; n < 3; n += 1) await addAccount(shop.merchantId);
    const placed = await Promise.all(Array.from({ length: WAYS }, (_, n) => order(shop, 2000 + 100 * n)));
    const looks = await Promise.allSettled(placed.map((one) => look(one, VISITOR)));
    expect(looks.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  test('visitor have, and paying one makes room for the next', async () => {
    const shop = await openShop({ openPerVisitorMax: 1 });
    const first = await look(await order(shop, 1000), VISITOR);
    const second = await order(shop, 2000);
    await expect(look(second, VISITOR)).rejects.toMatchObject({ code: 'collection.too_many_open' });
    await settleByHand({ ...shop, orderId: first?.id ?? 0, actor: 'test', reason: 'r', amount: fen(1000) });
    expect(await look(second, VISITOR)).toMatchObject({ status: 'pending' });
  });

  test('contact have, whatever his address', async () => {
    const shop = await openShop({ openPerContactMax: 2, isQuickPayOpen: true });
    const { merchantId } = shop;
    const terms = {
      title: '打赏',
      contactLabel: '邮箱',
      min: null,
      max: null,
      presets: [],
      skin: 0 as const,
    };
    const limits = { closedMessage: '', expiresAt: null, paymentsMax: null, dailyMax: null };
    const { linkId } = await createLink({ merchantId, mode: 'live', ...terms, ...limits });
    const { link } = (await describeLink({ merchantId, mode: 'live', linkId })) ?? {};
    if (link === undefined) throw new Error('no link');
    const buy = (contact: string) =>
      placeQuickPayOrder({
        credential: { ...shop.credential, isQuickPayOpen: true },
        link,
        type: 'alipay',
        price: fen(3000),
        contact,
        nonce: randomUUID().replaceAll('-', ''),
      });
    for (let n = 0; n < 2; n += 1) await look(await buy(n === 0 ? 'A@b.example' : ' a@B.example'), others(n));
    await expect(look(await buy('a@b.example'), others(9))).rejects.toMatchObject({
      code: 'collection.too_many_open',
      details: { by: 'contact', count: 2 },
    });
    expect(await look(await buy('c@b.example'), others(9))).toMatchObject({ status: 'pending' });
  });

  test('have in all, and no amount is taken by who is refused', async () => {
    const shop = await openShop({ openMax: 2 });
    for (let n = 0; n < 2; n += 1) await look(await order(shop, 1000), others(n));
    const third = await order(shop, 1000);
    await expect(look(third, others(3))).rejects.toMatchObject({
      code: 'collection.too_many_open',
      details: { by: 'merchant' },
    });
    const [held] = await sql()<{ count: number }[]>`
      select count(*) from allocations where merchant_id = ${shop.merchantId}`;
    expect(held?.count).toBe(2);
  });

  test.each(['unknown', '127.0.0.1', '10.1.2.3'])(
    'is not counted for an address that many may have: %s',
    async (address) => {
      const shop = await openShop({ openPerVisitorMax: 1 });
      for (let n = 0; n < 3; n += 1) {
        expect(await look(await order(shop, 100), address)).toMatchObject({ status: 'pending' });
      }
    },
  );
});

test('what does not fit goes to the next account, then upwards where the merchant allows, then to nobody', async () => {
  const shop = await openShop({ amountDirection: 'down_then_up' });
  const { accountId: second } = await addAccount(shop.merchantId);
  const opened: (Order | null)[] = [];
  for (let n = 0; n < 10; n += 1) opened.push(await look(await order(shop, 100), others(n)));
  const amounts = (from: number, to: number) =>
    opened
      .slice(from, to)
      .map((one) => Number(one?.payable))
      .sort();
  expect(amounts(0, 6)).toEqual([100, 100, 98, 98, 99, 99].sort());
  expect(amounts(6, 10)).toEqual([101, 101, 102, 102]);
  expect(new Set(opened.slice(0, 6).map((one) => one?.accountId))).toEqual(new Set([shop.accountId, second]));
  await expect(order(shop, 100)).rejects.toMatchObject({ code: 'collection.amounts_taken' });
});

test('a price without a place left is refused when the order is placed', async () => {
  const shop = await openShop();
  for (let n = 0; n < 3; n += 1) await look(await order(shop, 100), others(n));
  await expect(order(shop, 100)).rejects.toMatchObject({ code: 'collection.amounts_taken' });
  expect(await order(shop, 103)).toMatchObject({ status: 'created' });
});

async function testOrder({ merchantId }: Shop, price: number): Promise<Order> {
  const credential = await findCredential(merchantId, 'test');
  if (credential === null) throw new Error('no test keys');
  return placeOrder({
    credential,
    dialect: 'cloudpay',
    outOrderId: randomUUID(),
    type: 'alipay',
    price: fen(price),
    title: 'goods',
    attachment: 'buyer',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
  });
}

describe('an amount that was given back', () => {
  test('by a payment in test mode is free at once: ¥0.01, and again ¥0.01', async () => {
    const shop = await openShop();
    for (let n = 0; n < 3; n += 1) {
      const placed = await testOrder(shop, 1);
      await payInTest(placed);
      expect(await look(placed, VISITOR)).toMatchObject({ status: 'paid', paid: 1 });
    }
  });

  test('by closing the order as soon as it was shown is free at once', async () => {
    const shop = await openShop();
    for (let n = 0; n < 3; n += 1) {
      const opened = await look(await order(shop, 100), VISITOR);
      expect(opened).toMatchObject({ payable: 100 });
      await closeOrder({ merchantId: shop.merchantId, orderId: opened?.id ?? 0, actor: 'test' });
    }
  });
});
