import { fillBackorders } from '@/lib/core/catalogue';
import { repeat } from '@/worker/repeat';

const BATCH = 50;

/** Gives keys that an expired or closed order gave back to the paid orders that are owed some. */
export function fillOwed(signal: AbortSignal): Promise<void> {
  return repeat('fill-backorders', { everyMs: 2_000, signal }, async () => {
    await fillBackorders({ limit: BATCH });
  });
}
