import { DomainError } from '@/lib/core/errors';
import { newKey } from '@/lib/platform/ids';

/** At most ¥1,000,000 at once: one zero too many is refused, not moved. */
const POINTS_MAX = 100_000_000;
const REASON_MAX = 200;

/** Points that the operator moves by hand. */
export interface PointMove {
  readonly merchantId: number;
  readonly points: number;
  /** Shown to the merchant. */
  readonly reason: string;
  readonly actor: string;
  /** The same move, sent twice, is made once. */
  readonly requestId?: string;
}

/**
 * The move with its reason trimmed and a request of its own when none was named. Throws points.invalid for less than
 * one or more than 100,000,000 points or without a reason.
 */
export function checkPointMove(move: PointMove): Required<PointMove> {
  const { points, requestId = newKey() } = move;
  const reason = move.reason.trim();
  const isAmount = Number.isInteger(points) && points >= 1 && points <= POINTS_MAX;
  if (!isAmount || reason === '' || reason.length > REASON_MAX)
    throw new DomainError('invalid', 'points.invalid');
  return { ...move, reason, requestId };
}
