import type { MerchantReply } from '@/lib/dialects/dialect';

const WORD_LENGTH_MAX = 64;

/** HTTP 200 and the word `success`, in any case, between white space, after a byte order mark. */
export function isWordSuccess(reply: MerchantReply): boolean {
  if (reply.status !== 200) return false;
  const text = new TextDecoder().decode(reply.body).trim();
  return text.slice(0, WORD_LENGTH_MAX).toLowerCase() === 'success';
}
