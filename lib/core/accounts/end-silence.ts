import { inTransaction } from '@/db/transaction';
import { type MonitorKey, selectWatchedIds } from '@/lib/core/accounts/monitors-store';
import { extendForOutage } from '@/lib/core/orders';

/** A monitor is heard again: the waiting orders of its accounts get as much longer as nobody watched them. */
export async function endSilence(key: MonitorKey, silentSince: Date | null): Promise<void> {
  if (silentSince === null) return;
  const { merchantId } = key;
  await inTransaction(async (tx) => {
    const accountIds = await selectWatchedIds(tx, key);
    await extendForOutage(tx, { merchantId, accountIds, unseenSince: silentSince });
  });
}
