import { matchUndecided } from '@/lib/core/arrivals';
import { repeat } from '@/worker/repeat';

const BATCH = 100;

/** Matches payments that were recorded by a process that died before it could. */
export function matchArrivals(signal: AbortSignal): Promise<void> {
  return repeat('match-arrivals', { everyMs: 2_000, signal }, async () => {
    await matchUndecided({ limit: BATCH });
  });
}
