const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after the attempt before each attempt is made: nine over a day, since later nobody needs the news. */
export const ATTEMPT_DELAYS_MS = [
  0,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  20 * MINUTE,
  HOUR,
  3 * HOUR,
  7 * HOUR,
  12 * HOUR,
] as const;

const JITTER = 0.2;
const RETRY_AFTER_MAX_MS = HOUR;

/**
 * Milliseconds to wait after the failed attempt number `attempt` (counted from 1), or null when it was the last.
 * Spread by ±20 % with `random` in [0, 1). What the other side asks for lengthens the wait, by no more than to one hour.
 */
export function delayAfter(
  attempt: number,
  random: number,
  retryAfterSeconds: number | null = null,
): number | null {
  const planned = ATTEMPT_DELAYS_MS[attempt];
  if (planned === undefined) return null;
  const spread = Math.round(planned * (1 - JITTER + 2 * JITTER * random));
  return Math.max(spread, Math.min((retryAfterSeconds ?? 0) * SECOND, RETRY_AFTER_MAX_MS));
}
