import { RE2JS, RE2JSException } from 're2js';
import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';
import { type Fen, parseYuan } from '@/lib/platform/money';

export const PATTERN_MAX = 300;
export const NOTICE_MAX = 2_000;

export type UnreadReason = 'merged' | 'no_rule' | 'amount_unclear' | 'several_amounts' | 'too_long';

export type Reading =
  | { readonly kind: 'read'; readonly rule: NoticeRule; readonly amount: Fen }
  | { readonly kind: 'unread'; readonly reason: UnreadReason; readonly rule: NoticeRule | null };

export interface NoticeWords {
  readonly sender: string;
  readonly text: string;
}

/** Compiling costs milliseconds, and rules change rarely. */
const COMPILED_MAX = 500;
const compiled = new Map<string, RE2JS>();

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  const fresh = RE2JS.compile(pattern, RE2JS.MULTILINE);
  compiled.set(pattern, fresh);
  return fresh;
}

/** Null when the pattern can be used, otherwise what is wrong with it. `isText` asks for the group `amount`. */
export function judgePattern(pattern: string, isText: boolean): string | null {
  if (pattern.length > PATTERN_MAX) return `longer than ${PATTERN_MAX} characters`;
  try {
    const groups = RE2JS.compile(pattern, RE2JS.MULTILINE).namedGroups();
    return isText && groups.amount === undefined ? 'no group (?<amount>…)' : null;
  } catch (error) {
    if (error instanceof RE2JSException) return error.message;
    throw error;
  }
}

const FULL_WIDTH = /[０-９．￥]|，(?=[0-9０-９]{3}(?![0-9０-９]))/g;

/** Full-width digits, dots and yuan signs as plain ones; a comma only where it parts thousands. */
function plain(text: string): string {
  return text.replace(FULL_WIDTH, (sign) => (sign === '￥' ? '¥' : sign.normalize('NFKC')));
}

// `第2笔` counts the day's payments; `2笔`, `[2条]` and `两笔` put several into one notice.
const MERGED = /(?<![第\d])(?:(?!1(?!\d))\d{1,6}|[两二三四五六七八九十]+)\s*(?:笔|条|筆|條)/;

const STRICT = /^(?:\d{1,8}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d{1,2})?$/;

/** What stands at [start, end) as an amount; null when it is cut out of a longer number, or is none. */
function amountAt(text: string, start: number, end: number): Fen | null {
  // The group is there, but took no part in the match.
  if (start < 0) return null;
  if (/[\d.,]$/.test(text.slice(0, start)) || /^(?:\d|[.,]\d)/.test(text.slice(end))) return null;
  const digits = text.slice(start, end);
  const amount = STRICT.test(digits) ? parseYuan(digits.replaceAll(',', '')) : null;
  return amount === null || amount <= 0 ? null : amount;
}

function amountsOf(rule: NoticeRule, text: string): Set<Fen | null> {
  const amounts = new Set<Fen | null>();
  const matcher = compile(rule.textPattern).matcher(text);
  while (matcher.find()) {
    amounts.add(amountAt(text, matcher.start('amount'), matcher.end('amount')));
  }
  return amounts;
}

function isMeant(rule: NoticeRule, sender: string, lines: readonly string[]): boolean {
  if (!compile(rule.senderPattern).matches(sender)) return false;
  return rule.titlePattern === '' || lines.some((line) => compile(rule.titlePattern).matches(line));
}

function readBy(rule: NoticeRule, text: string): Reading | null {
  const amounts = [...amountsOf(rule, text)];
  const [amount] = amounts;
  if (amount === undefined) return null;
  if (amounts.length > 1) return { kind: 'unread', reason: 'several_amounts', rule };
  return amount === null
    ? { kind: 'unread', reason: 'amount_unclear', rule }
    : { kind: 'read', rule, amount };
}

/**
 * Reads one notice by the first enabled rule that knows it, in order of priority. A notice that puts several payments
 * together is never read, and neither is an amount that could be part of another number.
 */
export function readNotice({ sender, text }: NoticeWords, rules: readonly NoticeRule[]): Reading {
  if (text.length > NOTICE_MAX) return { kind: 'unread', reason: 'too_long', rule: null };
  const words = plain(text.replaceAll('\r', ''));
  if (MERGED.test(words)) return { kind: 'unread', reason: 'merged', rule: null };
  const lines = words.split('\n').map((line) => line.trim());
  const trimmed = lines.join('\n');
  const ordered = rules.filter(({ isEnabled }) => isEnabled).sort((a, b) => a.priority - b.priority);
  for (const rule of ordered) {
    const reading = isMeant(rule, sender.trim(), lines) ? readBy(rule, trimmed) : null;
    if (reading !== null) return reading;
  }
  return { kind: 'unread', reason: 'no_rule', rule: null };
}
