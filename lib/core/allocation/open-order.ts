import { inTransaction, type Tx } from '@/db/transaction';
import type { Ask } from '@/lib/core/allocation/choice-store';
import { chooseAccount } from '@/lib/core/allocation/choose-account';
import { insertAllocation, lockAccount } from '@/lib/core/allocation/store';
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

/** How often another account is looked for when the chosen one filled up while we stood in line. */
const TRIES_MAX = 5;

export interface Opening {
  readonly token: string;
  /** Kept in the order's story. */
  readonly payerIp: string;
  /** What the page was opened with, in the gateway's words. */
  readonly device: string;
}

async function hold(tx: Tx, ask: Ask) {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const choice = await chooseAccount(tx, ask);
    const { accountId } = choice;
    if (!choice.isServable) {
      throw new DomainError('unavailable', 'collection.no_channel', { type: ask.type });
    }
    if (accountId === null) break;
    await lockAccount(tx, ask.merchantId, accountId);
    const payable = await insertAllocation(tx, ask, accountId);
    if (payable !== null) return { ...choice, accountId, payable };
  }
  throw new DomainError('exhausted', 'collection.amounts_taken', { type: ask.type });
}

async function allocate(tx: Tx, order: Order, opening: Opening): Promise<Order> {
  const { merchantId, id: orderId, mode, type, price } = order;
  if (type === null) throw new Error(`order ${orderId} was locked before its type was chosen`);
  const key = { merchantId, orderId };
  const region = provinceOfIp(opening.payerIp);
  const { accountId, payable, strategy, ruleName, leftOutId } = await hold(tx, {
    ...key,
    mode,
    type,
    price,
    productId: soleProduct(order),
    region,
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
 * Null for an unknown token. Throws collection.no_channel when no account of the type is online, and
 * collection.amounts_taken when none of them has a free amount near the price.
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
