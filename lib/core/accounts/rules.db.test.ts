import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import {
  changeAccount,
  changeRule,
  chooseDefaultRule,
  createRule,
  listRules,
  removeAccount,
  removeRule,
  tryRules,
} from '@/lib/core/accounts';
import { judgeRule } from '@/lib/core/accounts/judge-rule';
import type { RuleContent } from '@/lib/core/accounts/rule';
import { openOrder } from '@/lib/core/allocation';
import { chooseAccount } from '@/lib/core/allocation/choose-account';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { listAudit } from '@/lib/core/audit';
import { eventsOfOrder, expireDueOrders, type Order } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, open, openShop, order, type Shop } from '@/tests/support/shop';

const anything: RuleContent = {
  name: 'rule',
  windows: [],
  minFen: null,
  maxFen: null,
  dailyFen: null,
  dailyCount: null,
  regions: [],
  isUnknownRegionServed: true,
  isDefault: false,
};

async function shopWith(content: Partial<RuleContent>) {
  const shop = await openShop();
  const { merchantId, accountId } = shop;
  const { ruleId } = await createRule(merchantId, { ...anything, ...content });
  await changeAccount({ merchantId, accountId, ruleId });
  return { ...shop, ruleId };
}

const refused = { code: 'collection.no_channel' };

async function pay(shop: Shop, paid: Order, paidAt = new Date()): Promise<void> {
  const { merchantId } = shop;
  const { arrivalId } = await recordArrival({
    merchantId,
    mode: 'live',
    type: 'alipay',
    accountId: paid.accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: randomUUID(),
    amount: paid.payable ?? fen(0),
    paidAt,
    raw: {},
  });
  await matchArrival({ merchantId, arrivalId });
}

describe('an account with a rule', () => {
  test('serves from the least to the largest amount', async () => {
    const shop = await shopWith({ minFen: 100, maxFen: 500 });
    for (const price of [100, 500]) expect((await open(await order(shop, price))).status).toBe('pending');
    for (const price of [99, 501])
      await expect(open(await order(shop, price))).rejects.toMatchObject(refused);
  });

  test('leaves an order that it does not admit to another account', async () => {
    const shop = await shopWith({ maxFen: 500 });
    const { accountId } = await addAccount(shop.merchantId);
    expect((await open(await order(shop, 501))).accountId).toBe(accountId);
  });

  test('holds its daily sum, counting what waits, and takes again what was given back', async () => {
    const shop = await shopWith({ dailyFen: 1000 });
    const first = await open(await order(shop, 600));
    await expect(open(await order(shop, 401))).rejects.toMatchObject(refused);
    const second = await open(await order(shop, 400));
    await pay(shop, first);
    await expect(open(await order(shop, 1))).rejects.toMatchObject(refused);
    await sql()`update orders set expires_at = now() - interval '1 millisecond' where id = ${second.id}`;
    await expireDueOrders({ limit: 10 });
    expect((await open(await order(shop, 390))).status).toBe('pending');
  });

  test('of two orders at once that its daily sum cannot both hold serves one', async () => {
    for (let round = 0; round < 8; round += 1) {
      const shop = await shopWith({ dailyFen: 1000 });
      const placed = await Promise.all([order(shop, 600), order(shop, 600)]);
      const opened = await Promise.allSettled(placed.map((one) => open(one)));
      expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('of 64 orders at once serves as many as its daily count says', async () => {
    const shop = await shopWith({ dailyCount: 5 });
    const placed = await Promise.all(Array.from({ length: 64 }, (_, n) => order(shop, 1000 + n * 200)));
    const opened = await Promise.allSettled(placed.map((one) => open(one)));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  test('asks where the payer is', async () => {
    const shop = await shopWith({ regions: ['广东省'], isUnknownRegionServed: false });
    const look = async (payerIp: string) =>
      openOrder({ token: (await order(shop, 100)).token, payerIp, device: 'pc' });
    expect((await look('113.104.1.1'))?.status).toBe('pending');
    await expect(look('202.96.209.5')).rejects.toMatchObject(refused);
    await expect(look('127.0.0.1')).rejects.toMatchObject(refused);
  });

  test('is named in the story of the order, with strategy and province', async () => {
    const shop = await shopWith({ name: '白天' });
    const opened = await openOrder({
      token: (await order(shop, 100)).token,
      payerIp: '113.104.1.1',
      device: 'pc',
    });
    const [allocated] = await eventsOfOrder({ merchantId: shop.merchantId, orderId: opened?.id ?? 0 });
    expect(allocated?.data).toMatchObject({ ruleName: '白天', strategy: 'smart', region: '广东省' });
  });
});

describe('rules of a merchant', () => {
  test('have one default, which new accounts get and old ones do not', async () => {
    const { merchantId, accountId } = await openShop();
    const first = await createRule(merchantId, { ...anything, isDefault: true });
    const second = await createRule(merchantId, { ...anything, isDefault: true });
    expect((await listRules(merchantId)).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [second.ruleId, true],
      [first.ruleId, false],
    ]);
    const added = await addAccount(merchantId);
    const rows =
      await sql()`select id, rule_id from accounts where merchant_id = ${merchantId} and mode = 'live' order by id`;
    expect(rows.map(({ id, ruleId }) => [id, ruleId])).toEqual([
      [accountId, null],
      [added.accountId, second.ruleId],
    ]);
  });

  test('get another default by its number, or none, and keep theirs when the number is nobody’s', async () => {
    const { merchantId } = await openShop();
    const stranger = await shopWith({});
    const first = await createRule(merchantId, { ...anything, isDefault: true });
    const second = await createRule(merchantId, anything);
    const defaults = async () =>
      (await listRules(merchantId)).filter(({ isDefault }) => isDefault).map(({ id }) => id);
    for (const attempt of [
      () => chooseDefaultRule(merchantId, stranger.ruleId),
      () => changeRule({ merchantId, ruleId: stranger.ruleId }, { ...anything, isDefault: true }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'rule.unknown' });
    }
    expect(await defaults()).toEqual([first.ruleId]);
    await Promise.all(
      [first, second, first, second].map(({ ruleId }) => chooseDefaultRule(merchantId, ruleId)),
    );
    expect(await defaults()).toHaveLength(1);
    await chooseDefaultRule(merchantId, null);
    expect(await defaults()).toEqual([]);
  });

  test('that are removed limit nobody any more', async () => {
    const shop = await shopWith({ maxFen: 100 });
    await removeRule({ merchantId: shop.merchantId, ruleId: shop.ruleId });
    expect((await open(await order(shop, 500))).status).toBe('pending');
    await expect(removeRule({ merchantId: shop.merchantId, ruleId: shop.ruleId })).rejects.toMatchObject({
      code: 'rule.unknown',
    });
  });

  test('what is done to a rule stands in the audit log, and what was refused does not', async () => {
    const [{ merchantId }, stranger] = [await openShop(), await shopWith({})];
    const terms: RuleContent = {
      ...anything,
      name: '白天',
      windows: [
        { from: 540, to: 1380 },
        { from: 1410, to: 0 },
      ],
      minFen: 100,
      dailyCount: 5,
      regions: ['广东省', '上海市'],
    };
    const { ruleId } = await createRule(merchantId, terms);
    const key = { merchantId, ruleId };
    await changeRule(key, { ...anything, name: '夜里', isDefault: true });
    await chooseDefaultRule(merchantId, null);
    await chooseDefaultRule(merchantId, null);
    await chooseDefaultRule(merchantId, ruleId);
    const foreign = { merchantId, ruleId: stranger.ruleId };
    for (const attempt of [
      () => createRule(merchantId, { ...anything, name: ' ' }),
      () => changeRule(foreign, { ...anything, isDefault: true }),
      () => chooseDefaultRule(merchantId, stranger.ruleId),
      () => removeRule(foreign),
    ]) {
      await expect(attempt()).rejects.toThrow();
    }
    await removeRule(key);
    const { rows } = await listAudit({ merchantId, action: 'rule', page: 1, pageSize: 50 });
    const { windows, regions, ...unlimited } = anything;
    expect(rows.map(({ action, subject, data }) => [action, subject, data]).reverse()).toEqual([
      [
        'rule.added',
        `rule:${ruleId}`,
        { ...terms, windows: '09:00–23:00, 23:30–00:00', regions: '广东省, 上海市' },
      ],
      [
        'rule.changed',
        `rule:${ruleId}`,
        { ...unlimited, windows: '', regions: '', name: '夜里', isDefault: true },
      ],
      ['rule.default_chosen', `rule:${ruleId}`, { name: '夜里', isDefault: false }],
      ['rule.default_chosen', `rule:${ruleId}`, { name: '夜里', isDefault: true }],
      ['rule.removed', `rule:${ruleId}`, { name: '夜里' }],
    ]);
  });

  test('keep to their merchant', async () => {
    const shop = await shopWith({});
    const other = await openShop();
    const { merchantId, accountId } = other;
    await expect(changeAccount({ merchantId, accountId, ruleId: shop.ruleId })).rejects.toMatchObject({
      code: 'rule.unknown',
    });
    await expect(changeRule({ merchantId, ruleId: shop.ruleId }, anything)).rejects.toMatchObject({
      code: 'rule.unknown',
    });
  });

  test.each([
    [{ minFen: 200, maxFen: 100 }, 'maxFen'],
    [{ windows: [{ from: 60, to: 60 }] }, 'windows.0'],
    [{ dailyFen: 0 }, 'dailyFen'],
    [{ name: ' ' }, 'name'],
  ])('%j is refused by its field', async (content, field) => {
    const { merchantId } = await openShop();
    await expect(createRule(merchantId, { ...anything, ...content })).rejects.toMatchObject({
      code: 'rule.invalid',
      details: { field },
    });
  });

  test('say of every account whether it qualifies, and if not, why', async () => {
    const shop = await shopWith({ name: '小额', maxFen: 100, dailyCount: 1 });
    const { merchantId } = shop;
    const free = await addAccount(merchantId);
    const gone = await addAccount(merchantId);
    await changeAccount({ merchantId, accountId: gone.accountId, onlineSwitch: 'off' });
    await removeAccount({ merchantId, accountId: (await addAccount(merchantId)).accountId });
    const tried = await tryRules({
      merchantId,
      mode: 'live',
      type: 'alipay',
      price: fen(101),
      region: null,
      minute: null,
    });
    expect(tried).toMatchObject([
      { accountId: shop.accountId, ruleName: '小额', reasons: ['above_max'] },
      { accountId: free.accountId, ruleName: null, reasons: [] },
      { accountId: gone.accountId, ruleName: null, reasons: ['offline'] },
    ]);
  });
});

test('the database chooses exactly whom the rule admits', async () => {
  const shop = await shopWith({});
  const { merchantId, ruleId } = shop;
  const [clock] = await sql()<{ minute: number }[]>`
    select (extract(hour from l) * 60 + extract(minute from l))::int as minute
    from (select now() at time zone 'Asia/Shanghai' as l) c`;
  const now = clock?.minute ?? 0;
  const near = fc.integer({ min: -2, max: 2 }).map((offset) => (now + offset + 1440) % 1440);
  const content = fc.record({
    windows: fc.array(
      fc.record({ from: near, to: near }).filter(({ from, to }) => from !== to),
      { maxLength: 2 },
    ),
    minFen: fc.option(fc.constantFrom(99, 100, 101)),
    maxFen: fc.option(fc.constantFrom(101, 102, 103)),
    regions: fc.constantFrom<RuleContent['regions']>([], ['广东省']),
    isUnknownRegionServed: fc.boolean(),
    dailyFen: fc.option(fc.constantFrom(100, 101, 500)),
    dailyCount: fc.option(fc.constantFrom(1, 2)),
  });
  const region = fc.constantFrom('广东省' as const, '北京市' as const, null);
  const price = fc.constantFrom(99, 100, 101, 102, 103).map(fen);
  await fc.assert(
    fc.asyncProperty(content, region, price, async (wanted, asks, cost) => {
      const rule = { ...anything, ...wanted };
      await changeRule({ merchantId, ruleId }, rule);
      const ask = {
        merchantId,
        mode: 'live' as const,
        type: 'alipay' as const,
        orderId: 1,
        productId: null,
        visitor: null,
        contact: null,
      };
      const choice = await inTransaction((tx) => chooseAccount(tx, { ...ask, price: cost, region: asks }));
      const [after] = await sql()<{ minute: number }[]>`
        select (extract(hour from l) * 60 + extract(minute from l))::int as minute
        from (select now() at time zone 'Asia/Shanghai' as l) c`;
      // The minute may have turned between the two.
      const verdicts = [now, after?.minute ?? now].map(
        (minute) =>
          judgeRule(rule, { price: cost, minute, region: asks, todayFen: 0, todayCount: 0 }).length === 0,
      );
      expect(verdicts).toContain(choice.isServable);
    }),
    { numRuns: 300 },
  );
});
