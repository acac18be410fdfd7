import fc from 'fast-check';
import type { AmountSettings } from '@/lib/core/allocation';
import { AMOUNT_DIRECTIONS } from '@/lib/core/vocabulary';
import { FEN_MAX, fen } from '@/lib/platform/money';

export const amountSettings: fc.Arbitrary<AmountSettings> = fc.record({
  amountDirection: fc.constantFrom(...AMOUNT_DIRECTIONS),
  amountSpreadFen: fc.oneof(fc.constantFrom(0, 1, 2, 99, 999), fc.nat({ max: 999 })),
  amountSpreadPercent: fc.oneof(fc.constantFrom(0, 1, 2, 50), fc.nat({ max: 50 })),
});
export const prices = fc
  .oneof(
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 1, max: 100_000 }),
    fc.integer({ min: FEN_MAX - 1_000, max: FEN_MAX }),
  )
  .map(fen);
