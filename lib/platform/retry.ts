export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

const JITTER = 0.2;
const RETRY_AFTER_MAX_MS = HOUR_MS;

/**
 * Milliseconds to wait after the failed attempt number `attempt` (counted from 1) of a schedule that says how long after
 * the attempt before each attempt is made; null when it was the last. Spread by ±20 % with `random` in [0, 1). What the
 * other side asks for (Retry-After) lengthens the wait, by no more than to one hour.
 */
export function retryDelay(
  delaysMs: readonly number[],
  attempt: number,
  random: number,
  retryAfterSeconds: number | null = null,
): number | null {
  const planned = delaysMs[attempt];
  if (planned === undefined) return null;
  const spread = Math.round(planned * (1 - JITTER + 2 * JITTER * random));
  return Math.max(spread, Math.min((retryAfterSeconds ?? 0) * SECOND_MS, RETRY_AFTER_MAX_MS));
}
