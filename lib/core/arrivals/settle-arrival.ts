import { inTransaction, type Tx } from '@/db/transaction';
import { acceptAppealOf } from '@/lib/core/arrivals/appeals-store';
import type { Arrival, ArrivalOutcome } from '@/lib/core/arrivals/arrival';
import { updateByHand } from '@/lib/core/arrivals/inbox-store';
import { type ArrivalKey, lockArrival } from '@/lib/core/arrivals/store';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { dueOf, lockOrder, type PaidOrder, settleWithin } from '@/lib/core/orders';

interface ByHand {
  readonly reason: string;
  readonly actor: string;
}

export interface ArrivalSettlement extends ArrivalKey, ByHand {
  readonly orderId: number;
  /** The merchant has seen that more or less came than the order asks. */
  readonly isAmountAccepted?: boolean;
}

/** What waits for a person, and what one has set aside, can still be decided; what settled an order never again. */
const OPEN_TO_MATCH: readonly ArrivalOutcome[] = ['unmatched', 'late', 'duplicate', 'ignored'];
const WAITING: readonly ArrivalOutcome[] = ['unmatched', 'late'];

async function lockOpen(tx: Tx, key: ArrivalKey, open: readonly ArrivalOutcome[]): Promise<Arrival> {
  const arrival = await lockArrival(tx, key);
  if (arrival === null) throw new DomainError('not_found', 'arrival.unknown');
  const { outcome } = arrival;
  if (outcome === null || !open.includes(outcome)) {
    throw new DomainError('conflict', 'arrival.state_forbids', { outcome: outcome ?? 'undecided' });
  }
  return arrival;
}

async function refuseOtherAmount(tx: Tx, { amount }: Arrival, request: ArrivalSettlement): Promise<void> {
  if (request.isAmountAccepted) return;
  const order = await lockOrder(tx, request);
  if (order === null || dueOf(order) === amount) return;
  throw new DomainError('conflict', 'arrival.amount_differs', { arrival: amount, order: dueOf(order) });
}

/** `settleArrival` in the caller's transaction, which then records the deed itself. */
export async function settleArrivalWithin(tx: Tx, request: ArrivalSettlement): Promise<PaidOrder> {
  const { merchantId, orderId, arrivalId, reason, actor } = request;
  const arrival = await lockOpen(tx, request, OPEN_TO_MATCH);
  await refuseOtherAmount(tx, arrival, request);
  const { amount, mode, type, accountId, paidAt } = arrival;
  const receipt = { arrivalId, mode, type, accountId, paidAt };
  const paid = await settleWithin(tx, { merchantId, orderId, actor, reason, amount, receipt });
  await updateByHand(tx, request, { outcome: 'matched', orderId, actor, reason });
  return paid;
}

/**
 * A person says whose payment it is: the arrival is matched and its order paid, both or neither. Its oddities are
 * manual, and late, over or under as they apply. An arrival settles at most one order, an order is settled by at most one.
 * Throws arrival.unknown, arrival.state_forbids when it has settled an order or is being matched, order.unknown (also
 * for an order of the other mode), order.state_forbids when the order is paid, and arrival.amount_differs with both
 * amounts in fen unless the difference was accepted.
 */
export function settleArrival(request: ArrivalSettlement): Promise<PaidOrder> {
  const { merchantId, orderId, arrivalId, reason, actor } = request;
  return inTransaction(async (tx) => {
    const paid = await settleArrivalWithin(tx, request);
    await acceptAppealOf(tx, { merchantId, orderId });
    await recordAudit(tx, {
      actor,
      merchantId,
      action: 'arrival.matched',
      subject: `arrival:${arrivalId}`,
      data: { orderId, amountFen: paid.paid, reason },
    });
    return paid;
  });
}

function setAside(request: ArrivalKey & ByHand, outcome: 'ignored' | 'duplicate'): Promise<void> {
  const { merchantId, arrivalId, reason, actor } = request;
  return inTransaction(async (tx) => {
    const { amount, orderId } = await lockOpen(tx, request, WAITING);
    await updateByHand(tx, request, { outcome, orderId, actor, reason });
    await recordAudit(tx, {
      actor,
      merchantId,
      action: `arrival.${outcome}`,
      subject: `arrival:${arrivalId}`,
      data: { amountFen: amount, reason },
    });
  });
}

/** Not an order's payment, or given back. Throws arrival.unknown, or arrival.state_forbids when it does not wait. */
export function ignoreArrival(request: ArrivalKey & ByHand): Promise<void> {
  return setAside(request, 'ignored');
}

/** This money is counted already. Throws arrival.unknown, or arrival.state_forbids when it does not wait. */
export function markDuplicate(request: ArrivalKey & ByHand): Promise<void> {
  return setAside(request, 'duplicate');
}
