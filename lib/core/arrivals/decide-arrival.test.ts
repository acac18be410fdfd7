import { describe, expect, test } from 'vitest';
import type { Holder } from '@/lib/core/arrivals/arrival';
import { decideArrival } from '@/lib/core/arrivals/decide-arrival';

const HELD = Date.parse('2026-11-21T06:00:00Z');
const MINUTE = 60_000;

function holder(over: Partial<Holder> = {}): Holder {
  return {
    orderId: 1000000000000001,
    accountId: 1,
    heldAt: new Date(HELD),
    status: 'pending',
    life: 1,
    expiresAt: new Date(HELD + 5 * MINUTE),
    again: null,
    isResting: true,
    ...over,
  };
}

function arrivalAt(paidAfterMs: number, over: Partial<Parameters<typeof decideArrival>[0]> = {}) {
  return { paidAt: new Date(HELD + paidAfterMs), monitorId: null, isTimeUnclear: false, ...over };
}

function verdict(paidAfterMs: number, holders: Holder[]) {
  return decideArrival(arrivalAt(paidAfterMs), holders);
}

describe('an arrival of the exact amount', () => {
  test('pays the order that waits for it', () => {
    expect(verdict(MINUTE, [holder()])).toMatchObject({ kind: 'pays' });
  });

  test('pays the order that was given its own resting amount again', () => {
    const again = [holder({ heldAt: new Date(HELD + 2 * MINUTE) }), holder()];
    expect(verdict(3 * MINUTE, again)).toMatchObject({ kind: 'pays' });
    expect(verdict(MINUTE, again)).toMatchObject({ kind: 'pays' });
  });

  test('pays the order that held the amount before its way to pay was changed', () => {
    expect(verdict(MINUTE, [holder({ status: 'created' })])).toMatchObject({ kind: 'pays' });
  });

  test('pays at the last millisecond and is late one millisecond after', () => {
    expect(verdict(5 * MINUTE, [holder()])).toMatchObject({ kind: 'pays' });
    expect(verdict(5 * MINUTE + 1, [holder()])).toMatchObject({ kind: 'late' });
  });

  test('that was paid in time pays an order which expired before the news came', () => {
    expect(verdict(4 * MINUTE, [holder({ status: 'expired' })])).toMatchObject({ kind: 'pays' });
  });

  test('pays nobody when it was made before the amount was shown', () => {
    expect(verdict(-MINUTE - 1, [holder()])).toEqual({ kind: 'nobody', reason: 'no_order', holder: null });
  });

  test('is forgiven a minute of a platform’s clock before the amount was shown, and seconds of a monitor’s', () => {
    expect(verdict(-MINUTE, [holder()])).toMatchObject({ kind: 'pays' });
    const seen = (afterMs: number) => decideArrival(arrivalAt(afterMs, { monitorId: 7 }), [holder()]);
    expect(seen(-5_000)).toMatchObject({ kind: 'pays' });
    expect(seen(-5_001)).toMatchObject({ kind: 'nobody', reason: 'no_order' });
  });

  test('that was paid before the present holder held it is never his when another held it before', () => {
    const earlier = holder({ status: 'expired', isResting: false, expiresAt: new Date(HELD - 30 * MINUTE) });
    const before = { ...earlier, orderId: 1000000000000002, heldAt: new Date(HELD - 40 * MINUTE) };
    for (const afterMs of [-1, -1_000, -MINUTE, -20 * MINUTE])
      expect(verdict(afterMs, [holder(), before])).toMatchObject({ kind: 'nobody', reason: 'no_order' });
    expect(verdict(0, [holder(), before])).toMatchObject({ kind: 'pays' });
  });

  test('whose time is unclear pays nobody, whoever holds the amount', () => {
    const unclear = arrivalAt(MINUTE, { isTimeUnclear: true });
    expect(decideArrival(unclear, [holder()])).toEqual({
      kind: 'nobody',
      reason: 'time_unclear',
      holder: null,
    });
  });

  test('pays nobody when two orders could be meant', () => {
    const twins = [holder(), holder({ orderId: 1000000000000002, accountId: 2 })];
    expect(verdict(MINUTE, twins)).toEqual({ kind: 'nobody', reason: 'ambiguous', holder: null });
  });

  test('goes to the order of its own time when the amount was used again later', () => {
    const earlier = holder({ status: 'expired', isResting: false });
    const later = holder({
      orderId: 1000000000000002,
      heldAt: new Date(HELD + 20 * MINUTE),
      expiresAt: new Date(HELD + 25 * MINUTE),
    });
    expect(verdict(4 * MINUTE, [later, earlier])).toMatchObject({ kind: 'pays', holder: earlier });
    expect(verdict(21 * MINUTE, [later, earlier])).toMatchObject({ kind: 'pays', holder: later });
  });

  test('names the order that was paid already and settles nothing', () => {
    const paid = holder({ status: 'paid' });
    expect(verdict(MINUTE, [paid])).toEqual({ kind: 'nobody', reason: 'already_paid', holder: paid });
  });

  test('for a closed order is late, never a payment of it', () => {
    expect(verdict(MINUTE, [holder({ status: 'closed' })])).toMatchObject({ kind: 'late' });
  });

  test('after the amount has rested belongs to nobody', () => {
    expect(verdict(60 * MINUTE, [holder({ status: 'expired', isResting: false })])).toMatchObject({
      kind: 'nobody',
      reason: 'no_order',
    });
  });

  describe('of an order that was opened again', () => {
    const again = { from: new Date(HELD + 7 * MINUTE), until: new Date(HELD + 12 * MINUTE) };
    const earlier = holder({ again });

    test('in time for its first life pays it, whatever it holds now', () => {
      const now = holder({ life: 2, heldAt: again.from, expiresAt: again.until });
      expect(verdict(4 * MINUTE, [earlier])).toMatchObject({ kind: 'pays', holder: { life: 1 } });
      expect(verdict(4 * MINUTE, [now, earlier])).toMatchObject({ kind: 'pays', holder: { life: 1 } });
      expect(verdict(8 * MINUTE, [now, earlier])).toMatchObject({ kind: 'pays', holder: { life: 2 } });
    });

    test('between two lives is late', () => {
      expect(verdict(5 * MINUTE + 30_000, [earlier])).toMatchObject({ kind: 'late' });
    });

    test('while it waits again pays it as long as the amount rests', () => {
      expect(verdict(8 * MINUTE, [earlier])).toMatchObject({ kind: 'pays' });
      expect(verdict(12 * MINUTE + 1, [earlier])).toMatchObject({ kind: 'late' });
      expect(verdict(8 * MINUTE, [holder({ again, isResting: false })])).toMatchObject({
        reason: 'no_order',
      });
    });

    test('settles it no second time', () => {
      expect(verdict(8 * MINUTE, [holder({ again, status: 'paid' })])).toMatchObject({
        reason: 'already_paid',
      });
    });
  });

  test('pays an order that held the amount twice, and guesses nothing between its holds', () => {
    const twice = [holder({ accountId: 2, status: 'created' }), holder({ status: 'created' })];
    expect(verdict(MINUTE, twice)).toMatchObject({ kind: 'pays', holder: { accountId: 2 } });
  });

  test('without any holder pays nobody', () => {
    expect(verdict(MINUTE, [])).toEqual({ kind: 'nobody', reason: 'no_order', holder: null });
  });
});
