import { readWaitingNotices } from '@/lib/core/monitoring';
import { repeat } from '@/worker/repeat';

const BATCH = 100;

/** Reads notices that were recorded by a process that died before it could. */
export function readNotices(signal: AbortSignal): Promise<void> {
  return repeat('read-notices', { everyMs: 2_000, signal }, async () => {
    await readWaitingNotices({ limit: BATCH });
  });
}
