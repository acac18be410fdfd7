import { z } from 'zod';
import { PROVINCES } from '@/lib/platform/region';

export const DAY_MINUTES = 1440;

/** From one minute of a day up to, not including, another; `from` after `to` runs over midnight. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const minute = z
  .number()
  .int()
  .min(0)
  .max(DAY_MINUTES - 1);
const amount = z.number().int().min(1).max(9_999_999_999).nullable();

/** What a merchant may say in a rule. Null and empty limit nothing. Amounts in fen. */
export const ruleShape = z
  .object({
    name: z.string().trim().min(1).max(40),
    windows: z.array(z.object({ from: minute, to: minute }).refine(({ from, to }) => from !== to)).max(8),
    minFen: amount,
    maxFen: amount,
    dailyFen: amount,
    dailyCount: z.number().int().min(1).max(1_000_000).nullable(),
    regions: z.array(z.enum(PROVINCES)).max(PROVINCES.length),
    isUnknownRegionServed: z.boolean(),
    isDefault: z.boolean(),
  })
  .refine(({ minFen, maxFen }) => minFen === null || maxFen === null || minFen <= maxFen, {
    path: ['maxFen'],
  });

export type RuleContent = z.infer<typeof ruleShape>;

export interface Rule extends RuleContent {
  readonly merchantId: number;
  readonly id: number;
  /** How many accounts follow it. */
  readonly accountCount: number;
}

/** The same minutes in PostgreSQL's words; a window over midnight becomes two ranges. */
export function windowsToRanges(windows: readonly Window[]): string {
  const ranges = windows.flatMap(({ from, to }) =>
    from < to
      ? [[from, to]]
      : [
          [from, DAY_MINUTES],
          [0, to],
        ],
  );
  return `{${ranges
    .filter(([from = 0, to = 0]) => from < to)
    .map(([from, to]) => `[${from},${to})`)
    .join(',')}}`;
}

/** Back again; what ends at midnight and what begins there are one window over midnight, and a whole day is none. */
export function rangesToWindows(ranges: string): Window[] {
  if (ranges === `{[0,${DAY_MINUTES})}`) return [];
  const found = [...ranges.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => ({
    from: Number(from),
    to: Number(to),
  }));
  const first = found[0];
  const last = found.at(-1);
  const isOverMidnight = found.length > 1 && first?.from === 0 && last?.to === DAY_MINUTES;
  if (!isOverMidnight) return found.map(({ from, to }) => ({ from, to: to % DAY_MINUTES }));
  return [...found.slice(1, -1), { from: last?.from ?? 0, to: first?.to ?? 0 }];
}
