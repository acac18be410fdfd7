import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { createSessionAccount, removeAccount } from '@/lib/core/accounts';
import { listAudit } from '@/lib/core/audit';
import { listPoints, pointsOf, topUpPoints, verifyPoints } from '@/lib/core/ledger';
import { findCredential } from '@/lib/core/merchants';
import { closeOrder, expireDueOrders, findOrder, settleByHand } from '@/lib/core/orders';
import {
  assignPlan,
  buyPlan,
  changePlan,
  createPlan,
  listPlans,
  type PlanTerms,
  planOf,
  quotaStanding,
  refuseUnplanned,
  refuseWithoutFeature,
  removePlan,
} from '@/lib/core/plans';
import { PLAN_FEATURES } from '@/lib/core/vocabulary';
import { fen } from '@/lib/platform/money';
import { addAccount, open, openShop, order, type Shop } from '@/tests/support/shop';

const DAY_MS = 86_400_000;
const OPERATOR = 'user:1';
const terms: PlanTerms = {
  name: '基础版',
  pricePoints: 3000,
  days: 30,
  ordersPerDay: null,
  sumPerDay: null,
  accountsMax: null,
  features: ['quick_pay'],
  isOffered: true,
};

function plan(change: Partial<PlanTerms> = {}) {
  return createPlan({ terms: { ...terms, ...change }, actor: OPERATOR });
}

async function shopOn(change: Partial<PlanTerms>, until?: Date): Promise<Shop> {
  const shop = await openShop();
  const { planId } = await plan(change);
  await assignPlan({ merchantId: shop.merchantId, planId, until, actor: OPERATOR });
  return shop;
}

function topUp(shop: Shop, points: number) {
  return topUpPoints({ merchantId: shop.merchantId, points, reason: '转账', actor: OPERATOR });
}

function buy(shop: Shop, planId: number, requestId: string = randomUUID(), pricePoints = 3000) {
  return buyPlan({ merchantId: shop.merchantId, planId, pricePoints, actor: 'user:2', requestId });
}

const standing = (shop: Shop) => quotaStanding(shop.merchantId);
const daysUntil = (moment: Date) => Math.round((moment.getTime() - Date.now()) / DAY_MS);

function pay(shop: Shop, orderId: number, amount: number) {
  const { merchantId } = shop;
  return settleByHand({ merchantId, orderId, actor: 'm', reason: 'seen', amount: fen(amount) });
}

describe('a merchant without a plan', () => {
  test('is not limited, and everything is open to him', async () => {
    const shop = await openShop();
    expect(await planOf(shop.merchantId)).toBeNull();
    expect(await standing(shop)).toEqual({
      ordersToday: 0,
      ordersPerDay: null,
      sumToday: 0,
      sumPerDay: null,
      accounts: 1,
      accountsMax: null,
      expiresAt: null,
    });
    for (const feature of PLAN_FEATURES) await refuseWithoutFeature(shop.merchantId, feature);
    await order(shop, 1000);
  });
});

describe('the orders of a day', () => {
  test('are as many as the plan says, the last place is had by one of two at once', async () => {
    const shop = await shopOn({ ordersPerDay: 3 });
    await order(shop, 1000);
    await order(shop, 1000);
    const last = await Promise.allSettled([order(shop, 1000), order(shop, 1000)]);
    expect(last.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(last.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'plan.quota_spent' },
    });
    expect((await standing(shop)).ordersToday).toBe(3);
  });

  test('hold under a crowd', async () => {
    const shop = await shopOn({ ordersPerDay: 10 });
    const placed = await Promise.allSettled(Array.from({ length: 32 }, () => order(shop, 1000)));
    expect(placed.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });

  test('sum to the fen that the plan says and not to one more', async () => {
    const shop = await shopOn({ sumPerDay: fen(5000) });
    await order(shop, 4000);
    await expect(order(shop, 1001)).rejects.toMatchObject({ code: 'plan.quota_spent' });
    await order(shop, 1000);
    await expect(order(shop, 1)).rejects.toMatchObject({ code: 'plan.quota_spent' });
    expect((await standing(shop)).sumToday).toBe(5000);
  });

  test('leave the quota when they end unpaid, and stay in it when they are paid, even late', async () => {
    const shop = await shopOn({ ordersPerDay: 1 });
    const { merchantId } = shop;
    const unpaid = await order(shop, 1000);
    await closeOrder({ merchantId, orderId: unpaid.id, actor: 'm' });
    const expired = await order(shop, 1000);
    await sql()`update orders set expires_at = now() - interval '1 minute' where id = ${expired.id}`;
    await expireDueOrders({ limit: 100 });
    expect((await standing(shop)).ordersToday).toBe(0);
    await pay(shop, expired.id, 1000);
    await expect(order(shop, 1000)).rejects.toMatchObject({ code: 'plan.quota_spent' });
    expect((await standing(shop)).ordersToday).toBe(1);
  });

  test('with the same reference count once and are answered when nothing is left', async () => {
    const shop = await shopOn({ ordersPerDay: 1, sumPerDay: fen(1000) });
    const first = await order(shop, 1000, 'A1');
    expect((await order(shop, 1000, 'A1')).id).toBe(first.id);
    expect((await standing(shop)).ordersToday).toBe(1);
    const both = await Promise.all([order(shop, 1000, 'A1'), order(shop, 1000, 'A1')]);
    expect(both.map(({ id }) => id)).toEqual([first.id, first.id]);
  });

  test('with one new reference at once take one place', async () => {
    const shop = await shopOn({ ordersPerDay: 1 });
    const both = await Promise.all(Array.from({ length: 4 }, () => order(shop, 1000, 'A1')));
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect((await standing(shop)).ordersToday).toBe(1);
  });

  test('end at midnight in Shanghai', async () => {
    const shop = await shopOn({ ordersPerDay: 1 });
    const placed = await order(shop, 1000);
    const [row] = await sql()<{ isToday: boolean }[]>`
      update orders set plan_day = plan_day - 1 where id = ${placed.id}
      returning plan_day + 1 = (now() at time zone 'Asia/Shanghai')::date as is_today`;
    expect(row?.isToday).toBe(true);
    await order(shop, 1000);
    expect((await standing(shop)).ordersToday).toBe(1);
  });

  test('in test mode are free', async () => {
    const shop = await shopOn({ ordersPerDay: 1, features: [] }, new Date(0));
    const credential = await findCredential(shop.merchantId, 'test');
    if (credential === null) throw new Error('no test keys');
    for (let n = 0; n < 3; n += 1) await order({ ...shop, credential }, 1000);
    for (const feature of PLAN_FEATURES) refuseUnplanned(credential, feature);
  });
});

describe('an expired plan', () => {
  test('places nothing, but open orders are opened and paid, and references answered', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    const before = await order(shop, 1000, 'A1');
    const { planId } = await plan();
    await assignPlan({ merchantId, planId, until: new Date(0), actor: OPERATOR });
    await expect(order(shop, 1000)).rejects.toMatchObject({ code: 'plan.expired' });
    expect((await order(shop, 1000, 'A1')).id).toBe(before.id);
    await open(before);
    await pay(shop, before.id, 1000);
    expect(await findOrder({ merchantId, orderId: before.id })).toMatchObject({ status: 'paid' });
    await expect(refuseWithoutFeature(merchantId, 'cloud_sessions')).rejects.toMatchObject({
      code: 'plan.feature_missing',
    });
  });

  test('places again as soon as it is renewed', async () => {
    const shop = await openShop();
    const { planId } = await plan({ features: ['cloud_sessions'] });
    const { merchantId } = shop;
    await assignPlan({ merchantId, planId, until: new Date(0), actor: OPERATOR });
    await expect(refuseWithoutFeature(merchantId, 'cloud_sessions')).rejects.toMatchObject({
      code: 'plan.expired',
    });
    await topUp(shop, 3000);
    const { expiresAt } = await buy(shop, planId);
    expect(daysUntil(expiresAt)).toBe(30);
    await order(shop, 1000);
    await refuseWithoutFeature(merchantId, 'cloud_sessions');
  });
});

describe('the accounts of a plan', () => {
  test('are as many as it says, sessions and removed ones considered, under a crowd too', async () => {
    const shop = await shopOn({ accountsMax: 3 });
    const { merchantId } = shop;
    const added = await Promise.allSettled(Array.from({ length: 6 }, () => addAccount(merchantId)));
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const session = {
      merchantId,
      mode: 'live' as const,
      channel: 'alipay-bill',
      type: 'alipay' as const,
      label: 'cloud',
      code: 'https://qr.alipay.com/fkx1',
    };
    const scan = () => inTransaction((tx) => createSessionAccount(tx, session));
    const refusal = { code: 'plan.accounts_spent', details: { max: 3 } };
    await expect(scan()).rejects.toMatchObject(refusal);
    await expect(addAccount(merchantId)).rejects.toMatchObject(refusal);
    await removeAccount({ merchantId, accountId: shop.accountId });
    await scan();
    expect((await standing(shop)).accounts).toBe(3);
  });
});

describe('the features of a plan', () => {
  test('are what it names, known to the keys at once', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    const credential = async () => {
      const found = await findCredential(merchantId, 'live');
      if (found === null) throw new Error('no keys');
      return found;
    };
    refuseUnplanned(await credential(), 'card_api');
    const { planId } = await plan({ features: ['quick_pay'] });
    await assignPlan({ merchantId, planId, actor: OPERATOR });
    refuseUnplanned(await credential(), 'quick_pay');
    const planned = await credential();
    expect(() => refuseUnplanned(planned, 'card_api')).toThrow('plan.feature_missing');
    await removePlan({ merchantId, actor: OPERATOR });
    refuseUnplanned(await credential(), 'card_api');
    expect(await planOf(merchantId)).toBeNull();
  });
});

describe('buying a plan', () => {
  test('takes the points and gives the plan in one transaction, or neither', async () => {
    const shop = await openShop();
    const { planId } = await plan({ ordersPerDay: 100 });
    await topUp(shop, 2999);
    await expect(buy(shop, planId)).rejects.toMatchObject({
      code: 'points.short',
      details: { needed: 3000, have: 2999 },
    });
    expect(await planOf(shop.merchantId)).toBeNull();
    await topUp(shop, 1);
    await buy(shop, planId);
    expect(await pointsOf(shop.merchantId)).toBe(0);
    expect(await planOf(shop.merchantId)).toMatchObject({ planId, name: '基础版', ordersPerDay: 100 });
    expect((await listPoints({ merchantId: shop.merchantId, page: 1, pageSize: 1 })).rows).toMatchObject([
      { kind: 'plan', change: -3000, balance: 0, reason: '基础版', actor: 'user:2' },
    ]);
    const { rows } = await listAudit({ merchantId: shop.merchantId, page: 1, pageSize: 1 });
    expect(rows).toMatchObject([{ action: 'plan.bought', actor: 'user:2', subject: `plan:${planId}` }]);
    expect(await verifyPoints()).toEqual([]);
  });

  test('sent twice, at once too, is made once', async () => {
    const shop = await openShop();
    const { planId } = await plan();
    await topUp(shop, 9000);
    const twice = await Promise.all([buy(shop, planId, 'r1'), buy(shop, planId, 'r1')]);
    expect(twice[0]).toEqual(twice[1]);
    expect(await pointsOf(shop.merchantId)).toBe(6000);
  });

  test('the same plan again goes on where it ends, at the terms of today', async () => {
    const shop = await openShop();
    const { planId } = await plan({ ordersPerDay: 100 });
    await topUp(shop, 6000);
    await buy(shop, planId);
    await changePlan({ planId, terms: { ...terms, ordersPerDay: 50 }, actor: OPERATOR });
    expect(await planOf(shop.merchantId)).toMatchObject({ ordersPerDay: 100 });
    const { expiresAt } = await buy(shop, planId);
    expect(daysUntil(expiresAt)).toBe(60);
    expect(await planOf(shop.merchantId)).toMatchObject({ ordersPerDay: 50 });
  });

  test('another plan takes the place of the old one at once', async () => {
    const shop = await openShop();
    const { planId: first } = await plan();
    const { planId: second } = await plan({ name: '专业版', days: 10 });
    await topUp(shop, 6000);
    await buy(shop, first);
    const { expiresAt } = await buy(shop, second);
    expect(daysUntil(expiresAt)).toBe(10);
    expect(await planOf(shop.merchantId)).toMatchObject({ planId: second, name: '专业版' });
  });

  test('at a price that is no longer asked, or when it is not offered, is refused', async () => {
    const shop = await openShop();
    const { planId } = await plan();
    await topUp(shop, 9000);
    await changePlan({ planId, terms: { ...terms, pricePoints: 4000 }, actor: OPERATOR });
    await expect(buy(shop, planId)).rejects.toMatchObject({ code: 'plan.unknown' });
    await changePlan({ planId, terms: { ...terms, isOffered: false }, actor: OPERATOR });
    await expect(buy(shop, planId)).rejects.toMatchObject({ code: 'plan.unknown' });
    expect(await pointsOf(shop.merchantId)).toBe(9000);
  });

  test('for more than ten years is refused, and costs nothing', async () => {
    const shop = await openShop();
    const { planId } = await plan({ days: 3660 });
    await topUp(shop, 6000);
    await buy(shop, planId);
    await expect(buy(shop, planId)).rejects.toMatchObject({ code: 'plan.invalid' });
    expect(await pointsOf(shop.merchantId)).toBe(3000);
  });
});

describe("the operator's plans", () => {
  test.each([
    [{ name: ' ' }, 'name'],
    [{ pricePoints: -1 }, 'pricePoints'],
    [{ pricePoints: 0 }, 'pricePoints'],
    [{ days: 0 }, 'days'],
    [{ ordersPerDay: 0 }, 'ordersPerDay'],
    [{ sumPerDay: fen(0) }, 'sumPerDay'],
    [{ accountsMax: 1.5 }, 'accountsMax'],
  ])('with %o are refused by the field', async (change, field) => {
    await expect(plan(change)).rejects.toMatchObject({ code: 'plan.invalid', details: { field } });
  });

  test('tell how many merchants have each, and each change is in the audit log', async () => {
    const { planId } = await plan({ pricePoints: 0, isOffered: false });
    const shop = await openShop();
    await assignPlan({ merchantId: shop.merchantId, planId, actor: OPERATOR });
    expect((await listPlans()).find(({ id }) => id === planId)).toMatchObject({ merchantCount: 1 });
    await expect(changePlan({ planId: 999_999, terms, actor: OPERATOR })).rejects.toMatchObject({
      code: 'plan.unknown',
    });
    const { rows } = await listAudit({ merchantId: shop.merchantId, page: 1, pageSize: 1 });
    expect(rows).toMatchObject([{ action: 'plan.assigned', actor: OPERATOR }]);
  });
});
