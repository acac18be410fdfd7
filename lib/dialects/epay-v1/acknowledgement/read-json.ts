import { isBareWord } from '@/lib/dialects/acknowledgement';
import { denies } from '@/lib/dialects/epay-v1/acknowledgement/denial';
import { readText } from '@/lib/dialects/epay-v1/acknowledgement/read-text';

/** What an answer in JSON says of the news. */
export type JsonSays = 'affirms' | 'denies' | 'unclear';

/** Names as they are compared: no case, no `_` and `-`. */
const CODES = new Set(
  `
  code status state ret retcode result resultcode returncode statuscode respcode rtncode httpcode
  httpstatus subcode tradestatus flag
`
    .trim()
    .split(/\s+/),
);
/** Here 1 is an error's number, not a yes. */
const ERROR_NUMBERS = new Set(['errcode', 'errno', 'errorcode', 'errorno', 'errornum', 'errnum']);
const ERRORS = new Set('error err errors iserror exception fail failed failure trace'.split(' '));
const YES_OR_NO = new Set('success issuccess succeeded ok isok valid verified paid done'.split(' '));
const WORDS = new Set(
  `
  msg message errmsg errormsg errormessage returnmsg retmsg resultmsg info desc description text content
  data body response resp return returnmessage reason detail
`
    .trim()
    .split(/\s+/),
);

const FINE_NUMBERS = [
  '0',
  '1',
  '00',
  '000',
  '0000',
  '00000',
  '000000',
  '200',
  '201',
  '202',
  '10000',
  '20000',
];
const FINE_TEXTS = new Set(
  `
  success succeed succeeded ok true y yes done paid complete completed finished trade_success
  trade_finished 成功 支付成功 处理成功
`
    .trim()
    .split(/\s+/),
);
const NOTHING = new Set(['', '0', 'false', 'null', 'none', 'no', 'ok', '[]', '{}']);
const DEPTH_MAX = 8;

function isFine(value: unknown): boolean {
  const text = String(value).trim().toLowerCase();
  return FINE_TEXTS.has(text) || FINE_NUMBERS.includes(text);
}

function isNothing(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value === 'object') return Object.keys(value).length === 0;
  return NOTHING.has(String(value).trim().toLowerCase());
}

function ofYesOrNo(name: string, value: unknown): JsonSays {
  if (typeof value === 'object' && value !== null) return 'unclear';
  const isYes = ['true', '1', 'success', 'ok', 'yes'].includes(String(value).trim().toLowerCase());
  if (!isYes) return 'denies';
  return name.endsWith('success') || isBareWord(String(value).trim()) ? 'affirms' : 'unclear';
}

function ofCode(value: unknown): JsonSays {
  if (value === null || typeof value === 'object') return 'unclear';
  if (!isFine(value)) return 'denies';
  return isBareWord(String(value).trim()) ? 'affirms' : 'unclear';
}

function ofWords(value: unknown): JsonSays {
  if (typeof value !== 'string') return value === false ? 'denies' : 'unclear';
  const text = value.trim();
  if (isBareWord(text)) return 'affirms';
  const finding = readText(text);
  if (finding === 'word_at_end') return 'affirms';
  return finding === 'denied' || finding === 'part_of_word' || denies(text) ? 'denies' : 'unclear';
}

/** What one member says. Below the top only a denial counts: what lies there may be anybody's success. */
function ofMember(given: string, value: unknown, depth: number): JsonSays {
  const name = given.toLowerCase().replace(/[_\-\s]/g, '');
  const inner = typeof value === 'object' && value !== null ? ofObject(value, depth + 1) : 'unclear';
  if (inner === 'denies') return 'denies';
  if (ERRORS.has(name)) return isNothing(value) ? 'unclear' : 'denies';
  if (ERROR_NUMBERS.has(name)) return isNothing(value) || value === 200 ? 'unclear' : 'denies';
  if (YES_OR_NO.has(name)) return ofYesOrNo(name, value);
  if (depth > 0) return 'unclear';
  if (CODES.has(name)) return ofCode(value);
  return WORDS.has(name) ? ofWords(value) : 'unclear';
}

function ofObject(value: object, depth: number): JsonSays {
  if (depth > DEPTH_MAX) return 'denies';
  const members = Object.entries(value).map(([name, one]) => ofMember(name, one, depth));
  if (members.includes('denies')) return 'denies';
  return depth === 0 && !Array.isArray(value) && members.includes('affirms') ? 'affirms' : 'unclear';
}

/** A text that begins as JSON begins, whether or not it is whole; a time in brackets is none. */
export function looksLikeJson(text: string): boolean {
  return /^(?:\{|\[\s*[[{"\]])/.test(text);
}

/**
 * What an object says of the news: it affirms when a word or a switch of its own says `success` and nothing in it
 * denies. A number that is no usual yes is a denial; broken JSON says nothing.
 */
export function readJson(text: string): JsonSays {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? ofObject(value, 0) : 'unclear';
  } catch {
    return 'unclear';
  }
}
