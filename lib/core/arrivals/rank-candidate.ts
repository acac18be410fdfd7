import type { Candidate } from '@/lib/core/arrivals/inbox-store';
import { dueOf } from '@/lib/core/orders';
import type { Fen } from '@/lib/platform/money';

/** Why an order may be the one; the page says it in words. */
export type Ground =
  | 'held_for'
  | 'exact_amount'
  | 'price_amount'
  | 'near_amount'
  | 'same_account'
  | 'in_time'
  | 'appealed';

export type Confidence = 'strong' | 'possible' | 'weak';

export interface Suggestion
  extends Pick<
    Candidate,
    'orderId' | 'outOrderId' | 'title' | 'status' | 'price' | 'payable' | 'createdAt' | 'expiresAt'
  > {
  /** The amount that came less the amount that was due. */
  readonly difference: Fen;
  readonly grounds: readonly Ground[];
  /** Out of 100. */
  readonly score: number;
  readonly confidence: Confidence;
}

/** The amount counts most, because it is what tells orders apart; nothing here ever settles by itself. */
const WEIGHTS: Readonly<Record<Ground, number>> = {
  held_for: 20,
  exact_amount: 45,
  price_amount: 30,
  near_amount: 10,
  same_account: 15,
  in_time: 20,
  appealed: 20,
};

function groundsOf(candidate: Candidate): Ground[] {
  const { amount, price, paidAt, createdAt, expiresAt } = candidate;
  const closeness: Ground =
    amount === dueOf(candidate) ? 'exact_amount' : amount === price ? 'price_amount' : 'near_amount';
  const isInTime = paidAt >= createdAt && paidAt <= expiresAt;
  return [
    closeness,
    ...(candidate.isHeldFor ? (['held_for'] as const) : []),
    ...(candidate.isSameAccount ? (['same_account'] as const) : []),
    ...(isInTime ? (['in_time'] as const) : []),
    ...(candidate.isAppealed ? (['appealed'] as const) : []),
  ];
}

/** How well a payment and an unpaid order go together, with the grounds. */
export function rankCandidate(candidate: Candidate): Suggestion {
  const { orderId, outOrderId, title, status, price, payable, createdAt, expiresAt, amount } = candidate;
  const grounds = groundsOf(candidate);
  const score = Math.min(
    100,
    grounds.reduce((total, ground) => total + WEIGHTS[ground], 0),
  );
  return {
    orderId,
    outOrderId,
    title,
    status,
    price,
    payable,
    createdAt,
    expiresAt,
    difference: (amount - dueOf(candidate)) as Fen,
    grounds,
    score,
    confidence: score >= 70 ? 'strong' : score >= 40 ? 'possible' : 'weak',
  };
}
