import { inTransaction, type Tx } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { confirmPayment } from '@/lib/core/orders/confirm-payment';
import { lockOrder } from '@/lib/core/orders/moves-store';
import { isPaid, type Oddity, type Order, type PaidOrder } from '@/lib/core/orders/order';
import type { Mode, PayType } from '@/lib/core/vocabulary';
import { FEN_MAX, type Fen } from '@/lib/platform/money';

/** A payment that was seen, and that a person says is the order's. */
export interface Receipt {
  readonly arrivalId: number;
  readonly mode: Mode;
  readonly type: PayType;
  readonly accountId: number | null;
  readonly paidAt: Date;
}

export interface HandSettlement {
  readonly merchantId: number;
  readonly orderId: number;
  readonly actor: string;
  readonly reason: string;
  /** What was received, in fen. */
  readonly amount: Fen;
  /** Left out, the merchant's word alone stands for the money. */
  readonly receipt?: Receipt;
}

/** The order is held: whichever of them it is in, it stays there until it is paid. */
const UNPAID = ['created', 'pending', 'expired', 'closed'] as const;

/** What an order asks for: the exact amount once there is one, until then its price. */
export function dueOf({ payable, price }: Pick<Order, 'payable' | 'price'>): Fen {
  return payable ?? price;
}

function isLate(order: Order, receipt: Receipt | undefined): boolean {
  if (order.status === 'closed') return true;
  return receipt === undefined ? order.status === 'expired' : receipt.paidAt > order.expiresAt;
}

function odditiesOf(order: Order, { amount, receipt }: HandSettlement): Oddity[] {
  const due = dueOf(order);
  const size: Oddity[] = amount > due ? ['over'] : amount < due ? ['under'] : [];
  return ['manual', ...size, ...(isLate(order, receipt) ? (['late'] as const) : [])];
}

/**
 * Settles an unpaid order on a person's word, in the caller's transaction, which then records the deed itself.
 * Throws order.unknown, order.amount_invalid, or order.state_forbids when the order is paid already.
 */
export async function settleWithin(tx: Tx, settlement: HandSettlement): Promise<PaidOrder> {
  const { amount, receipt, reason, actor } = settlement;
  if (amount <= 0 || amount > FEN_MAX) throw new DomainError('invalid', 'order.amount_invalid');
  const order = await lockOrder(tx, settlement);
  const isOther = order === null || (receipt !== undefined && receipt.mode !== order.mode);
  if (isOther) throw new DomainError('not_found', 'order.unknown');
  const paid = isPaid(order)
    ? null
    : await confirmPayment(tx, settlement, {
        from: UNPAID,
        paid: amount,
        paidAt: receipt?.paidAt ?? null,
        oddities: odditiesOf(order, settlement),
        accountId: receipt?.accountId ?? null,
        ...(receipt === undefined ? {} : { type: receipt.type }),
        kind: receipt === undefined ? 'settled_by_hand' : 'matched_by_hand',
        actor,
        data: {
          reason,
          amountFen: amount,
          ...(receipt === undefined ? {} : { arrivalId: receipt.arrivalId, accountId: receipt.accountId }),
        },
      });
  if (paid === null) throw new DomainError('conflict', 'order.state_forbids', { status: order.status });
  return paid;
}

/**
 * 我已收款: the merchant says that the money is there.
 * Throws order.unknown, order.amount_invalid, or order.state_forbids when the order is paid already.
 */
export function settleByHand(settlement: Omit<HandSettlement, 'receipt'>): Promise<PaidOrder> {
  const { merchantId, orderId, actor, amount, reason } = settlement;
  return inTransaction(async (tx) => {
    const paid = await settleWithin(tx, settlement);
    await recordAudit(tx, {
      actor,
      merchantId,
      action: 'order.settled',
      subject: `order:${orderId}`,
      data: { amountFen: amount, reason },
    });
    return paid;
  });
}
