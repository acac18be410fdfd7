import { equalInConstantTime, md5 } from '@/lib/platform/crypto';

/**
 * The signature of V免签: md5(text + key) in lower-case hex, over the texts as they came with nothing between them.
 * Throws on an empty key, which would sign for anyone.
 */
export function sign(text: string, key: string): string {
  if (key === '') throw new Error('an empty key signs nothing');
  return md5(text + key);
}

/** Hex of any case is taken; the comparison takes the same time wherever the two differ. */
export function isSigned(text: string, signature: string, key: string): boolean {
  return equalInConstantTime(sign(text, key), signature.toLowerCase());
}
