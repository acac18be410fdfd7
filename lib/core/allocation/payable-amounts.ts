import type { MerchantSettings } from '@/lib/core/merchants';
import { FEN_MAX, type Fen, fen } from '@/lib/platform/money';

export type AmountSettings = Pick<
  MerchantSettings,
  'amountDirection' | 'amountSpreadFen' | 'amountSpreadPercent'
>;

export interface PayableAmounts {
  /** Nearest to the price first. */
  readonly near: readonly Fen[];
  /** Above the price, asked for when no account has a near one left. */
  readonly overflow: readonly Fen[];
}

/** How far from the price an amount may lie, in fen: the lesser of the merchant's two limits, of which the share leaves one fen at least. */
function distanceOf(price: Fen, { amountSpreadFen, amountSpreadPercent }: AmountSettings): number {
  return Math.min(amountSpreadFen, Math.max(1, Math.floor((price * amountSpreadPercent) / 100)));
}

function steps(price: Fen, from: number, distance: number, sign: 1 | -1): Fen[] {
  const amounts = Array.from({ length: distance - from + 1 }, (_, step) => fen(price + sign * (from + step)));
  return amounts.filter((amount) => amount >= 1 && amount <= FEN_MAX);
}

/** What an order of this price may ask its buyer to pay. The database's `payable_amounts` decides; this is the same for people. */
export function payableAmounts(price: Fen, settings: AmountSettings): PayableAmounts {
  const distance = distanceOf(price, settings);
  const { amountDirection: direction } = settings;
  return {
    near: steps(price, 0, distance, direction === 'up' ? 1 : -1),
    overflow: direction === 'down_then_up' ? steps(price, 1, distance, 1) : [],
  };
}

/** How many orders of this price may wait for their payment on one account at once. */
export function countPlaces(price: Fen, settings: AmountSettings): number {
  const { near, overflow } = payableAmounts(price, settings);
  return near.length + overflow.length;
}
