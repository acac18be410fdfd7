import { expect, test } from 'vitest';
import { changeAccount, createRule } from '@/lib/core/accounts';
import { startTestPayment, testTraceOf } from '@/lib/core/allocation';
import { changeSettings } from '@/lib/core/merchants';
import { eventsOfOrder, findOrder } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, openShop } from '@/tests/support/shop';

const payment = {
  type: 'alipay',
  price: fen(1),
  title: '测试',
  actor: 'ops@shop.example',
  ip: '127.0.0.1',
} as const;

async function addRule(merchantId: number): Promise<number> {
  const { ruleId } = await createRule(merchantId, {
    name: '大额',
    windows: [],
    minFen: 100,
    maxFen: null,
    dailyFen: null,
    dailyCount: null,
    regions: [],
    isUnknownRegionServed: true,
    isDefault: false,
  });
  return ruleId;
}

test('a test payment is a live order of the merchant, opened, with every account judged before', async () => {
  const { merchantId, accountId } = await openShop();
  const strict = await addAccount(merchantId);
  const ruleId = await addRule(merchantId);
  await changeAccount({ merchantId, accountId: strict.accountId, ruleId });
  const { orderId } = await startTestPayment({ ...payment, merchantId });
  const order = await findOrder({ merchantId, orderId });
  expect(order).toMatchObject({ mode: 'live', status: 'pending', accountId, payable: 1 });
  expect(order?.outOrderId).toMatch(/^TEST-[0-9a-f]{12}$/);
  expect(testTraceOf(await eventsOfOrder({ merchantId, orderId }))).toMatchObject({
    refusal: null,
    accounts: [
      { accountId, reasons: [] },
      { accountId: strict.accountId, ruleName: '大额', reasons: ['below_min'] },
    ],
  });
});

test('what no account may take is placed all the same, and says why it was not opened', async () => {
  const { merchantId, accountId } = await openShop();
  await changeAccount({ merchantId, accountId, ruleId: await addRule(merchantId) });
  const { orderId } = await startTestPayment({ ...payment, merchantId });
  expect(await findOrder({ merchantId, orderId })).toMatchObject({ status: 'created' });
  expect(testTraceOf(await eventsOfOrder({ merchantId, orderId }))).toMatchObject({
    refusal: 'collection.no_channel',
    accounts: [{ accountId, reasons: ['below_min'] }],
  });
});

test('without addresses nothing is placed', async () => {
  const { merchantId } = await openShop();
  await changeSettings(merchantId, { notifyUrl: null });
  await expect(startTestPayment({ ...payment, merchantId })).rejects.toMatchObject({
    code: 'order.notify_url_missing',
  });
});
