import { inTransaction, type Tx } from '@/db/transaction';
import { isStockEnough } from '@/lib/core/catalogue';
import { DomainError } from '@/lib/core/errors';
import { answerRepeat, isSameAsk, moveFor, noteReopened } from '@/lib/core/orders/answer-repeat';
import {
  type GoodsInsert,
  insertGoodsOrder,
  type NewGoodsOrder,
  type OrderedGoods,
  reopenGoodsOrder,
  type ShelfFront,
  selectOrderedGoods,
} from '@/lib/core/orders/goods-store';
import { foundBy, inOneMeaning, newOrderParts } from '@/lib/core/orders/new-order';
import type { Order } from '@/lib/core/orders/order';
import { type Ask, choicesOf, refuseUnready } from '@/lib/core/orders/refuse-unready';
import { frontFor, noteFront } from '@/lib/core/orders/shelf-front';
import { type Placing, selectPlacing } from '@/lib/core/orders/store';
import { withinPlan } from '@/lib/core/plans';

export interface GoodsLine {
  readonly productId: number;
  readonly quantity: number;
}

export interface PlaceGoodsOrder extends Ask {
  /** At least one; every product once. */
  readonly lines: readonly GoodsLine[];
}

/** How often the shelf is looked at again while other orders have their hand on the last keys. */
const TRIES_MAX = 5;

/** A placing, and how many keys could be had for it. */
type GoodsPlacing = Placing & { readonly keys: number };

/** One way of putting goods into an order, from a place of the shelf on (null: the whole shelf). */
type Attempt = (front: ShelfFront | null) => Promise<GoodsInsert>;

const NEW = { isMisread: false, isPinned: true, isReferenceFree: false } as const;

function isSettled({ order, isMisread }: GoodsPlacing): boolean {
  return order !== null || isMisread;
}

/**
 * One round trip for an attempt that succeeds, a second one to learn what became of the reference. `replaced` is the
 * order that the attempt itself is about: while it has the reference and is over, nothing has become of it.
 */
async function tryOrFind(
  wanted: NewGoodsOrder,
  attempt: Attempt,
  front: ShelfFront | null,
  replaced: number | null,
): Promise<GoodsPlacing> {
  const { order, keys, front: began } = await attempt(front);
  noteFront(wanted, front, began);
  if (order !== null) return { ...NEW, order, keys };
  const found = await selectPlacing(wanted);
  const isReplaced =
    found.order?.id === replaced && (found.order?.status === 'expired' || found.isReferenceFree);
  return { ...found, order: isReplaced ? null : found.order, keys };
}

function refuseGoods({ isKnown, isOnSale, isPayable }: OrderedGoods): void {
  if (!isKnown) throw new DomainError('not_found', 'product.unknown');
  if (!isOnSale) throw new DomainError('forbidden', 'product.off_sale');
  if (!isPayable) throw new DomainError('invalid', 'order.amount_invalid');
}

async function place(
  wanted: NewGoodsOrder,
  attempt: Attempt,
  replaced: number | null,
): Promise<GoodsPlacing> {
  let placing = await tryOrFind(wanted, attempt, frontFor(wanted), replaced);
  if (isSettled(placing)) return placing;
  const goods = await selectOrderedGoods(wanted);
  refuseGoods(goods);
  for (let tries = 1; tries < TRIES_MAX && !isSettled(placing); tries += 1) {
    // Keys that a statement of somebody else holds for a moment may come back when it places nothing. When they are
    // gone for good, one last look tells whether they went to this very reference.
    const isLast = placing.keys < goods.keys && !(await isStockEnough(wanted));
    placing = await tryOrFind(wanted, attempt, null, replaced);
    if (isLast) break;
  }
  if (!isSettled(placing) && placing.keys < goods.keys) {
    throw new DomainError('exhausted', 'product.out_of_stock');
  }
  return placing;
}

/** Another life at today's prices, which are what the same request would be answered with under any other reference. */
function reopening(order: Order, wanted: NewGoodsOrder): Attempt {
  return async (front) => {
    let tried: GoodsInsert = { order: null, keys: 0, front: null };
    await moveFor(wanted, async (tx) => {
      tried = await reopenGoodsOrder(tx, order.id, wanted, front);
      if (tried.order !== null) await noteReopened(tx, tried.order, tried.order.price);
      return tried.order;
    });
    return tried;
  };
}

/** Ends a transaction that came to nothing. */
class Undone extends Error {
  constructor(readonly tried: GoodsInsert) {
    super('nothing was placed');
  }
}

function placingAnew(wanted: NewGoodsOrder, release: (tx: Tx) => Promise<void>): Attempt {
  return (front) =>
    inTransaction(async (tx) => {
      await release(tx);
      const tried = await insertGoodsOrder(wanted, front, tx);
      if (tried.order === null) throw new Undone(tried);
      return tried;
    }).catch((error: unknown) => {
      if (error instanceof Undone) return error.tried;
      throw error;
    });
}

/**
 * Places an order for products at today's prices and reserves its card keys, all or nothing; or answers the order
 * that has this reference already when it is for the same goods: as it is while it is open and once it is paid, whatever
 * became of the prices, and in another life at today's prices when it has expired.
 * Throws what placeOrder throws, and product.unknown, product.off_sale, product.out_of_stock, or
 * order.amount_invalid when the sum is too large to be paid.
 */
export async function placeGoodsOrder(command: PlaceGoodsOrder): Promise<Order> {
  refuseUnready(command, true);
  const lines = command.lines.toSorted((a, b) => a.productId - b.productId);
  const wanted: NewGoodsOrder = {
    ...newOrderParts(command.credential, command.pin),
    dialect: command.dialect,
    outOrderId: command.outOrderId,
    type: command.type,
    choices: choicesOf(command),
    attachment: command.attachment,
    notifyUrl: command.notifyUrl,
    returnUrl: command.returnUrl,
    goods: lines.map(({ productId, quantity }) => `${productId}:${quantity}`).join(','),
    productIds: lines.map(({ productId }) => productId),
    quantities: lines.map(({ quantity }) => quantity),
  };
  const inserting: Attempt = (front) => insertGoodsOrder(wanted, front);
  const repeat = {
    wanted,
    livesOnce: false,
    isSame: (order: Order) => isSameAsk(order, wanted) && order.goods === wanted.goods,
    reopen: async (order: Order) => (await place(wanted, reopening(order, wanted), order.id)).order,
    placeAnew: async (old: Order, release: (tx: Tx) => Promise<void>) => {
      const placed = await place(wanted, placingAnew(wanted, release), old.id);
      return (await foundBy(placed, wanted)).order;
    },
  };
  return withinPlan(wanted.merchantId, () =>
    inOneMeaning(async () => answerRepeat(await place(wanted, inserting, null), repeat)),
  );
}
