import { selectOpenAppeals } from '@/lib/core/arrivals/appeals-store';
import { ARRIVAL_OUTCOMES } from '@/lib/core/arrivals/arrival';
import {
  type OutcomeSum,
  selectCandidates,
  selectSums,
  selectWaiting,
  type Waiting,
} from '@/lib/core/arrivals/inbox-store';
import { rankCandidate, type Suggestion } from '@/lib/core/arrivals/rank-candidate';
import type { Mode } from '@/lib/core/vocabulary';
import { fen } from '@/lib/platform/money';

const SUGGESTIONS_MAX = 5;

/** The unpaid orders that each of the arrivals may be meant for, the likeliest first; an arrival without any is left out. */
export async function suggestForAll(search: {
  merchantId: number;
  arrivalIds: readonly number[];
}): Promise<Map<number, Suggestion[]>> {
  const suggestions = new Map<number, Suggestion[]>();
  if (search.arrivalIds.length === 0) return suggestions;
  for (const candidate of await selectCandidates(search.merchantId, search.arrivalIds)) {
    const list = suggestions.get(candidate.arrivalId) ?? [];
    suggestions.set(candidate.arrivalId, [...list, rankCandidate(candidate)]);
  }
  for (const [arrivalId, list] of suggestions) {
    const ranked = list.sort((a, b) => b.score - a.score || b.orderId - a.orderId);
    suggestions.set(arrivalId, ranked.slice(0, SUGGESTIONS_MAX));
  }
  return suggestions;
}

/** The same for one arrival. */
export async function suggestOrders(key: { merchantId: number; arrivalId: number }): Promise<Suggestion[]> {
  const { merchantId, arrivalId } = key;
  return (await suggestForAll({ merchantId, arrivalIds: [arrivalId] })).get(arrivalId) ?? [];
}

export interface ArrivalSums {
  /** One row for each outcome, also for those that nothing had; undecided last, only while there are any. */
  readonly rows: readonly OutcomeSum[];
  readonly total: Omit<OutcomeSum, 'outcome'>;
}

/** What came in between two moments by what became of it, and all of it, read at one moment: the rows make the total. */
export async function arrivalSums(search: {
  merchantId: number;
  mode: Mode;
  from?: Date | undefined;
  to?: Date | undefined;
}): Promise<ArrivalSums> {
  const found = await selectSums(search);
  const none = { count: 0, sum: fen(0) };
  const of = (outcome: OutcomeSum['outcome']) =>
    found.find((row) => !row.isTotal && row.outcome === outcome) ?? none;
  const rows = [...ARRIVAL_OUTCOMES, null].map((outcome) => {
    const { count, sum } = of(outcome);
    return { outcome, count, sum };
  });
  const { count, sum } = found.find(({ isTotal }) => isTotal) ?? none;
  return { rows: rows.filter((row) => row.outcome !== null || row.count > 0), total: { count, sum } };
}

export interface WaitingWork {
  readonly arrivals: Waiting;
  readonly appeals: Waiting;
}

/** How much waits for the merchant's decision, and since when; of his live money unless the mode says otherwise. */
export async function countWaiting({
  merchantId,
  mode = 'live',
}: {
  merchantId: number;
  mode?: Mode;
}): Promise<WaitingWork> {
  const [arrivals, appeals] = await Promise.all([
    selectWaiting(merchantId, mode),
    selectOpenAppeals(merchantId, mode),
  ]);
  return { arrivals, appeals };
}
