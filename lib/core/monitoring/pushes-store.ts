import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { MonitorKey } from '@/lib/core/accounts';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

/** Two tellings of one amount this close are one payment: no two orders ask one account for the same amount. */
export const TWICE_SECONDS = 10;

export async function lockMonitor(tx: Tx, { merchantId, monitorId }: MonitorKey): Promise<void> {
  await tx`select 1 from monitors where merchant_id = ${merchantId} and id = ${monitorId} for no key update`;
}

/** Whether the monitor watches more than one account of the type, so that two equal amounts may be two orders' payments. */
export function watchesSeveral({ merchantId, monitorId }: MonitorKey, type: PayType) {
  return sql()`(
    select count(*) > 1 from accounts
    where merchant_id = ${merchantId} and monitor_id = ${monitorId} and type = ${type} and not is_removed)`;
}

/** Whether another push told of the same amount within seconds. */
export async function selectIsToldTwice(
  tx: Tx,
  key: MonitorKey,
  push: { type: PayType; amount: Fen; paidAt: Date; dedupeKey: string },
): Promise<boolean> {
  const rows = await tx`
    select 1 from arrivals
    where merchant_id = ${key.merchantId} and monitor_id = ${key.monitorId} and amount_fen = ${push.amount} and type = ${push.type}
      and source = 'vmq' and dedupe_key <> ${push.dedupeKey} and not ${watchesSeveral(key, push.type)}
      and paid_at between ${push.paidAt}::timestamptz - make_interval(secs => ${TWICE_SECONDS})
        and ${push.paidAt}::timestamptz + make_interval(secs => ${TWICE_SECONDS})
    limit 1`;
  return rows.length === 1;
}
