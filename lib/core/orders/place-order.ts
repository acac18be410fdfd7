import { DomainError } from '@/lib/core/errors';
import type { Credential } from '@/lib/core/merchants';
import type { Order } from '@/lib/core/orders/order';
import { insertOrFindOrder, type NewOrder, selectByReference } from '@/lib/core/orders/store';
import type { DialectId, PayType } from '@/lib/core/vocabulary';
import { newCheckoutToken } from '@/lib/platform/ids';
import type { Fen } from '@/lib/platform/money';
import { isWebAddress } from '@/lib/platform/web-address';

export interface PlaceOrder {
  readonly credential: Credential;
  readonly dialect: DialectId;
  readonly outOrderId: string;
  readonly type: PayType;
  readonly price: Fen;
  readonly title: string;
  readonly attachment: string;
  /** Null takes the merchant's own address. */
  readonly notifyUrl: string | null;
  readonly returnUrl: string | null;
}

/**
 * An address that came with an order is not covered by every dialect's signature, so it may only lead to a
 * host that the merchant has registered. A merchant without any registered address has nothing to compare.
 */
function refuseForeignHosts({ credential, notifyUrl, returnUrl }: PlaceOrder): void {
  const given = [notifyUrl, returnUrl].filter((address) => address !== null);
  if (given.length === 0) return;
  const registered = [credential.notifyUrl, credential.returnUrl, credential.timeoutUrl];
  const hosts = registered.filter((address) => address !== null).map((address) => new URL(address).hostname);
  for (const address of given) {
    if (!isWebAddress(address)) throw new DomainError('invalid', 'order.address_not_allowed', { address });
    const { hostname } = new URL(address);
    if (hosts.length > 0 && !hosts.includes(hostname)) {
      throw new DomainError('forbidden', 'order.address_not_allowed', { address, hostname });
    }
  }
}

function refuseUnready(command: PlaceOrder): void {
  const { credential } = command;
  if (credential.status !== 'active') throw new DomainError('forbidden', 'merchant.suspended');
  if ((command.notifyUrl ?? credential.notifyUrl) === null) {
    throw new DomainError('invalid', 'order.notify_url_missing');
  }
  if ((command.returnUrl ?? credential.returnUrl) === null) {
    throw new DomainError('invalid', 'order.return_url_missing');
  }
  refuseForeignHosts(command);
  if (!credential.openTypes.includes(command.type)) {
    throw new DomainError('forbidden', 'merchant.method_closed', { type: command.type });
  }
}

function isSameContent(order: Order, wanted: NewOrder): boolean {
  return (
    order.dialect === wanted.dialect &&
    order.price === wanted.price &&
    order.type === wanted.type &&
    order.title === wanted.title &&
    order.attachment === wanted.attachment &&
    order.notifyUrl === wanted.notifyUrl &&
    order.returnUrl === wanted.returnUrl
  );
}

/**
 * Places an order, or answers the one that has this reference already when its content is the same, whatever
 * became of it. One round trip; takes no account yet.
 * Throws merchant.suspended, merchant.method_closed, order.notify_url_missing, order.return_url_missing,
 * order.address_not_allowed, order.reference_taken, or collection.no_channel when no account of the type is
 * online.
 */
export async function placeOrder(command: PlaceOrder): Promise<Order> {
  refuseUnready(command);
  const { credential, ...content } = command;
  const wanted: NewOrder = {
    ...content,
    merchantId: credential.merchantId,
    mode: credential.mode,
    token: newCheckoutToken(),
    ttlSeconds: credential.orderTtlSeconds,
  };
  // A concurrent insert of the same reference is invisible to our snapshot, so the loser looks once more.
  const order = (await insertOrFindOrder(wanted)) ?? (await selectByReference(wanted));
  if (order === null) throw new DomainError('unavailable', 'collection.no_channel', { type: command.type });
  if (order.token !== wanted.token && !isSameContent(order, wanted)) {
    throw new DomainError('conflict', 'order.reference_taken', { outOrderId: command.outOrderId });
  }
  return order;
}
