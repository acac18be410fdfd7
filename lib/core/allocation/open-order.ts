import { inTransaction, type Tx } from '@/db/transaction';
import type { Ask } from '@/lib/core/allocation/choice-store';
import { chooseAccount } from '@/lib/core/allocation/choose-account';
import { type Crowded, insertAllocation, lockAccount, selectWaiting } from '@/lib/core/allocation/hold-store';
import { DomainError } from '@/lib/core/errors';
import {
  announceOrder,
  findOrderByToken,
  lockOpenableOrder,
  markPending,
  noteEvent,
  type Order,
  soleProduct,
} from '@/lib/core/orders';
import { provinceOfIp } from '@/lib/platform/region';
import { visitorOf } from '@/lib/platform/visitor';

/** How often another account is looked for when the chosen one filled up while we stood in line. */
const TRIES_MAX = 5;

export interface Opening {
  readonly token: string;
  /** Kept in the order's story; what one visitor may hold is bounded by it. */
  readonly payerIp: string;
  /** What the page was opened with, in the gateway's words. */
  readonly device: string;
}

/** Told to the buyer: how many orders are in his way, and when the first of them is out of it. */
async function refuseCrowded(tx: Tx, ask: Ask, by: Crowded): Promise<DomainError> {
  if (by === 'merchant') return new DomainError('exhausted', 'collection.too_many_open', { by });
  const { count, freeAt } = await selectWaiting(tx, ask, by);
  const details = { by, count, freeAt: freeAt?.toISOString() ?? '' };
  return new DomainError('exhausted', 'collection.too_many_open', details);
}

/** Why there is no amount: somebody else would get one, nobody would, or no account may serve the order at all. */
async function refuseFull(tx: Tx, ask: Ask, isServable: boolean): Promise<DomainError> {
  const { type, visitor } = ask;
  if (!isServable) return new DomainError('unavailable', 'collection.no_channel', { type });
  const isFreeForOthers =
    visitor !== null && (await chooseAccount(tx, { ...ask, visitor: null })).accountId !== null;
  if (isFreeForOthers) return refuseCrowded(tx, ask, 'visitor');
  return new DomainError('exhausted', 'collection.amounts_taken', { type });
}

async function hold(tx: Tx, ask: Ask & { readonly life: number }) {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const choice = await chooseAccount(tx, ask);
    const { accountId, isOverflow } = choice;
    if (accountId === null) throw await refuseFull(tx, ask, choice.isServable);
    await lockAccount(tx, ask, accountId);
    const { payable, crowded } = await insertAllocation(tx, ask, { accountId, isOverflow });
    if (crowded !== null) throw await refuseCrowded(tx, ask, crowded);
    if (payable !== null) return { ...choice, accountId, payable };
  }
  throw new DomainError('exhausted', 'collection.amounts_taken', { type: ask.type });
}

/** What the buyer left with an order of a link; people write one address in many ways. */
function contactOf({ linkId, attachment }: Order): string | null {
  const contact = attachment.trim().toLowerCase();
  return linkId === null || contact === '' ? null : contact;
}

async function allocate(tx: Tx, order: Order, opening: Opening): Promise<Order> {
  const { merchantId, id: orderId, life, mode, type, price } = order;
  if (type === null) throw new Error(`order ${orderId} was locked before its type was chosen`);
  const key = { merchantId, orderId };
  const region = provinceOfIp(opening.payerIp);
  const { accountId, payable, strategy, ruleName, leftOutId } = await hold(tx, {
    ...key,
    life,
    mode,
    type,
    price,
    productId: soleProduct(order),
    region,
    visitor: visitorOf(opening.payerIp),
    contact: contactOf(order),
  });
  // Sent together: others may be standing in line for the account.
  const [pending] = await Promise.all([
    markPending(tx, key, { accountId, payable }),
    noteEvent(tx, key, {
      kind: 'allocated',
      actor: 'buyer',
      data: {
        accountId,
        payableFen: payable,
        strategy,
        ruleName,
        leftOutId,
        payerIp: opening.payerIp,
        region,
        device: opening.device,
      },
    }),
    announceOrder(tx, order),
  ]);
  if (pending === null) throw new Error(`order ${orderId} moved under its lock`);
  return pending;
}

/**
 * The buyer looks at the order. The first look allocates an account and an exact amount; later ones find them. An
 * order whose way to pay is the buyer's to choose stays as it is until he has chosen.
 * Null for an unknown token. Throws collection.no_channel when no account of the type is online,
 * collection.amounts_taken when none of them has a free amount near the price, and collection.too_many_open with `by`
 * (visitor, contact, merchant), and for the first two the `count` of what is kept for them and when the first is free
 * (`freeAt`, ISO), when as many orders wait as may.
 */
export async function openOrder(opening: Opening): Promise<Order | null> {
  const seen = await findOrderByToken(opening.token);
  if (seen === null || seen.status !== 'created' || seen.type === null) return seen;
  const opened = await inTransaction(async (tx) => {
    const order = await lockOpenableOrder(tx, opening.token);
    return order === null ? null : allocate(tx, order, opening);
  });
  // Somebody else opened it meanwhile, or its time is over.
  return opened ?? findOrderByToken(opening.token);
}
