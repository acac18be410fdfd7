import { DomainError } from '@/lib/core/errors';
import type { Credential } from '@/lib/core/merchants';
import { type Order, placeOrder } from '@/lib/core/orders';
import { refuseUnplanned } from '@/lib/core/plans';
import { isWithin, type Link } from '@/lib/core/quick-pay/link';
import { isRefusedByLimits, selectOffer } from '@/lib/core/quick-pay/store';
import type { PayType } from '@/lib/core/vocabulary';
import type { Fen } from '@/lib/platform/money';

export interface PlaceQuickPayOrder {
  readonly credential: Credential;
  readonly link: Link;
  readonly type: PayType;
  readonly price: Fen;
  /** What the buyer left; given back to the merchant's site as the order's attachment. */
  readonly contact: string;
  /** Names the tap, so that a second one finds the first one's order. */
  readonly nonce: string;
}

/** Why the database refused: the link's state, or an amount that the day has no room for. */
async function refusalOf({ link, price }: PlaceQuickPayOrder): Promise<DomainError> {
  const offer = await selectOffer({ ...link, linkId: link.id });
  if (offer?.state === 'active' && !isWithin(price, offer.range)) {
    return new DomainError('invalid', 'link.amount_invalid', { max: offer.range.max ?? 0 });
  }
  // A place that came free between the refusal and this look is still refused: the buyer tries again.
  const state = offer === null || offer.state === 'active' ? 'held' : offer.state;
  return new DomainError('forbidden', 'link.closed', { state });
}

/**
 * Places an order of a link in the dialect whose callback documents quick-pay, or answers the one that this nonce
 * placed before. One round trip. The link's own state and limits are kept by the database while it inserts: what
 * is paid and what may still be paid never come to more than the link takes. Money that arrives after its order's
 * end and is settled by the merchant's word may go beyond.
 * Throws merchant.quick_pay_closed, plan.feature_missing, link.amount_invalid, link.closed with its state, and what placeOrder throws.
 */
export async function placeQuickPayOrder(command: PlaceQuickPayOrder): Promise<Order> {
  const { credential, link, type, price, contact, nonce } = command;
  if (!credential.isQuickPayOpen) throw new DomainError('forbidden', 'merchant.quick_pay_closed');
  refuseUnplanned(credential, 'quick_pay');
  if (!isWithin(price, link)) throw new DomainError('invalid', 'link.amount_invalid');
  try {
    return await placeOrder({
      credential,
      dialect: 'gatepay-v1',
      outOrderId: `QP${nonce}`,
      type,
      price,
      title: link.title,
      attachment: contact,
      notifyUrl: null,
      returnUrl: null,
      areAddressesSigned: false,
      isReturnOptional: true,
      isTold: credential.notifyUrl !== null,
      linkId: link.id,
      // A tap is no reference that a shop would need again: its page offers a fresh one.
      livesOnce: true,
      pin: null,
    });
  } catch (error) {
    if (isRefusedByLimits(error)) throw await refusalOf(command);
    throw error;
  }
}
