import type { SentFields } from '@/components/docs/signature/make-signature';

/** The fields of a pasted address, query or form body, decoded once as a server would. Empty when there are none. */
export function readPasted(pasted: string): SentFields {
  const text = pasted.trim();
  const mark = text.indexOf('?');
  const query = (mark < 0 ? text : text.slice(mark + 1)).split('#')[0] ?? '';
  return new Map(query.includes('=') ? new URLSearchParams(query) : []);
}
