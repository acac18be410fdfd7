import { describe, expect, test } from 'vitest';
import {
  changeAccount,
  createAccount,
  findAccount,
  findMonitorBySignature,
  listAccounts,
  listMonitors,
  monitorKey,
  paidAtFromMonitor,
  recordHeartbeat,
  removeAccount,
  removeMonitor,
} from '@/lib/core/accounts';
import { databaseTime } from '@/lib/core/orders';
import { addAccount, addMonitor, openShop } from '@/tests/support/shop';

const MINUTE_MS = 60_000;

describe('another merchant', () => {
  test('neither sees nor changes accounts and monitors, and cannot tell them from none', async () => {
    const [mine, theirs] = [await openShop(), await openShop()];
    const { monitorId } = await addMonitor(theirs.merchantId);
    const account = { merchantId: mine.merchantId, accountId: theirs.accountId };
    const monitor = { merchantId: mine.merchantId, monitorId };
    expect(await findAccount(account)).toBeNull();
    await expect(changeAccount({ ...account, onlineSwitch: 'off' })).rejects.toMatchObject({
      code: 'account.unknown',
    });
    await expect(removeAccount(account)).rejects.toMatchObject({ code: 'account.unknown' });
    await expect(monitorKey(monitor)).rejects.toMatchObject({ code: 'monitor.unknown' });
    await expect(removeMonitor(monitor)).rejects.toMatchObject({ code: 'monitor.unknown' });
    await expect(addAccount(mine.merchantId, monitorId)).rejects.toMatchObject({ code: 'monitor.unknown' });
    expect((await listMonitors(theirs.merchantId)).map(({ id }) => id)).toEqual([monitorId]);
    expect((await listAccounts(theirs.merchantId, 'live')).map(({ onlineSwitch }) => onlineSwitch)).toEqual([
      'on',
    ]);
  });
});

test.each([
  ['', 'empty'],
  ['x'.repeat(2000), 'too_long'],
  ['a\u0000b', 'not_printable'],
])('the code %j is refused with its reason', async (code, reason) => {
  const { merchantId } = await openShop();
  const adding = createAccount({ merchantId, type: 'alipay', label: 'till', code, monitorId: null });
  await expect(adding).rejects.toMatchObject({ code: 'account.code_invalid', details: { reason } });
});

describe('a monitor', () => {
  test('is found by its signature, and no more once it was removed', async () => {
    const shop = await openShop();
    const { monitorId, key } = await addMonitor(shop.merchantId);
    const find = () => findMonitorBySignature((candidate) => candidate === key);
    await expect.poll(find).toEqual({ merchantId: shop.merchantId, monitorId });
    await removeMonitor({ merchantId: shop.merchantId, monitorId });
    await expect.poll(find).toBeNull();
  });

  test('whose clock runs ten minutes ahead reports payments at their true time', async () => {
    const shop = await openShop();
    const { monitorId } = await addMonitor(shop.merchantId);
    const monitor = { merchantId: shop.merchantId, monitorId };
    const now = (await databaseTime()).getTime();
    await recordHeartbeat({ ...monitor, monitorTimeMs: now + 10 * MINUTE_MS });
    const { at, isClear } = await paidAtFromMonitor({ ...monitor, timeMs: now + 9 * MINUTE_MS });
    expect(isClear).toBe(true);
    expect(Math.abs(at.getTime() - (now - MINUTE_MS))).toBeLessThan(5_000);
  });

  test('never tells of a payment from the future', async () => {
    const shop = await openShop();
    const { monitorId } = await addMonitor(shop.merchantId);
    const told = Date.now() + 60 * MINUTE_MS;
    const { at, isClear } = await paidAtFromMonitor({ merchantId: shop.merchantId, monitorId, timeMs: told });
    expect(isClear).toBe(false);
    expect(at.getTime()).toBeLessThan(told - 50 * MINUTE_MS);
  });
});
