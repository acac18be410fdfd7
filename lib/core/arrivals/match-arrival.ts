import { inTransaction, type Tx } from '@/db/transaction';
import { acceptAppealOf } from '@/lib/core/arrivals/appeals-store';
import type { Arrival, ArrivalOutcome } from '@/lib/core/arrivals/arrival';
import { decideArrival, type Verdict } from '@/lib/core/arrivals/decide-arrival';
import {
  type ArrivalKey,
  type Decision,
  lockArrival,
  selectHolders,
  selectLatePolicy,
  selectUndecided,
  updateDecision,
} from '@/lib/core/arrivals/store';
import { confirmPayment, noteEvent } from '@/lib/core/orders';
import { log } from '@/lib/platform/log';

export interface Match {
  readonly outcome: ArrivalOutcome;
  readonly orderId: number | null;
}

/** Money in time finds any order that was not closed; late money settles by the merchant's policy, a closed one too. */
const MAY_COME_FROM = {
  pays: ['created', 'pending', 'expired'],
  late: ['created', 'pending', 'expired', 'closed'],
} as const;

type Payable = Extract<Verdict, { kind: 'pays' | 'late' }>;

async function settle(tx: Tx, arrival: Arrival, verdict: Payable): Promise<boolean> {
  const { merchantId } = arrival;
  const { orderId } = verdict.holder;
  const paid = await confirmPayment(
    tx,
    { merchantId, orderId },
    {
      from: MAY_COME_FROM[verdict.kind],
      paid: arrival.amount,
      paidAt: arrival.paidAt,
      oddities: verdict.kind === 'late' ? ['late'] : [],
      accountId: verdict.holder.accountId,
      type: arrival.type,
      life: verdict.holder.life,
      kind: 'paid',
      actor: arrival.monitorId === null ? arrival.source : `monitor:${arrival.monitorId}`,
      data: { arrivalId: arrival.id, accountId: verdict.holder.accountId, amountFen: arrival.amount },
    },
  );
  if (paid !== null) await acceptAppealOf(tx, { merchantId, orderId });
  return paid !== null;
}

/** What the merchant wants done with money that came too late and can be one order's only. */
async function settlesLate(tx: Tx, { merchantId }: Arrival): Promise<boolean> {
  return (await selectLatePolicy(tx, merchantId)) === 'settle';
}

async function carryOut(tx: Tx, arrival: Arrival, verdict: Verdict): Promise<Decision> {
  const orderId = verdict.holder?.orderId ?? null;
  const accountId = verdict.holder?.accountId ?? null;
  if (verdict.kind === 'nobody') return { outcome: 'unmatched', reason: verdict.reason, orderId, accountId };
  if (verdict.kind === 'pays' || (await settlesLate(tx, arrival))) {
    const reason = verdict.kind === 'late' ? 'late_policy' : null;
    if (await settle(tx, arrival, verdict)) return { outcome: 'matched', reason, orderId, accountId };
    // Somebody settled or closed the order between our look and our update.
    return { outcome: 'unmatched', reason: 'already_paid', orderId, accountId };
  }
  await noteEvent(
    tx,
    { merchantId: arrival.merchantId, orderId: verdict.holder.orderId },
    {
      kind: 'late_arrival',
      actor: arrival.source,
      data: { arrivalId: arrival.id, amountFen: arrival.amount },
    },
  );
  return { outcome: 'late', reason: null, orderId, accountId };
}

/**
 * Decides what a recorded payment is, once: it settles its order, is kept as late, or waits for a human.
 * Deciding again answers the first decision. Throws when there is no such arrival.
 */
export function matchArrival(key: ArrivalKey): Promise<Match> {
  return inTransaction(async (tx) => {
    const arrival = await lockArrival(tx, key);
    if (arrival === null) throw new Error(`no arrival ${key.arrivalId}`);
    if (arrival.outcome !== null) return { outcome: arrival.outcome, orderId: arrival.orderId };
    const verdict = decideArrival(arrival, await selectHolders(tx, arrival));
    const decision = await carryOut(tx, arrival, verdict);
    await updateDecision(tx, arrival, decision);
    return { outcome: decision.outcome, orderId: decision.orderId };
  });
}

/** Matches what a crash left recorded and undecided; answers how many. */
export async function matchUndecided({ limit }: { limit: number }): Promise<number> {
  const keys = await selectUndecided(limit);
  for (const key of keys) {
    await matchArrival(key).catch((error: unknown) =>
      log.error({ error, ...key }, 'cannot match an arrival'),
    );
  }
  return keys.length;
}
