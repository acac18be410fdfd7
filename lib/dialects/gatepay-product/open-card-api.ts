import { DomainError } from '@/lib/core/errors';
import { type Credential, pinSignature } from '@/lib/core/merchants';
import { refuseUnplanned } from '@/lib/core/plans';
import { type Claim, pinOf } from '@/lib/dialects/gatepay-family';

/**
 * Refuses what the merchant has not opened, and a signed text that was seen with another meaning: whoever finds the
 * signature of a query in a log could read the keys with it, or plant some. Throws merchant.api_closed,
 * merchant.card_api_closed, plan.feature_missing or credential.signature_misread.
 */
export async function openCardApi(
  claim: Claim,
  credential: Credential,
  request: { endpoint: string; signedFields: readonly string[] },
): Promise<void> {
  const { merchantId, isApiOpen, isCardApiOpen } = credential;
  if (!isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
  if (!isCardApiOpen) throw new DomainError('forbidden', 'merchant.card_api_closed');
  refuseUnplanned(credential, 'card_api');
  if (!(await pinSignature(merchantId, pinOf(claim, request.endpoint, request.signedFields)))) {
    throw new DomainError('unauthenticated', 'credential.signature_misread');
  }
}
