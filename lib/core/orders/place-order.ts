import { DomainError } from '@/lib/core/errors';
import type { Credential, SignaturePin } from '@/lib/core/merchants';
import { moveSwitched } from '@/lib/core/orders/moves-store';
import { isOpen, type Order } from '@/lib/core/orders/order';
import { type Ask, choicesOf, refuseUnready } from '@/lib/core/orders/refuse-unready';
import { insertOrFindOrder, type NewOrder, type Placing, selectIsReachable } from '@/lib/core/orders/store';
import { withinPlan } from '@/lib/core/plans';
import { newCheckoutToken } from '@/lib/platform/ids';
import type { Fen } from '@/lib/platform/money';

export interface PlaceOrder extends Ask {
  readonly price: Fen;
  readonly title: string;
  /** The quick-pay link that the order came from. */
  readonly linkId?: number;
  /** False when there is nobody to tell of the payment; then no callback address is asked for either. */
  readonly isTold?: boolean;
  /** Whether the same reference may come back with another way to pay while it is unpaid. */
  readonly canSwitchType?: boolean;
}

/** What every placing writes down besides what was asked. */
export function newOrderParts(credential: Credential, pin: SignaturePin | null) {
  return {
    merchantId: credential.merchantId,
    mode: credential.mode,
    token: newCheckoutToken(),
    ttlSeconds: credential.orderTtlSeconds,
    pinDigest: pin?.digest ?? null,
    pinMeaning: pin?.meaning ?? null,
  };
}

/** Whether a repeated reference asks for what its order is; `choices` may have been narrowed since. */
export function isSameAsk(
  order: Order,
  wanted: Pick<NewOrder, 'dialect' | 'type' | 'attachment' | 'notifyUrl' | 'returnUrl'>,
): boolean {
  const isTypeSame = order.type === wanted.type || (wanted.type === null && order.choices.length > 0);
  return (
    isTypeSame &&
    order.dialect === wanted.dialect &&
    order.attachment === wanted.attachment &&
    order.notifyUrl === wanted.notifyUrl &&
    order.returnUrl === wanted.returnUrl
  );
}

function isSameContent(order: Order, wanted: NewOrder): boolean {
  return (
    isSameAsk(order, wanted) &&
    order.goods === null &&
    order.price === wanted.price &&
    order.title === wanted.title
  );
}

type Wanted = Pick<NewOrder, 'merchantId' | 'mode' | 'type' | 'choices'>;

/** Why nobody can be paid: no account is online, or none that is has room near the price. */
async function refuseUnpayable(wanted: Wanted): Promise<DomainError> {
  const details = wanted.type === null ? {} : { type: wanted.type };
  return (await selectIsReachable(wanted))
    ? new DomainError('exhausted', 'collection.amounts_taken', details)
    : new DomainError('unavailable', 'collection.no_channel', details);
}

/** The order of a placing, or why there is none. */
export async function orderOf({ order, isMisread }: Placing, wanted: Wanted): Promise<Order> {
  if (isMisread) throw new DomainError('unauthenticated', 'credential.signature_misread');
  if (order !== null) return order;
  throw await refuseUnpayable(wanted);
}

/**
 * The order with the wanted way to pay when nothing else differs and it is still open, null otherwise. Who leaves the
 * choice to the buyer gets an order whose way was chosen before as it is. Throws collection.no_channel and
 * collection.amounts_taken.
 */
async function switchType(order: Order, wanted: NewOrder): Promise<Order | null> {
  if (!isOpen(order) || !isSameContent({ ...order, type: wanted.type }, wanted)) return null;
  if (wanted.type === null) return order;
  const switched = await moveSwitched({ merchantId: order.merchantId, orderId: order.id }, wanted.type);
  if (switched === null) throw await refuseUnpayable({ ...wanted, choices: [] });
  return switched;
}

async function place(wanted: NewOrder): Promise<Placing> {
  const placing = await insertOrFindOrder(wanted);
  if (placing.order !== null || placing.isMisread) return placing;
  // A concurrent insert of the same reference or text is invisible to our snapshot, so the loser looks once more.
  return insertOrFindOrder(wanted);
}

/**
 * Places an order, or answers the one that has this reference already when its content is the same, whatever
 * became of it. One round trip; takes no account yet.
 * Throws merchant.suspended, merchant.method_closed, order.notify_url_missing, order.return_url_missing,
 * order.address_not_allowed, order.port_shut, order.reference_taken, credential.signature_misread when the signed text was seen
 * with another meaning, collection.no_channel when no account of the type is online, collection.amounts_taken when
 * none of these has room near the price, plan.expired, or plan.quota_spent.
 */
export async function placeOrder(command: PlaceOrder): Promise<Order> {
  const { credential, isTold = true } = command;
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
  const placing = await withinPlan(wanted.merchantId, () => place(wanted));
  const order = await orderOf(placing, wanted);
  if (order.token === wanted.token || isSameContent(order, wanted)) return order;
  const switched = command.canSwitchType === true ? await switchType(order, wanted) : null;
  if (switched !== null) return switched;
  const { id: orderId, outOrderId, status } = order;
  throw new DomainError('conflict', 'order.reference_taken', { orderId, outOrderId, status });
}
