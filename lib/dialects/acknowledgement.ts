import { type Judgement, judgementOf } from '@/lib/core/callbacks';
import type { MerchantReply } from '@/lib/dialects/dialect';
import { trimBlanks } from '@/lib/platform/web-address';

const WORD = 'success';
const STATUSES = [200, 201, 202];
const UTF16: Readonly<Record<string, string>> = { fffe: 'utf-16le', feff: 'utf-16be' };

/** Whether an answer's status leaves it to its text whether it acknowledges. */
export function leavesItToText(status: number): boolean {
  return STATUSES.includes(status);
}

/** An answer's text without the blanks and byte order marks around it; what is no text becomes U+FFFD. */
export function textOfReply({ body }: Pick<MerchantReply, 'body'>): string {
  const mark = Buffer.from(body.subarray(0, 2)).toString('hex');
  return trimBlanks(new TextDecoder(UTF16[mark] ?? 'utf-8').decode(body));
}

/** Whether a text is the word `success` and nothing else, in any case. */
export function isBareWord(text: string): boolean {
  return text.length === WORD.length && text.toLowerCase() === WORD;
}

/** Whether a text contains the word `success` in any case, even within another word. */
export function containsWord(text: string): boolean {
  return text.toLowerCase().includes(WORD);
}

/** With 200, 201 or 202 the word `success`, in any case, between blanks and after byte order marks, and nothing else. */
export function readBareWord(reply: MerchantReply): Judgement | null {
  if (!leavesItToText(reply.status)) return null;
  const text = textOfReply(reply);
  if (reply.isCut) return judgementOf('word', 'too_long');
  if (isBareWord(text)) return judgementOf('word', 'bare_word');
  if (text === '') return judgementOf('word', 'empty');
  return judgementOf('word', containsWord(text) ? 'within_text' : 'no_word');
}
