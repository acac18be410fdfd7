import { isStockEnough } from '@/lib/core/catalogue';
import { DomainError } from '@/lib/core/errors';
import {
  insertGoodsOrder,
  type NewGoodsOrder,
  type OrderedGoods,
  type ShelfFront,
  selectOrderedGoods,
} from '@/lib/core/orders/goods-store';
import type { Order } from '@/lib/core/orders/order';
import { isSameAsk, newOrderParts, orderOf } from '@/lib/core/orders/place-order';
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

function isSettled({ order, isMisread }: GoodsPlacing): boolean {
  return order !== null || isMisread;
}

/** One round trip for a new order, a second one for a reference or a text that was seen before. */
async function insertOrFind(wanted: NewGoodsOrder, front: ShelfFront | null): Promise<GoodsPlacing> {
  const { order, keys, front: began } = await insertGoodsOrder(wanted, front);
  noteFront(wanted, front, began);
  if (order !== null) return { order, keys, isMisread: false };
  return { ...(await selectPlacing(wanted)), keys };
}

function refuseGoods({ isKnown, isOnSale, isPayable }: OrderedGoods): void {
  if (!isKnown) throw new DomainError('not_found', 'product.unknown');
  if (!isOnSale) throw new DomainError('forbidden', 'product.off_sale');
  if (!isPayable) throw new DomainError('invalid', 'order.amount_invalid');
}

async function place(wanted: NewGoodsOrder): Promise<GoodsPlacing> {
  let placing = await insertOrFind(wanted, frontFor(wanted));
  if (isSettled(placing)) return placing;
  const goods = await selectOrderedGoods(wanted);
  refuseGoods(goods);
  for (let tries = 1; tries < TRIES_MAX && !isSettled(placing); tries += 1) {
    // Keys that a statement of somebody else holds for a moment may come back when it places nothing. When they are
    // gone for good, one last look tells whether they went to this very reference.
    const isLast = placing.keys < goods.keys && !(await isStockEnough(wanted));
    placing = await insertOrFind(wanted, null);
    if (isLast) break;
  }
  if (!isSettled(placing) && placing.keys < goods.keys) {
    throw new DomainError('exhausted', 'product.out_of_stock');
  }
  return placing;
}

/**
 * Places an order for products at today's prices and reserves its card keys, all or nothing; or answers the order
 * that has this reference already when it is for the same goods, whatever became of it and of the prices.
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
  const placing = await withinPlan(wanted.merchantId, () => place(wanted));
  const order = await orderOf(placing, wanted);
  if (order.token !== wanted.token && !(isSameAsk(order, wanted) && order.goods === wanted.goods)) {
    throw new DomainError('conflict', 'order.reference_taken', { orderId: order.id });
  }
  return order;
}
