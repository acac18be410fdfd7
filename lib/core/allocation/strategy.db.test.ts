import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { changeAccount } from '@/lib/core/accounts';
import { chooseAccount } from '@/lib/core/allocation/choose-account';
import { changeSettings } from '@/lib/core/merchants';
import { eventsOfOrder } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, open, openShop, order, type Shop } from '@/tests/support/shop';

/**
 * Chooses and pays `count` orders one after the other and answers who served each. The payment is written as its
 * transaction leaves it: thousands of whole orders would only measure the disk.
 */
async function serve(shop: Shop, count: number): Promise<number[]> {
  const { merchantId } = shop;
  const served: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const ask = {
      merchantId,
      mode: 'live' as const,
      type: 'alipay' as const,
      orderId: 1,
      visitor: null,
      contact: null,
      price: fen(1000),
    };
    const { accountId } = await inTransaction(async (tx) => {
      const choice = await chooseAccount(tx, { ...ask, productId: null, region: null });
      await tx`
        with paid as (
          insert into orders (merchant_id, mode, dialect, out_order_id, type, title, price_fen, attachment, token,
            status, account_id, payable_fen, paid_fen, paid_at, expires_at)
          values (${merchantId}, 'live', 'cloudpay', ${randomUUID()}, 'alipay', 'goods', 1000, '', ${randomUUID()},
            'paid', ${choice.accountId}, 1000, 1000, clock_timestamp(), now())
          returning account_id
        )
        insert into account_days (merchant_id, account_id, day, paid_fen, paid_count)
        select ${merchantId}, account_id, (now() at time zone 'Asia/Shanghai')::date, 1000, 1 from paid
        on conflict (merchant_id, account_id, day) do update
        set paid_fen = account_days.paid_fen + 1000, paid_count = account_days.paid_count + 1`;
      return choice;
    });
    served.push(accountId ?? 0);
  }
  return served;
}

describe('a strategy over the orders of a day', { timeout: 240_000 }, () => {
  const ACCOUNTS = 4;
  async function crew(strategy: 'smart' | 'even' | 'random') {
    const shop = await openShop();
    await changeSettings(shop.merchantId, { strategy });
    for (let n = 1; n < ACCOUNTS; n += 1) await addAccount(shop.merchantId);
    return shop;
  }
  const ORDERS = 3_000;
  const counts = (served: number[]) =>
    [...new Set(served)].map((id) => served.filter((one) => one === id).length);

  test('smart never gives two orders in a row to one account, and all their share', async () => {
    const served = await serve(await crew('smart'), ORDERS);
    for (let n = 1; n < served.length; n += 1) expect(served[n]).not.toBe(served[n - 1]);
    for (const count of counts(served)) expect(Math.abs(count - ORDERS / ACCOUNTS)).toBeLessThan(120);
  });

  test('even keeps the sums of the day together', async () => {
    const served = await serve(await crew('even'), ORDERS);
    const all = counts(served);
    expect(all).toHaveLength(ACCOUNTS);
    expect(Math.max(...all) - Math.min(...all)).toBeLessThan(40);
  });

  test('random gives two in a row as often as chance does', async () => {
    const served = await serve(await crew('random'), ORDERS);
    const repeats = served.filter((id, n) => n > 0 && id === served[n - 1]).length;
    // Bounds that chance leaves less than once in a million days (five standard deviations).
    expect(Math.abs(repeats - ORDERS / ACCOUNTS)).toBeLessThan(120);
    for (const count of counts(served)) expect(Math.abs(count - ORDERS / ACCOUNTS)).toBeLessThan(120);
  });

  test.each(['smart', 'even', 'random'] as const)(
    '%s serves with the only account there is',
    async (strategy) => {
      const shop = await openShop();
      await changeSettings(shop.merchantId, { strategy });
      expect(new Set(await serve(shop, 5))).toEqual(new Set([shop.accountId]));
    },
  );

  test('smart leaves out nobody when the last trade’s account is away', async () => {
    const shop = await crew('smart');
    const [last = 0] = await serve(shop, 1);
    await changeAccount({ merchantId: shop.merchantId, accountId: last, onlineSwitch: 'off' });
    const opened = await open(await order(shop, 1000));
    const [allocated] = await eventsOfOrder({ merchantId: shop.merchantId, orderId: opened.id });
    expect(allocated?.data).toMatchObject({ leftOutId: null });
  });
});

describe('a merchant with more accounts than lots are drawn', { timeout: 240_000 }, () => {
  const MANY = 40;
  async function crowd(strategy: 'smart' | 'even' | 'random') {
    const shop = await openShop();
    await changeSettings(shop.merchantId, { strategy });
    await sql()`
      insert into accounts (merchant_id, mode, type, channel, label, code, online_switch)
      select ${shop.merchantId}, 'live', 'alipay', 'monitored-code', 'till ' || n, 'https://qr.alipay.com/' || n, 'on'
      from generate_series(2, ${MANY}::int) as n`;
    return shop;
  }

  test('gives each of them its share by chance', async () => {
    const orders = 50 * MANY;
    const served = await serve(await crowd('random'), orders);
    const all = [...new Set(served)].map((id) => served.filter((one) => one === id).length);
    expect(all).toHaveLength(MANY);
    // Five standard deviations around fifty.
    for (const count of all) expect(Math.abs(count - 50)).toBeLessThan(36);
  });

  test('smart never gives two orders in a row to one of them', async () => {
    const served = await serve(await crowd('smart'), 1_000);
    for (let n = 1; n < served.length; n += 1) expect(served[n]).not.toBe(served[n - 1]);
    expect(new Set(served).size).toBe(MANY);
  });

  test('even never gives an order to the one that leads', async () => {
    const served = await serve(await crowd('even'), 400);
    const sums = new Map<number, number>();
    for (const id of served) {
      const top = Math.max(0, ...sums.values());
      const leader = Math.min(...[...sums].filter(([, sum]) => sum === top).map(([one]) => one));
      expect(id).not.toBe(leader);
      sums.set(id, (sums.get(id) ?? 0) + 1);
    }
  });

  test.each(['smart', 'even', 'random'] as const)(
    '%s finds the only one that may serve',
    async (strategy) => {
      const shop = await crowd(strategy);
      const { merchantId } = shop;
      await sql()`
      update accounts set online_switch = 'off' where merchant_id = ${merchantId} and id <> ${shop.accountId}`;
      expect(new Set(await serve(shop, 20))).toEqual(new Set([shop.accountId]));
    },
  );

  test('one question finds the only one that may serve, and a second tells that there is none', async () => {
    const { merchantId, accountId } = await crowd('smart');
    const ask = {
      merchantId,
      mode: 'live' as const,
      type: 'alipay' as const,
      orderId: 1,
      visitor: null,
      contact: null,
      price: fen(1000),
    };
    const questionsAbout = (online: number) =>
      inTransaction(async (tx) => {
        await tx`update accounts set online_switch = 'off' where merchant_id = ${merchantId} and id <> ${online}`;
        const asked = vi.spyOn(tx, 'unsafe');
        const choice = await chooseAccount(tx, { ...ask, productId: null, region: null });
        return { ...choice, questions: asked.mock.calls.length };
      });
    expect(await questionsAbout(accountId)).toMatchObject({ accountId, isServable: true, questions: 1 });
    expect(await questionsAbout(0)).toMatchObject({ accountId: null, isServable: false, questions: 2 });
  });

  test('even leaves out the first of its kind, however many of another kind lead', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    await changeSettings(merchantId, { strategy: 'even' });
    const { accountId: other } = await addAccount(merchantId);
    await sql()`
      with kin as (
        insert into accounts (merchant_id, mode, type, channel, label, code, online_switch)
        select ${merchantId}::bigint, 'live', 'wechat', 'monitored-code', 'w' || n, 'wxp://' || n, 'on' from generate_series(1, 12) n
        returning id
      )
      insert into account_days (merchant_id, account_id, day, paid_fen, paid_count)
      select ${merchantId}::bigint, id, (now() at time zone 'Asia/Shanghai')::date, 900000, 1 from kin
      union all select ${merchantId}::bigint, ${shop.accountId}::bigint, (now() at time zone 'Asia/Shanghai')::date, 100, 1`;
    const ask = {
      merchantId,
      mode: 'live' as const,
      type: 'alipay' as const,
      orderId: 1,
      visitor: null,
      contact: null,
      price: fen(1000),
    };
    const choice = await inTransaction((tx) => chooseAccount(tx, { ...ask, productId: null, region: null }));
    expect(choice).toMatchObject({ leftOutId: shop.accountId, accountId: other });
  });
});
