const DAY_MS = 86_400_000;

/** From how many days before its end a plan's end is told without being asked. */
export const SOON_DAYS = 7;

/** Whole days until a plan ends; 0 on its last one. */
export function daysLeft(expiresAt: Date, now: Date): number {
  return Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS));
}
