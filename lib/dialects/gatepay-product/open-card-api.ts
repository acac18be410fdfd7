import { DomainError } from '@/lib/core/errors';
import { type Credential, pinSignature } from '@/lib/core/merchants';
import { type Claim, pinOf } from '@/lib/dialects/gatepay-family';

/**
 * Refuses what the merchant has not opened, and a signed text that was seen with another meaning: whoever finds the
 * signature of a query in a log could read the keys with it, or plant some. Throws merchant.api_closed,
 * merchant.card_api_closed or credential.signature_misread.
 */
export async function openCardApi(
  claim: Claim,
  { merchantId, isApiOpen, isCardApiOpen }: Credential,
  request: { endpoint: string; signedFields: readonly string[] },
): Promise<void> {
  if (!isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
  if (!isCardApiOpen) throw new DomainError('forbidden', 'merchant.card_api_closed');
  if (!(await pinSignature(merchantId, pinOf(claim, request.endpoint, request.signedFields)))) {
    throw new DomainError('unauthenticated', 'credential.signature_misread');
  }
}
