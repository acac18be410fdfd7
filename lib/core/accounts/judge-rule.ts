import type { RuleContent, Window } from '@/lib/core/accounts/rule';
import type { Fen } from '@/lib/platform/money';
import type { Province } from '@/lib/platform/region';

/** What a rule is asked about. */
export interface Asked {
  readonly price: Fen;
  /** Minutes since midnight in Asia/Shanghai. */
  readonly minute: number;
  /** Null when it is not known. */
  readonly region: Province | null;
  /** What the account took today and holds for orders that wait. */
  readonly todayFen: number;
  readonly todayCount: number;
}

/** Why a rule keeps an account from an order. */
export type Exclusion = 'time' | 'below_min' | 'above_max' | 'region' | 'daily_sum' | 'daily_count';

function isWithin({ from, to }: Window, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function servesRegion({ regions, isUnknownRegionServed }: RuleContent, region: Province | null): boolean {
  if (regions.length === 0) return true;
  return region === null ? isUnknownRegionServed : regions.includes(region);
}

/**
 * Every reason why an account that follows the rule may not serve the order; none means that it may. The database
 * applies the same conditions when it chooses; a test holds the two together.
 */
export function judgeRule(rule: RuleContent, asked: Asked): Exclusion[] {
  const { windows, minFen, maxFen, dailyFen, dailyCount } = rule;
  const reasons: [Exclusion, boolean][] = [
    ['time', windows.length > 0 && !windows.some((window) => isWithin(window, asked.minute))],
    ['below_min', minFen !== null && asked.price < minFen],
    ['above_max', maxFen !== null && asked.price > maxFen],
    ['region', !servesRegion(rule, asked.region)],
    ['daily_sum', dailyFen !== null && asked.todayFen + asked.price > dailyFen],
    ['daily_count', dailyCount !== null && asked.todayCount + 1 > dailyCount],
  ];
  return reasons.filter(([, isKept]) => isKept).map(([reason]) => reason);
}
