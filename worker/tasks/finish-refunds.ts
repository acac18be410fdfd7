import { finishRefunds as finishOpenRefunds } from '@/lib/core/refunds';
import { repeat } from '@/worker/repeat';

const BATCH = 20;

/** Asks channels again for the refunds that a crash or a silent channel left under way. */
export function finishRefunds(signal: AbortSignal): Promise<void> {
  return repeat('finish-refunds', { everyMs: 5_000, signal }, async () => {
    await finishOpenRefunds({ limit: BATCH });
  });
}
