import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { callbackOfOrder } from '@/lib/core/callbacks';
import { findCredential, signaturePin } from '@/lib/core/merchants';
import {
  closeOrder,
  databaseTime,
  eventsOfOrder,
  findOrder,
  findOrderByReference,
  settleByHand,
} from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { addWechat, age, arrive, ask, expire, heldBy, keyOf, overdue, storyOf } from '@/tests/support/lives';
import { open, openShop, type Shop } from '@/tests/support/shop';

/** A reference lives as long as the shop needs it: what expired unpaid begins another life when it is asked for again. */

/** An order whose amount of its first life is somebody else's when it is opened again. */
async function amountsApart(shop: Shop) {
  const first = await open(await ask(shop));
  await expire(first);
  await age(first, '15 minutes');
  const other = await open(await ask(shop, { outOrderId: 'other' }));
  const inTime = new Date((await databaseTime()).getTime() - 15 * 60_000 + 1_000);
  await sql()`update orders set expires_at = ${new Date(inTime.getTime() + 60_000)} where id = ${first.id}`;
  return { first, again: await open(await ask(shop)), other, inTime };
}

describe('a reference that expired unpaid', () => {
  test('opens its order again: one number, one address, a new time and amount, and its story says so', async () => {
    const shop = await openShop();
    const first = await open(await ask(shop));
    await expire(first);
    const again = await ask(shop);
    expect(again).toMatchObject({
      id: first.id,
      token: first.token,
      status: 'created',
      life: 2,
      payable: null,
      accountId: null,
      allocatedAt: null,
      endedAt: null,
    });
    expect(again.expiresAt.getTime()).toBeGreaterThan((await databaseTime()).getTime() + 290_000);
    expect(await open(again)).toMatchObject({ status: 'pending', payable: 1000 });
    expect(await storyOf(first)).toEqual(['allocated', 'expired', 'reopened', 'allocated']);
    expect(await ask(shop)).toMatchObject({ id: first.id, status: 'pending', life: 2 });
  });

  test('asks another amount when somebody else has got its own meanwhile', async () => {
    const { first, again } = await amountsApart(await openShop());
    expect([first.id, first.payable, again.payable]).toEqual([again.id, 1000, 999]);
  });

  test('opens it again with another way to pay, in every dialect', async () => {
    const shop = await openShop();
    await addWechat(shop);
    for (const dialect of ['epay-v1', 'gatepay-v1', 'cloudpay'] as const) {
      const parts = { dialect, outOrderId: dialect, canSwitchType: false };
      const first = await open(await ask(shop, parts));
      await expire(first);
      const again = await ask(shop, { ...parts, type: 'wechat' });
      expect(await open(again)).toMatchObject({ id: first.id, type: 'wechat', status: 'pending' });
    }
  });

  test('leaves the choice to the buyer again when it is asked so', async () => {
    const shop = await openShop();
    await addWechat(shop);
    const free = { type: null, choices: ['alipay', 'wechat'] as const };
    const first = await ask(shop, free);
    await sql()`update orders set type = 'alipay' where id = ${first.id}`;
    await expire(first);
    expect(await ask(shop, free)).toMatchObject({ id: first.id, type: null, choices: ['alipay', 'wechat'] });
  });

  test('is opened as soon as its time is over, before any sweep was at it', async () => {
    const shop = await openShop();
    const first = await open(await ask(shop));
    await overdue(first);
    const again = await ask(shop);
    expect(again).toMatchObject({ id: first.id, status: 'created', life: 2 });
    expect(await storyOf(first)).toEqual(['allocated', 'expired', 'reopened']);
    expect(await heldBy(first)).toBe(0);
  });

  test('lives as often as it is asked for', async () => {
    const shop = await openShop();
    let order = await ask(shop);
    for (let life = 2; life < 6; life += 1) {
      await expire(await open(order));
      order = await ask(shop);
      expect(order).toMatchObject({ life, status: 'created' });
    }
    const lives =
      await sql()`select life, price_fen from order_lives where order_id = ${order.id} order by life`;
    expect(lives.map(({ life }) => life)).toEqual([1, 2, 3, 4]);
  });

  test('lives in test mode as well', async () => {
    const shop = await openShop();
    const credential = await findCredential(shop.merchantId, 'test');
    const parts = { credential: credential ?? shop.credential };
    const first = await open(await ask(shop, parts));
    await expire(first);
    expect(await ask(shop, parts)).toMatchObject({ id: first.id, mode: 'test', status: 'created', life: 2 });
  });

  test('stays expired, and says why, when nobody could serve it', async () => {
    const shop = await openShop();
    const first = await ask(shop);
    await expire(first);
    await sql()`update accounts set online_switch = 'off' where merchant_id = ${shop.merchantId}`;
    const pin = signaturePin('create', ['INV-7']);
    await expect(ask(shop, { pin })).rejects.toMatchObject({ code: 'collection.no_channel' });
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'expired', life: 1 });
    const pins = await sql()`select 1 from signature_pins where merchant_id = ${shop.merchantId}`;
    expect(pins).toHaveLength(0);
  });

  test('is not opened by a text that meant something else', async () => {
    const shop = await openShop();
    const first = await ask(shop, { pin: signaturePin('create', ['INV', '-7']) });
    await expire(first);
    const other = ask(shop, { pin: signaturePin('create', ['INV-', '7']) });
    await expect(other).rejects.toMatchObject({ code: 'credential.signature_misread' });
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'expired', life: 1 });
  });

  test('stays refused where its protocol has it so', async () => {
    const shop = await openShop();
    const parts = { dialect: 'vmq' as const, livesOnce: true };
    const first = await ask(shop, parts);
    await overdue(first);
    expect(await ask(shop, parts)).toMatchObject({ id: first.id, status: 'expired', life: 1 });
    await age(first, '11 days');
    const other = ask(shop, { ...parts, price: fen(1) });
    await expect(other).rejects.toMatchObject({ code: 'order.reference_taken' });
  });

  test('does not undo that its merchant closed the order', async () => {
    const shop = await openShop();
    const first = await ask(shop);
    await closeOrder({ ...keyOf(first), actor: 'user:1' });
    await expect(ask(shop)).rejects.toMatchObject({ code: 'order.reference_closed' });
    await age(first, '11 days');
    await expect(ask(shop)).rejects.toMatchObject({ code: 'order.reference_closed' });
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'closed' });
  });
});

describe('a paid reference', () => {
  test('is never opened again, in whatever life it was paid', async () => {
    const shop = await openShop();
    const first = await open(await ask(shop));
    await expire(first);
    const again = await open(await ask(shop));
    expect(await arrive(shop, again.payable ?? 0, await databaseTime())).toMatchObject({
      outcome: 'matched',
    });
    await overdue(again);
    await age(again, '20 days');
    expect(await ask(shop)).toMatchObject({ id: first.id, status: 'paid', life: 2 });
    const other = ask(shop, { price: fen(1) });
    await expect(other).rejects.toMatchObject({ code: 'order.reference_taken', details: { status: 'paid' } });
  });
});

describe('other content', () => {
  test('is refused for ten days after the last end, then gets the reference', async () => {
    const shop = await openShop();
    const first = await open(await ask(shop));
    await expire(first);
    await age(first, '9 days 23 hours');
    const other = { price: fen(2000) };
    await expect(ask(shop, other)).rejects.toMatchObject({ code: 'order.reference_taken' });
    await age(first, '2 hours');
    const anew = await ask(shop, other);
    expect(anew).toMatchObject({ outOrderId: 'INV-7', price: 2000, life: 1 });
    expect(anew.id).not.toBe(first.id);
    expect(await findOrderByReference({ ...shop, mode: 'live', outOrderId: 'INV-7' })).toMatchObject({
      id: anew.id,
    });
    expect(await ask(shop, other)).toEqual(anew);
    await expect(ask(shop)).rejects.toMatchObject({ code: 'order.reference_taken' });
  });

  test('leaves the old order its story and its late money, and tells no site of it', async () => {
    const shop = await openShop();
    const first = await open(await ask(shop));
    await expire(first);
    await age(first, '11 days');
    await ask(shop, { price: fen(2000) });
    const [event] = (await eventsOfOrder(keyOf(first))).slice(-1);
    expect(event).toMatchObject({ kind: 'reference_released', data: { outOrderId: 'INV-7' } });
    const paid = await settleByHand({ ...keyOf(first), actor: 'user:1', reason: 'r', amount: fen(1000) });
    expect(paid).toMatchObject({ id: first.id, status: 'paid', outOrderId: `INV-7~${first.id}` });
    expect(await callbackOfOrder(keyOf(first))).toBeNull();
  });

  test('gets nothing, and takes nothing, when nobody could serve it', async () => {
    const shop = await openShop();
    const first = await ask(shop);
    await expire(first);
    await age(first, '11 days');
    await sql()`update accounts set online_switch = 'off' where merchant_id = ${shop.merchantId}`;
    const other = ask(shop, { price: fen(2000) });
    await expect(other).rejects.toMatchObject({ code: 'collection.no_channel' });
    expect(await findOrder(keyOf(first))).toMatchObject({ outOrderId: 'INV-7', isTold: true });
  });
});

describe('money for an earlier life', () => {
  test('that was sent in time pays the order once, as it was asked then; the second payment waits for a person', async () => {
    const shop = await openShop();
    const { first, again, inTime } = await amountsApart(shop);
    expect(await arrive(shop, 1000, inTime)).toEqual({ outcome: 'matched', orderId: first.id });
    expect(await findOrder(keyOf(first))).toMatchObject({
      status: 'paid',
      paid: 1000,
      payable: 1000,
      oddities: [],
    });
    expect(await heldBy(first)).toBe(0);
    expect(await callbackOfOrder(keyOf(first))).not.toBeNull();
    const second = await arrive(shop, again.payable ?? 0, await databaseTime());
    expect(second).toEqual({ outcome: 'unmatched', orderId: first.id });
    expect(await arrive(shop, 1000, inTime)).toMatchObject({ outcome: 'unmatched' });
  });

  test('goes to who holds the amount now when it was sent after that life', async () => {
    const shop = await openShop();
    const { first, other } = await amountsApart(shop);
    expect(await arrive(shop, 1000, await databaseTime())).toEqual({ outcome: 'matched', orderId: other.id });
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'pending', payable: 999 });
  });

  test('that was sent between two lives is late, and found', async () => {
    const shop = await openShop();
    const first = await open(await ask(shop));
    await expire(first);
    await age(first, '5 minutes');
    await open(await ask(shop));
    const between = new Date((await databaseTime()).getTime() - 120_000);
    expect(await arrive(shop, 1000, between)).toEqual({ outcome: 'late', orderId: first.id });
    expect(await findOrder(keyOf(first))).toMatchObject({ status: 'pending' });
  });

  test('that comes while the order waits again pays it, as long as nobody else can have got the amount', async () => {
    for (const [isResting, outcome] of [
      [true, 'matched'],
      [false, 'unmatched'],
    ] as const) {
      const shop = await openShop();
      await addWechat(shop);
      const first = await open(await ask(shop));
      await expire(first);
      await open(await ask(shop, { type: 'wechat' }));
      const back = isResting ? '0 seconds' : '1 hour';
      await sql()`update allocations set released_at = released_at - ${back}::interval where order_id = ${first.id}`;
      expect(await arrive(shop, 1000, await databaseTime())).toMatchObject({ outcome });
    }
  });

  test('by another way to pay makes that the order’s way', async () => {
    const shop = await openShop();
    await addWechat(shop);
    const first = await open(await ask(shop));
    await expire(first);
    await open(await ask(shop, { type: 'wechat' }));
    expect(await arrive(shop, 1000, first.createdAt)).toMatchObject({ outcome: 'matched' });
    expect(await findOrder(keyOf(first))).toMatchObject({
      status: 'paid',
      type: 'alipay',
      accountId: shop.accountId,
    });
  });
});
