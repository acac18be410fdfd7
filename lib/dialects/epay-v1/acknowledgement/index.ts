/**
 * How an answer to a callback of 易支付 is read. Its clients print the word among notices, tags and words of their own,
 * and the original takes whatever contains it; a front page and `{"success":false}` contain it too, and then nobody was
 * told. Promises to take for an acknowledgement only what says so (docs/callbacks.md).
 */
import { type Finding, type Judgement, judgementOf } from '@/lib/core/callbacks';
import { containsWord, isBareWord, leavesItToText, textOfReply } from '@/lib/dialects/acknowledgement';
import type { MerchantReply } from '@/lib/dialects/dialect';
import { looksLikeJson, readJson } from '@/lib/dialects/epay-v1/acknowledgement/read-json';
import { readText } from '@/lib/dialects/epay-v1/acknowledgement/read-text';
import { hasMarkup, textOfTrivialPage } from '@/lib/dialects/epay-v1/acknowledgement/trivial-page';
import { withoutNotices } from '@/lib/dialects/epay-v1/acknowledgement/without-notices';
import { trimBlanks } from '@/lib/platform/web-address';

const OF_JSON = { affirms: 'json_affirms', denies: 'json_denies', unclear: 'json_unclear' } as const;

function find(text: string): Finding {
  if (text === '') return 'empty';
  const own = trimBlanks(withoutNotices(text));
  if (isBareWord(own)) return 'word_after_notices';
  if (looksLikeJson(own)) {
    const finding = OF_JSON[readJson(own)];
    return finding === 'json_unclear' && !containsWord(own) ? 'no_word' : finding;
  }
  if (!hasMarkup(own)) return readText(own);
  if (isBareWord(textOfTrivialPage(own) ?? '')) return 'word_in_page';
  return containsWord(own) ? 'page' : 'no_word';
}

/**
 * Judges an answer of HTTP 200 by the strict reading and then, where the merchant switched it on, by the lenient one,
 * which takes whatever contains the word. 201 and 202 acknowledge with the bare word alone.
 */
export function acknowledge(reply: MerchantReply, { isLenient }: { isLenient: boolean }): Judgement | null {
  if (!leavesItToText(reply.status)) return null;
  const text = textOfReply(reply);
  if (!reply.isCut && isBareWord(text)) return judgementOf('strict', 'bare_word');
  if (reply.status !== 200) return judgementOf('strict', containsWord(text) ? 'within_text' : 'no_word');
  const finding = reply.isCut ? 'too_long' : find(text);
  const strict = judgementOf('strict', finding);
  if (strict.isAcknowledged || !isLenient) return strict;
  return judgementOf('lenient', containsWord(text) ? 'contains_word' : finding);
}
