import { inTransaction, type Tx } from '@/db/transaction';
import { DomainError } from '@/lib/core/errors';
import { pinSignature } from '@/lib/core/merchants';
import { expireOverdue } from '@/lib/core/orders/expiry-store';
import { moveReference } from '@/lib/core/orders/lives-store';
import { announceOrder, insertEvent } from '@/lib/core/orders/moves-store';
import { type Found, foundBy, misread, unpayable } from '@/lib/core/orders/new-order';
import { isOpen, type Order } from '@/lib/core/orders/order';
import { type NewOrder, type Pinned, type Placing, selectPlacing } from '@/lib/core/orders/store';
import { lockQuota } from '@/lib/core/plans';
import type { Fen } from '@/lib/platform/money';

type Wanted = Omit<NewOrder, 'price' | 'title' | 'linkId' | 'isTold'>;

/** A request for a reference that may have been seen before, and what its way of placing can do about it. */
export interface Repeat {
  readonly wanted: Wanted;
  /** Whether the reference of an order that is over stays refused, as V免签 has it. */
  readonly livesOnce: boolean;
  /** Whether the order is for what is wanted now, the way to pay aside. */
  isSame(order: Order): boolean;
  /** Begins another life of an expired order; null when it is expired no more, or nobody can serve it. */
  reopen(order: Order): Promise<Order | null>;
  /** Places the wanted order after `release` took the reference from the old one, both or neither. */
  placeAnew(old: Order, release: (tx: Tx) => Promise<void>): Promise<Order>;
  /** The open order with the wanted way to pay; null when it cannot be had. Left out, that is other content. */
  switchType?(order: Order): Promise<Order | null>;
}

/** Whether a repeated reference asks for what its order is, goods or price and the way to pay aside. */
export function isSameAsk(order: Order, wanted: Wanted): boolean {
  return (
    order.dialect === wanted.dialect &&
    order.attachment === wanted.attachment &&
    order.notifyUrl === wanted.notifyUrl &&
    order.returnUrl === wanted.returnUrl
  );
}

/** `choices` may have been narrowed since. */
function isSameType(order: Order, wanted: Wanted): boolean {
  return order.type === wanted.type || (wanted.type === null && order.choices.length > 0);
}

/** Makes a move that answers a repeated reference, together with the pin of the request; null moves nothing. */
export function moveFor(wanted: Pinned, move: (tx: Tx) => Promise<Order | null>): Promise<Order | null> {
  return inTransaction(async (tx) => {
    const moved = await move(tx);
    if (moved !== null && !(await pin(wanted, tx))) throw misread();
    return moved;
  });
}

async function pin({ merchantId, pinDigest, pinMeaning }: Pinned, tx?: Tx): Promise<boolean> {
  if (pinDigest === null || pinMeaning === null) return true;
  return pinSignature(merchantId, { digest: pinDigest, meaning: pinMeaning }, tx);
}

/** Notes another life in the order's story, and tells waiting checkouts. A price of today is noted where it may differ. */
export async function noteReopened(tx: Tx, order: Order, price: Fen | null): Promise<void> {
  const { merchantId, id: orderId, type, life } = order;
  const data = { life, type, ...(price === null ? {} : { priceFen: price }) };
  await insertEvent(tx, { merchantId, orderId }, { kind: 'reopened', actor: 'merchant', data });
  await announceOrder(tx, order);
}

function taken({ id: orderId, outOrderId, status }: Order): DomainError {
  return new DomainError('conflict', 'order.reference_taken', { orderId, outOrderId, status });
}

/**
 * The same content again: the order as it is. One that its merchant closed is not to be paid, so it is no answer; whoever
 * kept an old request must not undo that either.
 */
async function answerSame({ order, isPinned }: Found, { wanted }: Repeat): Promise<Order> {
  const { id: orderId, outOrderId, status } = order;
  if (status === 'closed') {
    throw new DomainError('conflict', 'order.reference_closed', { orderId, outOrderId, status });
  }
  if (!isPinned && !(await pin(wanted))) throw misread();
  return order;
}

async function reopen({ order }: Found, repeat: Repeat): Promise<Order> {
  const { wanted } = repeat;
  // It may be over without a sweep having been at it.
  await expireOverdue({ merchantId: order.merchantId, orderId: order.id });
  const reopened = await repeat.reopen(order);
  if (reopened !== null) return reopened;
  // Somebody else opened or paid it meanwhile, unless there is no account.
  const again = await foundBy(await selectPlacing(wanted), wanted);
  if (again.order.status === 'expired') throw await unpayable(wanted);
  return answerFound(again, repeat);
}

async function placeAnew({ order }: Found, repeat: Repeat): Promise<Order> {
  const { wanted } = repeat;
  const { merchantId, outOrderId } = wanted;
  const anew = await repeat.placeAnew(order, async (tx) => {
    // Placings stand in line on the plan before they look at references; so does this.
    await lockQuota(tx, merchantId);
    if (!(await moveReference(tx, wanted, order.id))) return;
    const note = { kind: 'reference_released', actor: 'merchant', data: { outOrderId } };
    await insertEvent(tx, { merchantId, orderId: order.id }, note);
  });
  if (anew.token === wanted.token || (repeat.isSame(anew) && isSameType(anew, wanted))) return anew;
  throw taken(anew);
}

async function answerFound(found: Found, repeat: Repeat): Promise<Order> {
  const { order, isReferenceFree } = found;
  const { wanted, livesOnce } = repeat;
  const isSame = repeat.isSame(order);
  if (order.status === 'expired' && isSame && !livesOnce) return reopen(found, repeat);
  if (isSame && isSameType(order, wanted)) return answerSame(found, repeat);
  if (isReferenceFree && !livesOnce) return placeAnew(found, repeat);
  const switched = isSame && isOpen(order) ? await repeat.switchType?.(order) : undefined;
  if (switched === null) throw await unpayable(wanted);
  if (switched !== undefined) return switched;
  throw taken(order);
}

/**
 * What a placing comes to: the new order; or, of the reference's earlier order, the answer to being asked again. The same
 * content gets the order as it is while it can be paid and once it is paid; after it expired unpaid it begins another
 * life, also with another way to pay. Other content is refused, until the reference has been free for long enough.
 * Throws order.reference_taken, order.reference_closed, credential.signature_misread, collection.no_channel,
 * collection.amounts_taken, and what
 * `repeat` throws.
 */
export async function answerRepeat(placing: Placing, repeat: Repeat): Promise<Order> {
  const { wanted } = repeat;
  const found = await foundBy(placing, wanted);
  return found.order.token === wanted.token ? found.order : answerFound(found, repeat);
}
