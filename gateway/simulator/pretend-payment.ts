import { isToken } from '@/gateway/checkout/observe-order';
import { findAccount } from '@/lib/core/accounts';
import { openOrder } from '@/lib/core/allocation';
import { type ArrivalOutcome, matchArrival, recordArrival } from '@/lib/core/arrivals';
import { DomainError } from '@/lib/core/errors';
import { databaseTime, findOrderByToken, type Order } from '@/lib/core/orders';
import { type Fen, fen } from '@/lib/platform/money';

export const PRETEND_ACTS = ['exact', 'short', 'late', 'twice', 'repeat'] as const;
export type PretendAct = (typeof PRETEND_ACTS)[number];

/** A test order that the pretend wallet may pay. */
export interface PretendOrder {
  readonly order: Order;
  readonly accountId: number;
  readonly payable: Fen;
}

/** What became of one report. */
export interface Report {
  readonly outcome: ArrivalOutcome | 'repeat';
  readonly amount: Fen;
  readonly paidAt: Date;
}

/**
 * Finds the order that a wallet address means; null unless it is a test order on the simulator channel. With a payer's
 * address it is opened for him; without, somebody only looks at the address.
 */
export async function findPretendOrder(token: string, payerIp: string | null): Promise<PretendOrder | null> {
  if (!isToken(token)) return null;
  const order = await (payerIp === null ? findOrderByToken(token) : openTestOrder(token, payerIp));
  if (order === null || order.mode !== 'test') return null;
  const { accountId, payable, merchantId } = order;
  if (accountId === null || payable === null) return null;
  const account = await findAccount({ merchantId, accountId });
  return account?.channel === 'simulator' ? { order, accountId, payable } : null;
}

async function openTestOrder(token: string, payerIp: string): Promise<Order | null> {
  try {
    return await openOrder({ token, payerIp, device: 'simulator' });
  } catch (error) {
    // An order that nothing can be allocated to has no code yet, so nobody can have scanned it.
    if (error instanceof DomainError) return null;
    throw error;
  }
}

async function report(target: PretendOrder, notice: string, amount: Fen, paidAt: Date): Promise<Report> {
  const { order, accountId } = target;
  const { merchantId, mode, type } = order;
  if (type === null) throw new Error('an order was allocated before its type was chosen');
  const { arrivalId, isRepeat } = await recordArrival({
    merchantId,
    mode,
    type,
    accountId,
    monitorId: null,
    source: 'simulator',
    dedupeKey: `simulator:${order.id}:${notice}`,
    amount,
    paidAt,
    raw: { notice },
  });
  if (isRepeat) return { outcome: 'repeat', amount, paidAt };
  const { outcome } = await matchArrival({ merchantId, arrivalId });
  return { outcome, amount, paidAt };
}

/**
 * Pays as the act says and reports it as a monitor would. `notice` names the payment: the same one sent again
 * pays nothing. Answers what became of each report, in order.
 */
export async function pretendPayment(
  target: PretendOrder,
  act: PretendAct,
  notice: string,
): Promise<Report[]> {
  const { payable, order } = target;
  const now = await databaseTime();
  switch (act) {
    case 'exact':
      return [await report(target, notice, payable, now)];
    case 'short':
      return [await report(target, notice, payable > 1 ? fen(payable - 1) : fen(payable + 1), now)];
    case 'late': {
      const afterEnd = new Date(Math.max(now.getTime(), order.expiresAt.getTime() + 1000));
      return [await report(target, notice, payable, afterEnd)];
    }
    case 'twice':
      return [
        await report(target, notice, payable, now),
        await report(target, `${notice}-again`, payable, now),
      ];
    case 'repeat':
      return [await report(target, notice, payable, now), await report(target, notice, payable, now)];
  }
}
