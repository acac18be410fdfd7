import { beforeAll, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { removeAccount } from '@/lib/core/accounts';
import { matchArrival, searchArrivals } from '@/lib/core/arrivals';
import {
  admitForwarded,
  dismissNotice,
  maybeMoney,
  readNotice,
  recordNotice,
  takeNotice,
} from '@/lib/core/monitoring';
import { findOrder } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addAccount, addMonitor, open, openShop, order, type Shop } from '@/tests/support/shop';

let shop: Shop;
let monitorId: number;
beforeAll(async () => {
  shop = await openShop();
  ({ monitorId } = await addMonitor(shop.merchantId));
  await removeAccount({ merchantId: shop.merchantId, accountId: shop.accountId });
  await addAccount(shop.merchantId, monitorId);
  await admitForwarded({ merchantId: shop.merchantId, monitorId }, Date.now());
});

let toldAtMs = 0;
/** A notice that no rule reads, with an amount in it. */
async function unread(text: string): Promise<number> {
  toldAtMs = Math.max(Date.now(), toldAtMs + 1);
  const { merchantId } = shop;
  const told = { toldAtMs, noticedAtMs: null, isTimeUnclear: false };
  const notice = { sender: 'com.eg.android.AlipayGphone', title: '新的到账说法', text, ...told };
  const { noticeId } = await recordNotice({ merchantId, monitorId }, notice);
  expect(await readNotice({ merchantId, noticeId })).toMatchObject({ outcome: 'unread' });
  return noticeId;
}

const by = { reason: 'seen in the bill', actor: 'user:1' };

test('what was not read and has an amount is counted and summed until somebody decides', async () => {
  const { merchantId } = shop;
  await unread('没有金额');
  await unread('1.00元，余额 2.00元');
  const first = await unread('入账 10.01 元');
  const second = await unread('入账 20.02 元');
  const found = await maybeMoney({ merchantId, limit: 1 });
  expect(found).toMatchObject({ count: 2, sum: 3_003, rows: [{ id: second, amountMaybe: 2_002 }] });
  await dismissNotice({ merchantId, noticeId: first, ...by });
  expect(await maybeMoney({ merchantId, limit: 9 })).toMatchObject({ count: 1, sum: 2_002 });
  expect(await maybeMoney({ merchantId: merchantId + 1, limit: 9 })).toMatchObject({ count: 0, sum: 0 });
  await expect(dismissNotice({ merchantId, noticeId: first, ...by })).rejects.toMatchObject({
    code: 'notice.unknown',
  });
});

test('money that a person found in the bill becomes a payment, once, and pays the order that waits for it', async () => {
  const { merchantId } = shop;
  const placed = await open(await order(shop, 9_900));
  const amount = fen(Number(placed.payable));
  const noticeId = await unread(`入账 ${amount / 100} 元`);
  const taking = { merchantId, noticeId, type: 'alipay', amount, ...by } as const;
  const taken = await Promise.allSettled(Array.from({ length: 8 }, () => takeNotice(taking)));
  const ids = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(ids).toHaveLength(1);
  await matchArrival({ merchantId, arrivalId: Number(ids[0]) });
  expect(await findOrder({ merchantId, orderId: placed.id })).toMatchObject({ status: 'paid' });
  const { rows } = await searchArrivals({ merchantId, mode: 'live', page: 1, pageSize: 99 });
  expect(rows.filter((row) => row.amount === amount)).toMatchObject([{ raw: { rule: 'by_hand', noticeId } }]);
  const audit = await sql()`select data from audit_entries where subject = ${`notice:${noticeId}`}`;
  expect(audit).toMatchObject([{ data: { amountFen: amount, why: 'no_rule' } }]);
});

test('a notice that was read, and one of another merchant, cannot be taken or dismissed', async () => {
  const { merchantId } = shop;
  const noticeId = await unread('入账 30.03 元');
  const taking = { merchantId, noticeId, type: 'alipay', amount: fen(3_003), ...by } as const;
  const unknown = { code: 'notice.unknown' };
  await expect(takeNotice({ ...taking, merchantId: merchantId + 1 })).rejects.toMatchObject(unknown);
  await takeNotice(taking);
  await expect(takeNotice(taking)).rejects.toMatchObject(unknown);
  await expect(dismissNotice({ merchantId, noticeId, ...by })).rejects.toMatchObject(unknown);
});
