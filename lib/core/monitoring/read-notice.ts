import { RE2JS, RE2JSException } from 're2js';
import { amountAt, amountsSeen, isMerged, plain } from '@/lib/core/monitoring/notice-amounts';
import { type NoticeParts, type NoticeWords, partsOf } from '@/lib/core/monitoring/notice-parts';
import type { NoticeRule } from '@/lib/core/monitoring/notice-rule';
import type { Fen } from '@/lib/platform/money';

export const PATTERN_MAX = 1_000;
export const NOTICE_MAX = 2_000;

export type UnreadReason =
  | 'merged'
  | 'never_payment'
  | 'no_rule'
  | 'no_title'
  | 'amount_unclear'
  | 'several_amounts'
  | 'too_long';

export type Reading =
  | { readonly kind: 'read'; readonly rule: NoticeRule; readonly amount: Fen }
  | { readonly kind: 'unread'; readonly reason: UnreadReason; readonly rule: NoticeRule | null };

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

function groupsOf(pattern: string): string[] {
  return Object.keys(compile(pattern).namedGroups());
}

const hasAmount = (pattern: string): boolean => groupsOf(pattern).includes('amount');

export type PatternField = 'senderPattern' | 'titlePattern' | 'textPattern';
type Patterns = Pick<NoticeRule, PatternField | 'verdict'>;

function judgePattern(pattern: string): string | null {
  if (pattern.length > PATTERN_MAX) return `longer than ${PATTERN_MAX} characters`;
  try {
    compile(pattern);
    return null;
  } catch (error) {
    if (error instanceof RE2JSException) return error.message;
    throw error;
  }
}

/** Null when a rule's patterns can be used, otherwise the field and what is wrong with it. */
export function judgePatterns(rule: Patterns): { field: PatternField; reason: string } | null {
  for (const field of ['senderPattern', 'titlePattern', 'textPattern'] as const) {
    const reason = judgePattern(rule[field]);
    if (reason !== null) return { field, reason };
  }
  if (rule.verdict === 'never' || hasAmount(rule.textPattern) !== hasAmount(rule.titlePattern)) return null;
  const reason = hasAmount(rule.textPattern) ? 'a second group (?<amount>…)' : 'no group (?<amount>…)';
  return { field: 'textPattern', reason };
}

/** A found amount with its line, in which the words of strangers are blank. */
interface Found {
  readonly amount: Fen | null;
  readonly line: string;
}

function foundIn(pattern: string, text: string): Found[] {
  const found: Found[] = [];
  const others = groupsOf(pattern).filter((name) => name !== 'amount');
  const matcher = compile(pattern).matcher(text);
  while (matcher.find()) {
    const [start, end] = [matcher.start('amount'), matcher.end('amount')];
    let own = text;
    for (const name of others) {
      const [from, to] = [matcher.start(name), matcher.end(name)];
      if (from >= 0) own = own.slice(0, from) + ' '.repeat(to - from) + own.slice(to);
    }
    const lineEnd = own.indexOf('\n', end);
    const line = own.slice(
      own.lastIndexOf('\n', Math.max(start - 1, 0)) + 1,
      lineEnd < 0 ? undefined : lineEnd,
    );
    found.push({ amount: amountAt(text, start, end), line });
  }
  return found;
}

function isMeant(rule: NoticeRule, sender: string, title: string | null): boolean {
  if (!compile(rule.senderPattern).matches(sender)) return false;
  return rule.titlePattern === '' || (title !== null && compile(rule.titlePattern).matches(title));
}

function readBy(rule: NoticeRule, { title, text, whole }: NoticeParts): Reading | null {
  const words = rule.titlePattern === '' ? whole : text;
  if (!compile(rule.textPattern).matcher(words).find()) return null;
  if (rule.verdict === 'never') return { kind: 'unread', reason: 'never_payment', rule };
  const found = hasAmount(rule.textPattern)
    ? foundIn(rule.textPattern, words)
    : foundIn(rule.titlePattern, title ?? '');
  if (found.some(({ line }) => isMerged(line))) return { kind: 'unread', reason: 'merged', rule };
  const amounts = [...new Set(found.map(({ amount }) => amount))];
  if (amounts.length > 1) return { kind: 'unread', reason: 'several_amounts', rule };
  const [amount = null] = amounts;
  return amount === null
    ? { kind: 'unread', reason: 'amount_unclear', rule }
    : { kind: 'read', rule, amount };
}

/** Why nobody knows the notice. */
function unknownBecause(
  sender: string,
  { title, whole }: NoticeParts,
  rules: readonly NoticeRule[],
): UnreadReason {
  const isSum = whole.split('\n').some((line) => amountsSeen(line).length > 0 && isMerged(line));
  if (isSum) return 'merged';
  const asksForTitle = rules.some(
    ({ senderPattern, titlePattern }) => titlePattern !== '' && compile(senderPattern).matches(sender),
  );
  return title === null && asksForTitle ? 'no_title' : 'no_rule';
}

/**
 * Reads one notice by the first enabled rule that knows it, in order of priority. An amount whose line puts several
 * payments together is never read, and neither is one that could be part of another number.
 */
export function readNotice(words: NoticeWords, rules: readonly NoticeRule[]): Reading {
  if (words.text.length + (words.title?.length ?? 0) > NOTICE_MAX)
    return { kind: 'unread', reason: 'too_long', rule: null };
  const said = partsOf(words);
  const [text, whole] = [plain(said.text).trim(), plain(said.whole).trim()];
  // The title is compared as it came: a name that differs by a blank is another name.
  const parts = { title: said.title === null ? null : plain(said.title), text, whole };
  const sender = words.sender.trim();
  const ordered = rules.filter(({ isEnabled }) => isEnabled).sort((a, b) => a.priority - b.priority);
  for (const rule of ordered) {
    const reading = isMeant(rule, sender, parts.title) ? readBy(rule, parts) : null;
    if (reading !== null) return reading;
  }
  return { kind: 'unread', reason: unknownBecause(sender, parts, ordered), rule: null };
}

/** The one amount of a notice that nobody could read; null when there is none, or more than one. */
export function amountMaybe({ title, text }: Pick<NoticeWords, 'title' | 'text'>): Fen | null {
  if (text.length + (title?.length ?? 0) > NOTICE_MAX) return null;
  const [amount = null, ...more] = amountsSeen(`${title ?? ''}\n${text}`);
  return more.length === 0 ? amount : null;
}
