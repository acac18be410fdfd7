import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { listMonitors, type MonitorView, recordHeartbeat } from '@/lib/core/accounts';
import { databaseTime } from '@/lib/core/orders';
import { addMonitor, openShop } from '@/tests/support/shop';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

let monitor: { merchantId: number; monitorId: number };
let now: number;
beforeEach(async () => {
  const { merchantId } = await openShop();
  monitor = { merchantId, monitorId: (await addMonitor(merchantId)).monitorId };
  now = (await databaseTime()).getTime();
});

const beatAt = (monitorTimeMs: number) => recordHeartbeat({ ...monitor, monitorTimeMs });

async function seen(): Promise<MonitorView> {
  const [view] = await listMonitors(monitor.merchantId);
  if (view === undefined) throw new Error('no monitor');
  return view;
}

/** The phone was last heard five minutes ago. */
async function fallSilent(): Promise<void> {
  await sql()`update monitors set last_seen_at = now() - interval '5 minutes' where id = ${monitor.monitorId}`;
}

describe('a beat that a stranger sends again', () => {
  test.each([0, 3 * 60 * MINUTE_MS, -3 * 60 * MINUTE_MS])(
    'keeps no dead phone alive, whose clock is %i ms ahead',
    async (aheadMs) => {
      await beatAt(now + aheadMs);
      expect((await seen()).isAlive).toBe(true);
      await fallSilent();
      for (let again = 0; again < 3; again += 1) await beatAt(now + aheadMs);
      expect((await seen()).isAlive).toBe(false);
    },
  );

  test('of an earlier time counts for nothing, though it never came before', async () => {
    await beatAt(now);
    await fallSilent();
    for (const earlierMs of [1, 1_000, 30_000, 110_000, MINUTE_MS * 60]) await beatAt(now - earlierMs);
    expect((await seen()).isAlive).toBe(false);
  });

  test('after a day, or at the very time that a fast clock had told, moves no clock', async () => {
    await beatAt(now + 60 * MINUTE_MS);
    const { clockAheadMs } = await seen();
    await fallSilent();
    // An hour later the beat tells the true time, to the second.
    await sql()`update monitor_beats set told_ms = ${now} where monitor_id = ${monitor.monitorId}`;
    await beatAt(now);
    await beatAt(now - DAY_MS);
    expect(await seen()).toMatchObject({ isAlive: false, clockAheadMs });
  });

  test('and again from 32 sides at once counts once', async () => {
    await beatAt(now - 1_000);
    await fallSilent();
    await Promise.all(Array.from({ length: 32 }, () => beatAt(now)));
    expect(await sql()`select 1 from monitor_beats where monitor_id = ${monitor.monitorId}`).toHaveLength(2);
    expect((await seen()).isAlive).toBe(true);
  });
});

describe('a phone', () => {
  test('whose clock was put right is heard at its next beat', async () => {
    for (const aheadMs of [8 * 60 * MINUTE_MS, -8 * 60 * MINUTE_MS]) {
      await sql()`update monitors set clock_told_ms = null where id = ${monitor.monitorId}`;
      await beatAt(now + aheadMs);
      await fallSilent();
      await beatAt((await databaseTime()).getTime());
      const { isAlive, clockAheadMs, oddClockAheadMs } = await seen();
      expect({ isAlive, oddClockAheadMs }).toEqual({ isAlive: true, oddClockAheadMs: null });
      expect(Math.abs(clockAheadMs)).toBeLessThan(10_000);
    }
  });

  test('whose clock jumped is named with how far it is off, until it is heard again', async () => {
    await beatAt(now);
    await fallSilent();
    await beatAt(now + 5 * 60 * MINUTE_MS);
    const { isAlive, oddClockAheadMs } = await seen();
    expect(isAlive).toBe(false);
    expect(Math.round((oddClockAheadMs ?? 0) / MINUTE_MS)).toBe(300);
    await beatAt((await databaseTime()).getTime());
    await sql()`update monitors set clock_odd_at = clock_odd_at - interval '3 minutes' where id = ${monitor.monitorId}`;
    expect(await seen()).toMatchObject({ isAlive: true, oddClockAheadMs: null });
  });

  test('whose clock is a year off is named and not heard', async () => {
    await beatAt(now - 365 * DAY_MS);
    const { isAlive, oddClockAheadMs } = await seen();
    expect({ isAlive, days: Math.round((oddClockAheadMs ?? 0) / DAY_MS) }).toEqual({
      isAlive: false,
      days: -365,
    });
  });

  test('leaves no more behind than the beats of minutes', async () => {
    for (let beats = 20; beats > 0; beats -= 1) await beatAt(now - beats * 30_000);
    await sql()`update monitor_beats set told_ms = told_ms - 600000 where monitor_id = ${monitor.monitorId}`;
    await beatAt(now);
    expect(await sql()`select 1 from monitor_beats where monitor_id = ${monitor.monitorId}`).toHaveLength(1);
  });
});
