import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { changeAccount, isCollecting, listAccounts } from '@/lib/core/accounts';
import { findCredential } from '@/lib/core/merchants';
import { admitMessage } from '@/lib/core/monitoring';
import { eventsOfOrder, findOrder, type Order } from '@/lib/core/orders';
import { beatSession, claimSessions, setSessionOffline } from '@/lib/core/sessions';
import { newKey } from '@/lib/platform/ids';
import { grantOf, logOn } from '@/tests/support/sessions';
import { addMonitor, beat, open, openShop, order } from '@/tests/support/shop';

const keyOf = ({ merchantId, id }: Order) => ({ merchantId, orderId: id });

/** How many seconds later the order ends now. */
async function gained(before: Order): Promise<number> {
  const after = await findOrder(keyOf(before));
  return Math.round(((after?.expiresAt.getTime() ?? 0) - before.expiresAt.getTime()) / 1_000);
}

async function pendingFor(orderId: number, seconds: number): Promise<void> {
  await sql()`update orders set allocated_at = clock_timestamp() - make_interval(secs => ${seconds}::int) where id = ${orderId}`;
}

async function monitoredShop() {
  const shop = await openShop();
  const { monitorId } = await addMonitor(shop.merchantId);
  await changeAccount({ ...shop, monitorId, onlineSwitch: 'auto' });
  const monitor = { merchantId: shop.merchantId, monitorId };
  await beat(monitor);
  return { shop, monitor };
}

async function silence(table: 'monitors' | 'sessions', id: number, seconds: number): Promise<void> {
  await sql()`update ${sql()(table)} set last_seen_at = clock_timestamp() - make_interval(secs => ${seconds}::int) where id = ${id}`;
}

describe('after an outage of its phone', () => {
  test('an order that waited gets as much longer, with an event, and once', async () => {
    const { shop, monitor } = await monitoredShop();
    const waiting = await open(await order(shop, 1000));
    await pendingFor(waiting.id, 600);
    await silence('monitors', monitor.monitorId, 200);
    await Promise.all(Array.from({ length: 8 }, () => beat(monitor)));
    expect(await gained(waiting)).toBe(200);
    const events = await eventsOfOrder(keyOf(waiting));
    expect(events.filter(({ kind }) => kind === 'extended')).toMatchObject([
      { actor: 'system', data: { reason: 'outage', seconds: 200 } },
    ]);
  });

  test('the same in Matou’s own protocol', async () => {
    const { shop, monitor } = await monitoredShop();
    const waiting = await open(await order(shop, 1000));
    await pendingFor(waiting.id, 600);
    await silence('monitors', monitor.monitorId, 100);
    await admitMessage(monitor, { timeMs: Date.now(), nonce: newKey(), sequence: 1 });
    expect(await gained(waiting)).toBe(100);
  });

  test('no order gets longer for beats that come in time', async () => {
    const { shop, monitor } = await monitoredShop();
    const waiting = await open(await order(shop, 1000));
    await pendingFor(waiting.id, 600);
    await silence('monitors', monitor.monitorId, 60);
    await beat(monitor);
    expect(await gained(waiting)).toBe(0);
  });

  test('an order gets no longer than it was shown, and at most 15 minutes over all outages', async () => {
    const { shop, monitor } = await monitoredShop();
    const [young, old] = [await open(await order(shop, 1000)), await open(await order(shop, 2000))];
    await pendingFor(young.id, 30);
    await pendingFor(old.id, 7_200);
    await silence('monitors', monitor.monitorId, 600);
    await beat(monitor);
    expect(await gained(young)).toBe(30);
    expect(await gained(old)).toBe(600);
    await silence('monitors', monitor.monitorId, 600);
    await beat(monitor);
    expect(await gained(old)).toBe(900);
  });

  test('neither other accounts’ orders nor those that are over get longer', async () => {
    const { shop, monitor } = await monitoredShop();
    const other = await monitoredShop();
    const foreign = await open(await order(other.shop, 1000));
    const unseen = await order(shop, 1000);
    await silence('monitors', monitor.monitorId, 200);
    await beat(monitor);
    expect([await gained(foreign), await gained(unseen)]).toEqual([0, 0]);
  });
});

describe('after an outage of its session', () => {
  /** A shop whose only account of test mode is the session's, and an order that waits on it. */
  async function waitingShop() {
    const shop = await openShop();
    const { merchantId } = shop;
    for (const { id } of await listAccounts(merchantId, 'test')) {
      await changeAccount({ merchantId, accountId: id, onlineSwitch: 'off' });
    }
    const grant = grantOf();
    const { sessionId } = await logOn(merchantId, { grant });
    const credential = await findCredential(merchantId, 'test');
    if (credential === null) throw new Error('the shop has no test keys');
    const waiting = await open(await order({ ...shop, credential }, 1000));
    await pendingFor(waiting.id, 600);
    return { merchantId, sessionId, waiting, grant };
  }

  test('an order that waited gets as much longer with the first beat, and once', async () => {
    const { sessionId, waiting } = await waitingShop();
    const claims = await claimSessions({ limit: 1_000, leaseSeconds: 30 });
    const held = claims.find((one) => one.sessionId === sessionId);
    if (held === undefined) throw new Error('the session is not to be claimed');
    await silence('sessions', sessionId, 120);
    await Promise.all(Array.from({ length: 8 }, () => beatSession(held)));
    expect(await gained(waiting)).toBe(120);
  });

  test('an order that waited gets as much longer when the session is logged on again', async () => {
    const { merchantId, sessionId, waiting, grant } = await waitingShop();
    await setSessionOffline({ merchantId, sessionId, actor: 'user:1' });
    await silence('sessions', sessionId, 300);
    await logOn(merchantId, { sessionId, grant });
    expect(await gained(waiting)).toBe(300);
  });

  test('nothing new is asked of its account meanwhile', async () => {
    const { merchantId, sessionId } = await waitingShop();
    expect(await isCollecting(merchantId, 'test')).toBe(true);
    await silence('sessions', sessionId, 46);
    expect(await isCollecting(merchantId, 'test')).toBe(false);
  });
});
