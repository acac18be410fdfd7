import type { Operation } from '@/lib/dialects/dialect';
import { type Claim, findMerchant, joined, read, secrets, textOf } from '@/lib/dialects/gatepay-family/claim';
import { type FieldRule, fieldsMustBe } from '@/lib/dialects/gatepay-family/grammar';
import { isSigned } from '@/lib/dialects/gatepay-family/signature';

/**
 * How every operation of the family is read and verified. `signedFields` are the names whose texts are joined
 * and signed, in that order.
 */
export function signedRequest(
  rules: readonly FieldRule[],
  signedFields: readonly string[],
): Pick<Operation<Claim>, 'read' | 'findMerchant' | 'check' | 'secrets' | 'isSignedWith'> {
  return {
    read,
    findMerchant,
    check: fieldsMustBe(rules),
    secrets,
    isSignedWith: (claim, secret) => isSigned(joined(claim, signedFields), textOf(claim, 'sign'), secret),
  };
}
