import { DomainError } from '@/lib/core/errors';
import type { Credential, SignaturePin } from '@/lib/core/merchants';
import type { Order } from '@/lib/core/orders/order';
import { isPinTaken, type NewOrder, type Placing, selectIsReachable } from '@/lib/core/orders/store';
import { newCheckoutToken } from '@/lib/platform/ids';

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

export type Found = Placing & { readonly order: Order };

export function misread(): DomainError {
  return new DomainError('unauthenticated', 'credential.signature_misread');
}

type Ways = Pick<NewOrder, 'merchantId' | 'mode' | 'type' | 'choices'>;

/** Why nobody can be paid: no account is online, or none that is has room near the price. */
export async function unpayable(ways: Ways): Promise<DomainError> {
  const details = ways.type === null ? {} : { type: ways.type };
  return (await selectIsReachable(ways))
    ? new DomainError('exhausted', 'collection.amounts_taken', details)
    : new DomainError('unavailable', 'collection.no_channel', details);
}

/** What a placing found. Throws credential.signature_misread, or why nobody can be paid. */
export async function foundBy(placing: Placing, ways: Ways): Promise<Found> {
  if (placing.isMisread) throw misread();
  const { order } = placing;
  if (order === null) throw await unpayable(ways);
  return { ...placing, order };
}

/** Runs a placing; of two with one signed text and two meanings the database stops the second, which is misread. */
export async function inOneMeaning<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isPinTaken(error) ? misread() : error;
  }
}
