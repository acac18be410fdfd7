import type { Operation } from '@/lib/dialects/dialect';
import { type Claim, findMerchant, joined, read, secrets, textOf } from '@/lib/dialects/gatepay-family/claim';
import { type FieldRule, fieldsMustBe } from '@/lib/dialects/gatepay-family/grammar';
import { isSigned } from '@/lib/dialects/gatepay-family/signature';

type Verified = Pick<Operation<Claim>, 'findMerchant' | 'secrets' | 'isSignedWith'>;

/** How a request is verified over the texts of `signedFields`, joined in that order. */
export function verifiedOver(signedFields: readonly string[]): Verified {
  return {
    findMerchant,
    secrets,
    isSignedWith: (claim, secret) => isSigned(joined(claim, signedFields), textOf(claim, 'sign'), secret),
  };
}

/**
 * How the operations of gatepay v1 and cloudpay are read, checked and verified. `signedFields` are the names whose
 * texts are joined and signed, in that order.
 */
export function signedRequest(
  rules: readonly FieldRule[],
  signedFields: readonly string[],
): Verified & Pick<Operation<Claim>, 'read' | 'check'> {
  return { read, check: fieldsMustBe(rules), ...verifiedOver(signedFields) };
}
