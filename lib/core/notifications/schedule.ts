import { HOUR_MS, MINUTE_MS, retryDelay, SECOND_MS } from '@/lib/platform/retry';

/** How long after the attempt before each attempt is made: nine over a day, since later nobody needs the news. */
export const ATTEMPT_DELAYS_MS = [
  0,
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  20 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  7 * HOUR_MS,
  12 * HOUR_MS,
] as const;

/** The wait after an attempt, see `retryDelay`; null when it was the last. */
export function delayAfter(attempt: number, random: number, retryAfterSeconds: number | null = null) {
  return retryDelay(ATTEMPT_DELAYS_MS, attempt, random, retryAfterSeconds);
}
