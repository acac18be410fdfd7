import type { Strategy } from '@/lib/core/vocabulary';
import { type Fen, fen } from '@/lib/platform/money';

const PRICE_MAX_FEN = 10_000;
const PRICE_MIN_FEN = 100;

export interface Share {
  readonly accountId: number;
  readonly count: number;
  readonly sum: Fen;
}

/** mulberry32: the same seed gives the same draws, each from 0 up to, not including, 1. */
function drawsOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Whom a strategy leaves out, as `chooseAccount` does; null for nobody. */
function leftOut(
  strategy: Strategy,
  sums: ReadonlyMap<number, number>,
  lastId: number | null,
): number | null {
  if (strategy === 'smart') return lastId;
  if (strategy === 'random') return null;
  const [largest] = [...sums].sort(([a, left], [b, right]) => right - left || a - b);
  return largest === undefined || largest[1] === 0 ? null : largest[0];
}

/**
 * How a strategy would share `orders` paid orders among accounts that may all serve them, from the beginning of a day.
 * Amounts and draws follow from the seed alone, so the same question has the same answer.
 */
export function simulateStrategy(request: {
  strategy: Strategy;
  accountIds: readonly number[];
  orders: number;
  seed: number;
}): Share[] {
  const { strategy, accountIds, orders, seed } = request;
  const draw = drawsOf(seed);
  const sums = new Map(accountIds.map((id) => [id, 0]));
  const counts = new Map<number, number>();
  let lastId: number | null = null;
  for (let placed = 0; placed < orders && accountIds.length > 0; placed += 1) {
    const price = PRICE_MIN_FEN + Math.floor(draw() * (PRICE_MAX_FEN - PRICE_MIN_FEN + 1));
    const outId = leftOut(strategy, sums, lastId);
    const others = accountIds.filter((id) => id !== outId);
    const among = others.length === 0 ? accountIds : others;
    const chosenId = among[Math.floor(draw() * among.length)] ?? 0;
    sums.set(chosenId, (sums.get(chosenId) ?? 0) + price);
    counts.set(chosenId, (counts.get(chosenId) ?? 0) + 1);
    lastId = chosenId;
  }
  return accountIds.map((accountId) => ({
    accountId,
    count: counts.get(accountId) ?? 0,
    sum: fen(sums.get(accountId) ?? 0),
  }));
}
