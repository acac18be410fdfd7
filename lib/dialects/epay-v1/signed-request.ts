import { type Operation, Refusal } from '@/lib/dialects/dialect';
import { type Claim, findMerchant, secrets, textOf } from '@/lib/dialects/epay-v1/claim';
import { refuseAmbiguous } from '@/lib/dialects/epay-v1/reserved';
import { isSigned, isSignedInGbk } from '@/lib/dialects/epay-v1/signature';

/** Merchants have no RSA keys here; any other word means MD5, as in the original. */
const RSA = /^RSA2?$/i;

const SIGN_IN_UTF8 = 'MD5签名校验失败：签名是按GBK编码计算的，请把参数转换为UTF-8编码后再签名';

function check(claim: Claim): void {
  if (textOf(claim, 'sign') === '') throw new Refusal(-3, '缺少签名参数');
  if (RSA.test(textOf(claim, 'sign_type'))) throw new Refusal(-3, '该商户只能使用MD5签名类型');
  refuseAmbiguous(claim);
}

/** Throws a Refusal for what is signed right, but not in UTF-8: that is no stranger, and can be told how to mend it. */
function isSignedWith(claim: Claim, key: string): boolean {
  const { values } = claim.fields;
  const signature = textOf(claim, 'sign');
  if (isSigned(values, signature, key)) return true;
  if (isSignedInGbk(values, signature, key)) throw new Refusal(-3, SIGN_IN_UTF8);
  return false;
}

/** How the two calls that place an order are verified: over every field that was received. */
export const signedRequest: Pick<Operation<Claim>, 'findMerchant' | 'check' | 'secrets' | 'isSignedWith'> = {
  findMerchant,
  check,
  secrets,
  isSignedWith,
};
