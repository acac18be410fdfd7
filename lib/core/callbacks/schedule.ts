import { HOUR_MS, MINUTE_MS, retryDelay, SECOND_MS } from '@/lib/platform/retry';

/** How long after the attempt before each attempt of a round is made. */
export const ATTEMPT_DELAYS_MS = [
  0,
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  3 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
] as const;

/** The wait after an attempt of a round, see `retryDelay`; null when the round is over. */
export function delayAfter(attempt: number, random: number, retryAfterSeconds: number | null = null) {
  return retryDelay(ATTEMPT_DELAYS_MS, attempt, random, retryAfterSeconds);
}
