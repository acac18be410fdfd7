const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after the attempt before each attempt of a round is made. */
export const ATTEMPT_DELAYS_MS = [
  0,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  3 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  12 * HOUR,
  24 * HOUR,
  24 * HOUR,
] as const;

const JITTER = 0.2;
const RETRY_AFTER_MAX_MS = HOUR;

/**
 * Milliseconds to wait after the failed attempt number `attempt` of a round (counted from 1), or null when the
 * round is over. Spread by ±20 % with `random` in [0, 1). A merchant's Retry-After lengthens the wait, by no more
 * than to one hour.
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
