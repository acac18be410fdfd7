import { DomainError } from '@/lib/core/errors';
import { type Credential, isSignatureMisread, type SignaturePin } from '@/lib/core/merchants';
import { refuseUnplanned } from '@/lib/core/plans';

/**
 * Refuses what the merchant has not opened, and a signed text that did something else before: whoever finds the
 * signature of an order in a log could read the keys with it, or plant some. Pins nothing: what is refused later has done
 * nothing. Throws merchant.api_closed, merchant.card_api_closed, plan.feature_missing or credential.signature_misread.
 */
export async function openCardApi(credential: Credential, pin: SignaturePin): Promise<void> {
  const { merchantId, isApiOpen, isCardApiOpen } = credential;
  if (!isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
  if (!isCardApiOpen) throw new DomainError('forbidden', 'merchant.card_api_closed');
  refuseUnplanned(credential, 'card_api');
  if (await isSignatureMisread(merchantId, pin)) {
    throw new DomainError('unauthenticated', 'credential.signature_misread');
  }
}
