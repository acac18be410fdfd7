import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { listAudit } from '@/lib/core/audit';
import {
  createMerchant,
  createOperator,
  currentUser,
  endActing,
  endSessions,
  findActing,
  findCredential,
  logIn,
  resetPassword,
  resumeMerchant,
  startActing,
  suspendMerchant,
} from '@/lib/core/merchants';
import { openShop, order } from '@/tests/support/shop';

async function deedsOf(merchantId: number) {
  const { rows } = await listAudit({ merchantId, page: 1, pageSize: 50 });
  return rows.map(({ action, actor, onBehalfOf, data }) => ({ action, actor, onBehalfOf, data }));
}

describe('a suspended merchant', () => {
  test('places no orders, is told why, and goes on as before when resumed', async () => {
    const shop = await openShop();
    const { merchantId } = shop;
    await suspendMerchant({ merchantId, reason: ' unpaid plan ' });
    const credential = await findCredential(merchantId, 'live');
    if (credential === null) throw new Error('no credential');
    expect(credential.status).toBe('suspended');
    await expect(order({ ...shop, credential }, 1000)).rejects.toMatchObject({ code: 'merchant.suspended' });
    const { email, password } = shop.merchant;
    const user = await logIn({ email, password, ip: '192.0.2.77' });
    expect(user.suspendedReason).toBe('unpaid plan');
    await resumeMerchant(merchantId);
    expect((await findCredential(merchantId, 'live'))?.status).toBe('active');
    expect(
      (await currentUser({ userId: user.id, sessionVersion: user.sessionVersion }))?.suspendedReason,
    ).toBeNull();
    expect((await order(shop, 1000)).status).toBe('created');
  });

  test('is suspended for a reason, once, and that is written down', async () => {
    const { merchantId } = await createMerchant({ name: 'a', email: `${randomUUID()}@shop.example` });
    for (const reason of ['', '  ', 'x'.repeat(201)]) {
      await expect(suspendMerchant({ merchantId, reason })).rejects.toMatchObject({
        code: 'merchant.setting_invalid',
      });
    }
    await suspendMerchant({ merchantId, reason: 'first' });
    await suspendMerchant({ merchantId, reason: 'first' });
    await suspendMerchant({ merchantId, reason: 'second' });
    await resumeMerchant(merchantId);
    await resumeMerchant(merchantId);
    const deeds = await deedsOf(merchantId);
    expect(deeds.slice(0, 3).map(({ action, data }) => [action, data])).toEqual([
      ['merchant.resumed', {}],
      ['merchant.suspended', { reason: 'second' }],
      ['merchant.suspended', { reason: 'first' }],
    ]);
    expect(deeds).toHaveLength(4);
    await expect(suspendMerchant({ merchantId: 999_999, reason: 'a' })).rejects.toMatchObject({
      code: 'merchant.unknown',
    });
  });
});

describe('acting as a merchant', () => {
  let operator: { id: number; email: string; password: string };
  let merchantId: number;

  beforeAll(async () => {
    const made = await createOperator(`${randomUUID()}@operator.example`);
    const { id } = await logIn({ ...made, ip: '192.0.2.78' });
    operator = { ...made, id };
    const merchant = await createMerchant({ name: '小店', email: `${randomUUID()}@shop.example` });
    merchantId = merchant.merchantId;
  });

  function start(change: Partial<Parameters<typeof startActing>[0]> = {}) {
    const { id: operatorId, password } = operator;
    return startActing({ operatorId, password, merchantId, reason: 'he asked', mayChange: false, ...change });
  }

  const find = (id: number, operatorId = operator.id) => findActing({ operatorId, id });

  test('needs the password, a reason and a merchant, and begins nothing without', async () => {
    const before = await deedsOf(merchantId);
    await expect(start({ password: 'wrong' })).rejects.toMatchObject({ code: 'login.refused' });
    await expect(start({ reason: ' ' })).rejects.toMatchObject({ code: 'merchant.setting_invalid' });
    await expect(start({ merchantId: 999_999 })).rejects.toMatchObject({ code: 'merchant.unknown' });
    expect(await deedsOf(merchantId)).toEqual(before);
  });

  test('is refused to a merchant with his own password', async () => {
    const made = await createMerchant({ name: 'b', email: `${randomUUID()}@shop.example` });
    const { id } = await logIn({ email: made.email, password: made.password, ip: '192.0.2.79' });
    const wanted = start({ operatorId: id, password: made.password });
    await expect(wanted).rejects.toMatchObject({ code: 'merchant.unknown' });
  });

  test('lasts half an hour, is written down at both ends, and is another operator’s never', async () => {
    const { actingId, expiresAt } = await start({ mayChange: true });
    expect(Math.abs(expiresAt.getTime() - Date.now() - 30 * 60_000)).toBeLessThan(60_000);
    expect(await find(actingId)).toMatchObject({
      merchantId,
      merchantName: '小店',
      reason: 'he asked',
      mayChange: true,
    });
    expect(await find(actingId, operator.id + 1)).toBeNull();
    await endActing({ operatorId: operator.id + 1, actingId });
    expect(await find(actingId)).not.toBeNull();
    await endActing({ operatorId: operator.id, actingId });
    await endActing({ operatorId: operator.id, actingId });
    expect(await find(actingId)).toBeNull();
    const who = { actor: `user:${operator.id}`, onBehalfOf: `merchant:${merchantId}` };
    const deeds = (await deedsOf(merchantId)).filter(({ action }) => action.startsWith('impersonation.'));
    expect(deeds).toEqual([
      { ...who, action: 'impersonation.ended', data: {} },
      { ...who, action: 'impersonation.change_allowed', data: {} },
      { ...who, action: 'impersonation.started', data: { reason: 'he asked', minutes: 30 } },
    ]);
  });

  test('is over when its time is', async () => {
    const { actingId } = await start();
    await sql()`update impersonations set expires_at = clock_timestamp() - interval '1 millisecond' where id = ${actingId}`;
    expect(await find(actingId)).toBeNull();
  });

  test('as one merchant ends acting as another', async () => {
    const other = await createMerchant({ name: 'c', email: `${randomUUID()}@shop.example` });
    const { actingId: first } = await start();
    const { actingId: second } = await start({ merchantId: other.merchantId });
    expect(await find(first)).toBeNull();
    expect(await find(second)).not.toBeNull();
    const many = await Promise.all(Array.from({ length: 4 }, () => start()));
    const open = await Promise.all(many.map(({ actingId }) => find(actingId)));
    expect(open.filter((one) => one !== null)).toHaveLength(1);
  });

  test('is over when the operator’s sessions end, or his password changes', async () => {
    const { actingId: first } = await start();
    await endSessions(operator.id);
    expect(await find(first)).toBeNull();
    const { actingId: second } = await start();
    operator = { ...operator, ...(await resetPassword(operator.email)) };
    expect(await find(second)).toBeNull();
    const deeds = await deedsOf(merchantId);
    expect(deeds[0]).toMatchObject({ action: 'impersonation.ended' });
  });
});
