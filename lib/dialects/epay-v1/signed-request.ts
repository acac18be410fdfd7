import { type Operation, Refusal } from '@/lib/dialects/dialect';
import { type Claim, findMerchant, secrets, textOf } from '@/lib/dialects/epay-v1/claim';
import { refuseAmbiguous } from '@/lib/dialects/epay-v1/reserved';
import { isSigned } from '@/lib/dialects/epay-v1/signature';

/** Merchants have no RSA keys here; any other word means MD5, as in the original. */
const RSA = /^RSA2?$/i;

function check(claim: Claim): void {
  if (textOf(claim, 'sign') === '') throw new Refusal(-3, '缺少签名参数');
  if (RSA.test(textOf(claim, 'sign_type'))) throw new Refusal(-3, '该商户只能使用MD5签名类型');
  refuseAmbiguous(claim);
}

/** How the two calls that place an order are verified: over every field that was received. */
export const signedRequest: Pick<Operation<Claim>, 'findMerchant' | 'check' | 'secrets' | 'isSignedWith'> = {
  findMerchant,
  check,
  secrets,
  isSignedWith: (claim, key) => isSigned(claim.fields.values, textOf(claim, 'sign'), key),
};
