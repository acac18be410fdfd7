import { inTransaction, type Tx } from '@/db/transaction';
import { answerRepeat, isSameAsk, moveFor, noteReopened } from '@/lib/core/orders/answer-repeat';
import { moveReopened } from '@/lib/core/orders/lives-store';
import {
  announceOrder,
  insertEvent,
  lockOrder,
  moveSwitched,
  releaseAmount,
} from '@/lib/core/orders/moves-store';
import { foundBy, inOneMeaning, newOrderParts } from '@/lib/core/orders/new-order';
import type { Order } from '@/lib/core/orders/order';
import { type Ask, choicesOf, refuseUnready } from '@/lib/core/orders/refuse-unready';
import { insertOrFindOrder, type NewOrder, type Placing } from '@/lib/core/orders/store';
import { withinPlan } from '@/lib/core/plans';
import type { Fen } from '@/lib/platform/money';

export interface PlaceOrder extends Ask {
  readonly price: Fen;
  readonly title: string;
  /** The quick-pay link that the order came from. */
  readonly linkId?: number;
  /** False when there is nobody to tell of the payment; then no callback address is asked for either. */
  readonly isTold?: boolean;
  /** Whether the same reference may come back with another way to pay while its order is open. */
  readonly canSwitchType?: boolean;
  /** Whether the reference of an order that is over stays refused for good. */
  readonly livesOnce?: boolean;
}

function isSameContent(order: Order, wanted: NewOrder): boolean {
  return (
    isSameAsk(order, wanted) &&
    order.goods === null &&
    order.price === wanted.price &&
    order.title === wanted.title
  );
}

function keyOf({ merchantId, id: orderId }: Order) {
  return { merchantId, orderId };
}

function reopen(order: Order, wanted: NewOrder): Promise<Order | null> {
  return moveFor(wanted, async (tx) => {
    const reopened = await moveReopened(tx, keyOf(order), wanted);
    if (reopened !== null) await noteReopened(tx, reopened, null);
    return reopened;
  });
}

/** Who leaves the choice to the buyer gets an order whose way was chosen before as it is. */
async function switchType(order: Order, wanted: NewOrder): Promise<Order | null> {
  const { type } = wanted;
  if (type === null) return order;
  return moveFor(wanted, async (tx) => {
    await lockOrder(tx, keyOf(order));
    const switched = await moveSwitched(tx, keyOf(order), type);
    if (switched === null) return null;
    await releaseAmount(tx, keyOf(order));
    await insertEvent(tx, keyOf(order), { kind: 'chosen', actor: 'merchant', data: { type } });
    await announceOrder(tx, switched);
    return switched;
  });
}

async function place(wanted: NewOrder): Promise<Placing> {
  const placing = await insertOrFindOrder(wanted);
  if (placing.order !== null || placing.isMisread) return placing;
  // A concurrent insert of the same reference is invisible to our snapshot, so the loser looks once more.
  return insertOrFindOrder(wanted);
}

/**
 * Places an order, or answers the one that has this reference already when its content is the same: as it is while it is
 * open and once it is paid, in another life when it has expired (answer-repeat.ts). One round trip for a new reference,
 * and for the same again while it can be paid; takes no account yet.
 * Throws merchant.suspended, merchant.method_closed, order.notify_url_missing, order.return_url_missing,
 * order.address_not_allowed, order.port_shut, order.reference_taken, order.reference_closed,
 * credential.signature_misread when the signed text was seen with another meaning, collection.no_channel when no account
 * of the type is online, collection.amounts_taken when none of these has room near the price, plan.expired, or
 * plan.quota_spent.
 */
export async function placeOrder(command: PlaceOrder): Promise<Order> {
  const { credential, isTold = true, canSwitchType = false, livesOnce = false } = command;
  refuseUnready(command, isTold);
  const wanted: NewOrder = {
    ...newOrderParts(credential, command.pin),
    dialect: command.dialect,
    outOrderId: command.outOrderId,
    type: command.type,
    choices: choicesOf(command),
    title: command.title,
    price: command.price,
    attachment: command.attachment,
    linkId: command.linkId ?? null,
    isTold,
    notifyUrl: command.notifyUrl,
    returnUrl: command.returnUrl,
  };
  const repeat = {
    wanted,
    livesOnce,
    isSame: (order: Order) => isSameContent(order, wanted),
    reopen: (order: Order) => reopen(order, wanted),
    placeAnew: (_old: Order, release: (tx: Tx) => Promise<void>) =>
      inTransaction(async (tx) => {
        await release(tx);
        const { order } = await foundBy(await insertOrFindOrder(wanted, tx), wanted);
        return order;
      }),
    ...(canSwitchType ? { switchType: (order: Order) => switchType(order, wanted) } : {}),
  };
  return withinPlan(wanted.merchantId, () =>
    inOneMeaning(async () => answerRepeat(await place(wanted), repeat)),
  );
}
