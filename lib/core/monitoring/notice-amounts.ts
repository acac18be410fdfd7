import { type Fen, parseYuan } from '@/lib/platform/money';

const FULL_WIDTH = /[０-９．￥]|，(?=[0-9０-９]{3}(?![0-9０-９]))/g;

/** Full-width digits, dots and yuan signs as plain ones; a comma only where it parts thousands. No place is moved. */
export function plain(text: string): string {
  return text.replace(FULL_WIDTH, (sign) => (sign === '￥' ? '¥' : sign.normalize('NFKC')));
}

const STRICT = /^(?:\d{1,8}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d{1,2})?$/;

function strictAmount(digits: string): Fen | null {
  const amount = STRICT.test(digits) ? parseYuan(digits.replaceAll(',', '')) : null;
  return amount === null || amount <= 0 ? null : amount;
}

/** What stands at [start, end) as an amount; null when it is cut out of a longer number, or is none. */
export function amountAt(text: string, start: number, end: number): Fen | null {
  // The group is there, but took no part in the match.
  if (start < 0) return null;
  if (/[\d.,]$/.test(text.slice(0, start)) || /^(?:\d|[.,]\d)/.test(text.slice(end))) return null;
  return strictAmount(text.slice(start, end));
}

// `[8条]` before the words counts what is unread in a conversation, and says nothing of money.
const UNREAD_COUNT = /^(?:[^\n:：]{0,20}[:：]\s*)?\[\+?\d{1,4}\+?[条條]\]/gm;

// `第2笔` counts the day's payments; `2笔` and `两笔` put several into one notice.
const MERGED = /(?<![第\d])(?:(?!1(?!\d))\d{1,6}|[两兩二三四五六七八九十]+)\s*(?:笔|条|筆|條)/;

/** Whether a line puts several payments together. */
export function isMerged(line: string): boolean {
  return MERGED.test(line.replace(UNREAD_COUNT, ''));
}

const MARKED = /(?:¥|CNY|RMB)\s*([\d,]+(?:\.\d+)?)|([\d,]+(?:\.\d+)?)\s*(?:元|圓|CNY|RMB|yuan)/gi;

/** The different amounts that are marked as money, in order; what they are for, nobody knows. */
export function amountsSeen(text: string): Fen[] {
  const found = new Set<Fen>();
  for (const match of plain(text).matchAll(MARKED)) {
    const amount = strictAmount(match[1] ?? match[2] ?? '');
    if (amount !== null) found.add(amount);
  }
  return [...found];
}
