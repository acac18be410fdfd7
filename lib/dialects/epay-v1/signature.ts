import { equalInConstantTime, md5 } from '@/lib/platform/crypto';
import { encodeGbk } from '@/lib/platform/gbk';

const UNSIGNED = new Set(['', 'sign', 'sign_type']);
const BLANK = /^[ \t\n\r\v]*$/;

type Pair = readonly [name: string, text: string];

/** Whether PHP's trim leaves nothing: such a value is not signed, so it counts as not sent. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** PHP reads `a[]` and `a[b]` as arrays, which no signature covers. */
export function isArrayName(name: string): boolean {
  return name.includes('[');
}

function compareNames(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Whether a field of this name stands behind the other in every signed text. */
export function isNameAfter(name: string, other: string): boolean {
  return compareNames(name, other) > 0;
}

/** The fields that no signature covers by their name. */
export function isUnsigned(name: string): boolean {
  return UNSIGNED.has(name);
}

/** The fields that are signed, in the order in which they are. */
export function signedPairs(fields: Iterable<Pair>): Pair[] {
  return [...fields]
    .filter(([name, text]) => !isUnsigned(name) && !isArrayName(name) && !isBlank(text))
    .sort(([left], [right]) => compareNames(left, right));
}

/**
 * What is signed (spec 易支付, MD5签名算法): every field but sign, sign_type, arrays and those that are blank after
 * trimming, in the byte order of their names, as `a=b&c=d` with raw values.
 */
export function signedText(fields: Iterable<Pair>): string {
  return signedPairs(fields)
    .map(([name, text]) => `${name}=${text}`)
    .join('&');
}

/** md5(text + key) in lower-case hex. Throws on an empty key, which would sign for anyone. */
export function sign(fields: Iterable<Pair>, key: string): string {
  if (key === '') throw new Error('an empty key signs nothing');
  return md5(signedText(fields) + key);
}

/** Hex of any case is taken; the comparison takes the same time wherever the two differ. */
export function isSigned(fields: Iterable<Pair>, signature: string, key: string): boolean {
  return equalInConstantTime(sign(fields, key), signature.toLowerCase());
}

const ASCII = /^[\0-\x7f]*$/;

/** Whether the signature is right for the text in GBK, as old programs count it, and not the same as in UTF-8. */
export function isSignedInGbk(fields: Iterable<Pair>, signature: string, key: string): boolean {
  const text = signedText(fields) + key;
  return !ASCII.test(text) && equalInConstantTime(md5(encodeGbk(text)), signature.toLowerCase());
}
