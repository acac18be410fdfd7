import { inTransaction, type Tx } from '@/db/transaction';
import {
  type Appeal,
  type AppealKey,
  insertAppeal,
  type Receivable,
  selectAppeal,
  selectByTicket,
  selectOpenAppealOf,
  selectReceivables,
  updateAnswer,
} from '@/lib/core/arrivals/appeals-store';
import { settleArrivalWithin } from '@/lib/core/arrivals/settle-arrival';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import {
  announceOrder,
  databaseTime,
  findOrder,
  findOrderByToken,
  isPaid,
  lockOrder,
  type Order,
  settleWithin,
} from '@/lib/core/orders';
import { newCheckoutToken } from '@/lib/platform/ids';
import { FEN_MAX, type Fen } from '@/lib/platform/money';

/** How much the words may take that a buyer adds to his claim. */
export const PAYER_MAX = 40;
/** How far before its order a payment may be claimed, and how far ahead of the database a buyer's clock may run. */
const EARLY_MS = 15 * 60_000;
const AHEAD_MS = 15 * 60_000;

export interface Claim {
  /** The token of the order's checkout. */
  readonly token: string;
  /** What the buyer says he paid, in fen. */
  readonly amount: Fen;
  readonly paidAt: Date;
  /** His name or the last digits of his bill; may be empty. */
  readonly payer: string;
}

function refuseField(isWrong: boolean, field: 'amount' | 'paidAt' | 'payer' | 'reply'): void {
  if (isWrong) throw new DomainError('invalid', 'appeal.invalid', { field });
}

function isUnprintable(text: string): boolean {
  return /[\p{Cc}\p{Cs}]/u.test(text);
}

async function refuseInvalid({ amount, paidAt, payer }: Claim, order: Order): Promise<void> {
  refuseField(amount <= 0 || amount > FEN_MAX, 'amount');
  refuseField([...payer].length > PAYER_MAX || isUnprintable(payer), 'payer');
  const at = paidAt.getTime();
  const latest = (await databaseTime()).getTime() + AHEAD_MS;
  refuseField(!(at >= order.createdAt.getTime() - EARLY_MS && at <= latest), 'paidAt');
}

/**
 * 我已付款: a buyer says that he paid an order whose payment was not seen. Settles nothing. An order has at most one open
 * appeal: asking again while one is open answers that one, whatever is said the second time.
 * Throws order.unknown, appeal.invalid with the field, or appeal.state_forbids when the order is paid or was asked about
 * too often.
 */
export async function openAppeal(claim: Claim): Promise<Appeal> {
  const order = await findOrderByToken(claim.token);
  if (order === null) throw new DomainError('not_found', 'order.unknown');
  const key = { merchantId: order.merchantId, orderId: order.id };
  const waiting = await selectOpenAppealOf(key);
  if (waiting !== null) return waiting;
  await refuseInvalid(claim, order);
  const appeal =
    (await insertAppeal({ ...claim, ticket: newCheckoutToken() })) ?? (await selectOpenAppealOf(key));
  if (appeal === null) throw new DomainError('conflict', 'appeal.state_forbids');
  return appeal;
}

/** What its page shows. Null for a ticket that nobody was given. */
export async function findAppeal(ticket: string): Promise<{ appeal: Appeal; order: Order } | null> {
  const appeal = await selectByTicket(ticket);
  const order = appeal === null ? null : await findOrder(appeal);
  return appeal === null || order === null ? null : { appeal, order };
}

/** The payments that wait and that the appeals may speak of, by appeal, the nearest first. */
export async function receivablesFor(search: {
  merchantId: number;
  appealIds: readonly number[];
}): Promise<Map<number, Receivable[]>> {
  const found = new Map<number, Receivable[]>();
  if (search.appealIds.length === 0) return found;
  for (const one of await selectReceivables(search.merchantId, search.appealIds)) {
    found.set(one.appealId, [...(found.get(one.appealId) ?? []), one]);
  }
  return found;
}

export interface Answer extends AppealKey {
  readonly verdict: 'accepted' | 'rejected';
  /** Shown to the buyer; a rejection needs one. */
  readonly reply: string;
  /** Why it is accepted, kept with the payment; left out, the reply. */
  readonly reason?: string | undefined;
  readonly actor: string;
  /** The payment that the buyer means; without one, accepting takes the merchant's word for the money. */
  readonly arrivalId?: number | undefined;
  /** What was received, for an acceptance without a payment; left out, what the buyer says. */
  readonly amount?: Fen | undefined;
  /** For an acceptance with a payment: the merchant has seen that its amount is another than the order asks. */
  readonly isAmountAccepted?: boolean | undefined;
}

/** Pays the order of an accepted appeal, unless it was paid meanwhile by whatever way. */
async function settle(tx: Tx, appeal: Appeal, answer: Answer): Promise<void> {
  const { merchantId, orderId } = appeal;
  const { arrivalId, actor, isAmountAccepted = false } = answer;
  const reason = answer.reason ?? answer.reply;
  if (arrivalId !== undefined) {
    await settleArrivalWithin(tx, { merchantId, arrivalId, orderId, reason, actor, isAmountAccepted });
    return;
  }
  const order = await lockOrder(tx, appeal);
  if (order === null || isPaid(order)) return;
  await settleWithin(tx, { merchantId, orderId, actor, reason, amount: answer.amount ?? appeal.amount });
}

/**
 * The merchant answers an open appeal, once. Accepting pays its order in the same transaction: with the payment that he
 * names, or on his word. An order that was paid meanwhile only has its appeal closed.
 * Throws appeal.unknown, appeal.state_forbids when it is answered already, appeal.invalid for a rejection without words, and what `settleArrival` and `settleByHand` throw.
 */
export async function answerAppeal(answer: Answer): Promise<void> {
  const appeal = await selectAppeal(answer);
  if (appeal === null) throw new DomainError('not_found', 'appeal.unknown');
  const { merchantId, appealId, verdict, reply, actor, arrivalId = null } = answer;
  if (appeal.status !== 'open') throw new DomainError('conflict', 'appeal.state_forbids');
  refuseField(verdict === 'rejected' && reply.trim() === '', 'reply');
  // Payments lock their arrival, then their order, then its appeal; so does this.
  await inTransaction(async (tx) => {
    if (verdict === 'accepted') await settle(tx, appeal, answer);
    const isFirst = await updateAnswer(tx, answer, { status: verdict, reply: reply || null, actor });
    if (!isFirst) throw new DomainError('conflict', 'appeal.state_forbids');
    const order = await lockOrder(tx, appeal);
    if (order !== null) await announceOrder(tx, order);
    await recordAudit(tx, {
      actor,
      merchantId,
      action: `appeal.${verdict}`,
      subject: `appeal:${appealId}`,
      data: {
        orderId: appeal.orderId,
        arrivalId,
        amountFen: appeal.amount,
        reply,
        reason: answer.reason ?? null,
      },
    });
  });
}
