import { inTransaction } from '@/db/transaction';
import type { MonitorKey } from '@/lib/core/accounts';
import { recordArrival } from '@/lib/core/arrivals';
import { insertNotice, selectNotice } from '@/lib/core/monitoring/notices-store';
import { lockMonitor, selectIsToldTwice } from '@/lib/core/monitoring/pushes-store';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** A payment as an app of the V免签 kind tells it. */
export interface Push {
  readonly type: PayType;
  readonly amount: Fen;
  /** On the database's clock. */
  readonly paidAt: Date;
  readonly isTimeUnclear: boolean;
  /** The time told, in the monitor's milliseconds. */
  readonly toldAtMs: number;
  /** What makes this push this push. */
  readonly signature: string;
  readonly raw: Readonly<Record<string, string>>;
}

/**
 * Records a pushed payment and answers its number; null when it was told before, by this push or by another within
 * seconds, as phones do that broadcast a notice twice. Such a second telling is kept among the notices, unread, so that a
 * second payment that only looks like it is not lost from sight. Pushes of one monitor stand in line, or two tellings
 * that come together would not see each other.
 */
export function recordPush(key: MonitorKey, push: Push): Promise<number | null> {
  const { merchantId, monitorId } = key;
  const { toldAtMs, signature, raw, ...seen } = push;
  const dedupeKey = `vmq:${monitorId}:${signature}`;
  return inTransaction(async (tx) => {
    await lockMonitor(tx, key);
    if ((await selectNotice(merchantId, dedupeKey, tx)) !== null) return null;
    if (await selectIsToldTwice(tx, key, { ...seen, dedupeKey })) {
      const notice = { sender: 'vmq', text: JSON.stringify(raw), dedupeKey, reason: 'repeated' };
      await insertNotice(key, { ...notice, toldAtMs, isTimeUnclear: push.isTimeUnclear }, tx);
      return null;
    }
    const from = { merchantId, mode: 'live' as const, accountId: null, monitorId, source: 'vmq' };
    const { arrivalId, isRepeat } = await recordArrival({ ...from, ...seen, dedupeKey, raw: { ...raw } }, tx);
    return isRepeat ? null : arrivalId;
  });
}
