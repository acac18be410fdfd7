import type { Arrival, Holder } from '@/lib/core/arrivals/arrival';

export type Verdict =
  | { readonly kind: 'pays'; readonly holder: Holder }
  | { readonly kind: 'late'; readonly holder: Holder }
  | { readonly kind: 'nobody'; readonly reason: UnmatchedReason; readonly holder: Holder | null };

export type UnmatchedReason = 'no_order' | 'already_paid' | 'ambiguous' | 'time_unclear';

/** `created` holds no amount now, but did before its way to pay was changed. */
const UNPAID: readonly Holder['status'][] = ['created', 'pending', 'expired'];

/** How much the clocks may differ before a payment seems to precede its order; a monitor's time is corrected already. */
const MONITOR_SLACK_MS = 5_000;
const PLATFORM_SLACK_MS = 60_000;

/** An order that was given its own resting amount again held it twice, and is one order. */
function onceEach(holders: readonly Holder[]): Holder[] {
  return holders.filter(
    (one, index) => holders.findIndex(({ orderId }) => orderId === one.orderId) === index,
  );
}

/**
 * In the life in which the order held the amount; or while it waits again, as long as nobody else can have got the
 * amount: what makes late money doubtful is that its order may be given up, and this one was asked for anew.
 */
function isInTime(
  { status, expiresAt, again, isResting }: Holder,
  paidMs: number,
  forgivenMs: number,
): boolean {
  if (status === 'closed') return false;
  if (paidMs <= expiresAt.getTime()) return true;
  if (again === null || !isResting) return false;
  return again.from.getTime() - forgivenMs <= paidMs && paidMs <= again.until.getTime();
}

/**
 * Whom a payment belongs to, by the time it was paid and the exact amount; nothing settles by guess.
 * `holders` are the orders that hold or held the amount, newest first. Money that was paid before an order held its amount
 * is never that order's; a payment whose time is unclear is nobody's until a person says whose.
 */
export function decideArrival(
  arrival: Pick<Arrival, 'paidAt' | 'monitorId' | 'isTimeUnclear'>,
  holders: readonly Holder[],
): Verdict {
  if (arrival.isTimeUnclear) return { kind: 'nobody', reason: 'time_unclear', holder: null };
  const paidMs = arrival.paidAt.getTime();
  const slackMs = arrival.monitorId === null ? PLATFORM_SLACK_MS : MONITOR_SLACK_MS;
  // Where another held the amount before, the money may be his, and nothing is forgiven.
  const forgivenMs = new Set(holders.map(({ orderId }) => orderId)).size === 1 ? slackMs : 0;
  const shown = onceEach(holders.filter((holder) => holder.heldAt.getTime() - forgivenMs <= paidMs));
  const inTime = shown.filter((holder) => isInTime(holder, paidMs, forgivenMs));
  const owed = inTime.filter(({ status }) => UNPAID.includes(status));
  const [onlyOwed] = owed;
  if (onlyOwed !== undefined && owed.length === 1) return { kind: 'pays', holder: onlyOwed };
  if (owed.length > 1) return { kind: 'nobody', reason: 'ambiguous', holder: null };

  const ended = shown.filter(
    (holder) => holder.isResting && holder.status !== 'paid' && holder.status !== 'refunded',
  );
  const [onlyEnded] = ended;
  if (onlyEnded !== undefined && ended.length === 1) return { kind: 'late', holder: onlyEnded };
  if (ended.length > 1) return { kind: 'nobody', reason: 'ambiguous', holder: null };

  const paid = shown.find((holder) => holder.isResting);
  return paid === undefined
    ? { kind: 'nobody', reason: 'no_order', holder: null }
    : { kind: 'nobody', reason: 'already_paid', holder: paid };
}
