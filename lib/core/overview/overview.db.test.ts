import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { changeAccount } from '@/lib/core/accounts';
import { createMerchant, logIn, suspendMerchant } from '@/lib/core/merchants';
import { settleByHand } from '@/lib/core/orders';
import { findMerchantHealth, listAllSessions, listMerchantHealth, readOverview } from '@/lib/core/overview';
import { beat } from '@/lib/core/runtime';
import { fen } from '@/lib/platform/money';
import { addAccount, openShop, order, type Shop } from '@/tests/support/shop';

async function pay(shop: Shop, amount: number) {
  const { id: orderId } = await order(shop, amount);
  const { merchantId } = shop;
  await settleByHand({ merchantId, orderId, actor: 'a@b.example', reason: 'test', amount: fen(amount) });
  return orderId;
}

let busy: Shop;

beforeAll(async () => {
  busy = await openShop({ name: 'Busy 50%_shop' });
  await addAccount(busy.merchantId);
  const off = await addAccount(busy.merchantId);
  await changeAccount({ merchantId: busy.merchantId, accountId: off.accountId, onlineSwitch: 'off' });
  const delivered = await pay(busy, 1000);
  const old = await pay(busy, 700);
  await pay(busy, 250);
  await sql()`update callbacks set status = 'delivered', next_attempt_at = null where order_id = ${delivered}`;
  await sql()`update orders set paid_at = now() - interval '25 hours' where id = ${old}`;
  await openShop({ name: 'Quiet' });
});

describe('how merchants fare', () => {
  test('is told of one: accounts, the last day, callbacks, points, plan and log-in', async () => {
    const { email, password } = busy.merchant;
    await logIn({ email, password, ip: '192.0.2.88' });
    await sql()`insert into point_balances (merchant_id, points) values (${busy.merchantId}, 1234)`;
    expect(await findMerchantHealth(busy.merchantId)).toMatchObject({
      name: 'Busy 50%_shop',
      status: 'active',
      email,
      pid: busy.merchant.pid,
      accounts: 2,
      accountsOnline: 2,
      paidCount: 2,
      paidFen: 1250,
      callbacks: 2,
      callbacksDelivered: 1,
      points: 1234,
      planName: null,
      planExpiresAt: null,
      lastLoginAt: expect.any(Date),
    });
    expect(await findMerchantHealth(999_999)).toBeNull();
  });

  test('is found by a part of the name or address, whatever its signs, and by the whole number', async () => {
    const found = async (text: string) => {
      const { rows } = await listMerchantHealth({ text, sort: 'newest', page: 1, pageSize: 50 });
      return rows.map(({ name }) => name);
    };
    expect(await found('busy 50%_')).toEqual(['Busy 50%_shop']);
    expect(await found('50__')).toEqual([]);
    expect(await found(busy.merchant.email.slice(0, 20).toUpperCase())).toEqual(['Busy 50%_shop']);
    expect(await found(String(busy.merchant.pid))).toContain('Busy 50%_shop');
    expect(await found("' or true --")).toEqual([]);
  });

  test('comes page by page in each order, with the whole number of them', async () => {
    const suspended = await createMerchant({ name: 'Aardvark', email: `${randomUUID()}@shop.example` });
    await suspendMerchant({ merchantId: suspended.merchantId, reason: 'unpaid' });
    for (const sort of ['newest', 'name', 'paid', 'login', 'plan'] as const) {
      const first = await listMerchantHealth({ sort, page: 1, pageSize: 1 });
      const second = await listMerchantHealth({ sort, page: 2, pageSize: 1 });
      expect(first.total).toBe(3);
      expect(first.rows[0]?.merchantId).not.toBe(second.rows[0]?.merchantId);
      const top = {
        newest: 'Aardvark',
        name: 'Aardvark',
        paid: 'Busy 50%_shop',
        login: 'Busy 50%_shop',
        plan: 'Aardvark',
      };
      expect(first.rows[0]?.name, sort).toBe(top[sort]);
    }
    expect(await findMerchantHealth(suspended.merchantId)).toMatchObject({
      status: 'suspended',
      suspendedReason: 'unpaid',
    });
  });
});

test('the installation is told in numbers, with the processes that are alive', async () => {
  await beat('worker');
  await sql()`insert into heartbeats (process, started_at, beat_at) values ('old', now(), now() - interval '1 hour')`;
  const overview = await readOverview();
  expect(overview).toMatchObject({
    merchantsActive: 2,
    merchantsSuspended: 1,
    accounts: 3,
    accountsOnline: 3,
    sessions: 0,
    paidCount: 2,
    paidFen: 1250,
    callbacks: 2,
    callbacksDelivered: 1,
    callbacksDead: 0,
    queued: 2,
    noticesUnread: 0,
    arrivalsUnmatched: 0,
  });
  expect(overview.queueAgeSeconds).toBeGreaterThanOrEqual(0);
  expect(overview.processes).toMatchObject([
    { name: 'worker', isAlive: true },
    { name: 'old', isAlive: false },
  ]);
});

test('sessions of all merchants are listed, those that nobody watches first', async () => {
  const { merchantId, accountId } = busy;
  const second = await addAccount(merchantId);
  await sql()`
    insert into sessions (merchant_id, mode, channel, type, label, account_id, status, last_seen_at, offline_reason)
    values (${merchantId}, 'live', 'alipay-bill', 'alipay', 'watched', ${accountId}, 'online', now(), null),
      (${merchantId}, 'live', 'alipay-bill', 'alipay', 'lost', ${second.accountId}, 'offline', now(), 'token over')`;
  const { rows, total } = await listAllSessions({ page: 1, pageSize: 10 });
  expect(total).toBe(2);
  expect(rows).toMatchObject([
    { label: 'lost', state: 'offline', offlineReason: 'token over', merchantName: 'Busy 50%_shop' },
    { label: 'watched', state: 'online' },
  ]);
});
