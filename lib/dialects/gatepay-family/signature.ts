import { equalInConstantTime, md5 } from '@/lib/platform/crypto';

/**
 * The family's signature, md5(md5(text) + appsecret) in lower-case hex. The fields are joined with nothing
 * between them, so `1`+`23` and `12`+`3` sign alike; the grammar of the fields is checked first because the
 * format cannot be repaired. Throws on an empty secret, which would sign for anyone.
 */
export function sign(text: string, appsecret: string): string {
  if (appsecret === '') throw new Error('an empty appsecret signs nothing');
  return md5(md5(text) + appsecret);
}

/** Hex of any case is taken; the comparison takes the same time wherever the two differ. */
export function isSigned(text: string, signature: string, appsecret: string): boolean {
  return equalInConstantTime(sign(text, appsecret), signature.toLowerCase());
}
