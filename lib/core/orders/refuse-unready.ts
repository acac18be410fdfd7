import { DomainError } from '@/lib/core/errors';
import type { Credential, SignaturePin } from '@/lib/core/merchants';
import type { DialectId, PayType } from '@/lib/core/vocabulary';
import { isWebAddress, shutPortOf } from '@/lib/platform/web-address';

/** What every way of placing an order asks for. */
export interface Ask {
  readonly credential: Credential;
  readonly dialect: DialectId;
  readonly outOrderId: string;
  /** Null leaves the choice to the buyer, among the open ones of `choices`. */
  readonly type: PayType | null;
  readonly choices?: readonly PayType[];
  readonly attachment: string;
  /** Null takes the merchant's own address. */
  readonly notifyUrl: string | null;
  readonly returnUrl: string | null;
  /** Whether the request's signature covers its addresses; if not, they may only lead to the merchant's own hosts. */
  readonly areAddressesSigned: boolean;
  /** Whether the merchant lets addresses that are not signed lead to any host. */
  readonly mayAddressesLeadAnywhere?: boolean;
  /** Whether the buyer must have a page to go back to. */
  readonly isReturnOptional?: boolean;
  /** What the request's signature was given for; null for a dialect whose signature reads in one way only. */
  readonly pin: SignaturePin | null;
}

/** The ways to pay that the buyer may choose from; none when the merchant's site has chosen. */
export function choicesOf({ type, choices = [], credential }: Ask): PayType[] {
  return type === null ? choices.filter((choice) => credential.openTypes.includes(choice)) : [];
}

/**
 * An address that no signature covers may only lead to a host that the merchant has registered. A merchant
 * without any registered address has nothing to compare.
 */
function refuseForeignHosts({ credential, notifyUrl, returnUrl, ...ask }: Ask): void {
  const given = [notifyUrl, returnUrl].filter((address) => address !== null);
  if (given.length === 0) return;
  const registered = [credential.notifyUrl, credential.returnUrl, credential.timeoutUrl];
  const hosts = registered.filter((address) => address !== null).map((address) => new URL(address).hostname);
  const isAnyHostFine = ask.areAddressesSigned || ask.mayAddressesLeadAnywhere === true;
  for (const address of given) {
    if (!isWebAddress(address)) throw new DomainError('invalid', 'order.address_not_allowed', { address });
    const { hostname } = new URL(address);
    if (!isAnyHostFine && hosts.length > 0 && !hosts.includes(hostname)) {
      throw new DomainError('forbidden', 'order.address_not_allowed', { address, hostname });
    }
  }
}

/** A callback address is refused when it is given, not when its first callback cannot be sent. */
function refuseShutPort({ notifyUrl }: Ask): void {
  const port = notifyUrl === null ? null : shutPortOf(notifyUrl);
  if (port !== null) throw new DomainError('invalid', 'order.port_shut', { port });
}

function refuseClosedTypes(ask: Ask): void {
  const { type, credential } = ask;
  const isOpen = type === null ? choicesOf(ask).length > 0 : credential.openTypes.includes(type);
  if (!isOpen) throw new DomainError('forbidden', 'merchant.method_closed', type === null ? {} : { type });
}

/**
 * Throws what a merchant's own state and settings refuse, before the database is asked. An order that nobody is told
 * of (`isTold` false) needs no callback address.
 */
export function refuseUnready(ask: Ask, isTold: boolean): void {
  const { credential, isReturnOptional = false } = ask;
  if (credential.status !== 'active') throw new DomainError('forbidden', 'merchant.suspended');
  if (isTold && (ask.notifyUrl ?? credential.notifyUrl) === null) {
    throw new DomainError('invalid', 'order.notify_url_missing');
  }
  if (!isReturnOptional && (ask.returnUrl ?? credential.returnUrl) === null) {
    throw new DomainError('invalid', 'order.return_url_missing');
  }
  refuseForeignHosts(ask);
  refuseShutPort(ask);
  refuseClosedTypes(ask);
}
