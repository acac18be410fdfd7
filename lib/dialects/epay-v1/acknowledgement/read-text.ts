import type { Finding } from '@/lib/core/callbacks';
import { containsWord, isBareWord } from '@/lib/dialects/acknowledgement';
import { denies } from '@/lib/dialects/epay-v1/acknowledgement/denial';

const LENGTH_MAX = 256;

/** Signs that end a word; Chinese needs no blank beside a Latin one. */
const BETWEEN = /[\s,，;；。、|！!“”‘’"'「」『』【】()（）[\]*~…`✅✔\u200B-\u200D\u2060\uFEFF]+/u;
const HAN = /\p{Script=Han}+/gu;
/** `success: false`, `success = 0`, `a => success`: then it is a name or a value, and no word. */
const OPERATOR = /[=:：?？&<>+/\\]/;
/** `0 success`, `success 0/3`, `-1 success`, `500 success`. */
const BAD_VALUE = /^(?:-\d.*|0+(?:\.0+)?%?|0\/\d.*|[45]\d\d)$/;

/** `success rate`, `success page`: then it only says what kind of thing is spoken of. */
const NAMED_AFTER =
  /^(?:rate|ratio|count|number|page|story|stories|url|uri|link|message|template|handler|path|fully?)s?\b/i;
const ZERO = /^0+(?:\.0+)?%?$/;

function tokensOf(text: string): string[] {
  return text
    .replace(HAN, ' $& ')
    .split(BETWEEN)
    .map((token) => token.replace(/\.+$/, ''))
    .filter((token) => token !== '');
}

/** Whether what stands beside the word takes it back: a sign that makes it a name or a value, or a bad number. */
function takesBack(neighbour: string, side: 'before' | 'after'): boolean {
  const value = neighbour.replace(/^.*[^\d=:：][=:：](?=.)/, '');
  if (BAD_VALUE.test(value) || (side === 'after' && NAMED_AFTER.test(neighbour))) return true;
  return side === 'after' ? OPERATOR.test(neighbour.slice(0, 1)) : neighbour.endsWith('=');
}

function standsAtEnd(tokens: readonly string[]): boolean {
  return isBareWord(tokens[0] ?? '') || isBareWord(tokens.at(-1) ?? '');
}

function isDenied(text: string, tokens: readonly string[]): boolean {
  if (/[!！¬~]\s?success|(?:^|[\s:=：])-\d+(?!\S)/i.test(text) || tokens.some((token) => ZERO.test(token)))
    return true;
  const first = isBareWord(tokens[0] ?? '') && takesBack(tokens[1] ?? '', 'after');
  const last = isBareWord(tokens.at(-1) ?? '') && takesBack(tokens.at(-2) ?? '', 'before');
  return first || last || denies(text);
}

/** Judges a plain text that says more than the word: whether it is a word of its own at either end of a short one. */
export function readText(text: string): Finding {
  if (!containsWord(text)) return 'no_word';
  // What carries the signs of code or data is read by nobody as a sentence.
  if (text.length > LENGTH_MAX || /[{}<>]|\w\(/.test(text)) return 'within_text';
  const tokens = tokensOf(text);
  if (standsAtEnd(tokens)) return isDenied(text, tokens) ? 'denied' : 'word_at_end';
  return tokens.some(isBareWord) ? 'within_text' : 'part_of_word';
}
