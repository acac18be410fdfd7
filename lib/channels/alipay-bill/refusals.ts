import type { PlatformRefusal } from '@/lib/channels/cloud-monitor';

/** Service away (20000) and calls too frequent (40005) say nothing about what was asked. */
const AWAY = '20000';
const OVER_LIMIT = '40005';

/**
 * The codes after which only the owner, or the refresh token, helps (opendocs.alipay.com/common/02km9f, group 20001;
 * invalid-auth-relations of 40003 is an authorisation that its owner took back).
 */
const GRANT_OVER: ReadonlySet<string> = new Set([
  'aop.invalid-auth-token',
  'aop.auth-token-time-out',
  'aop.invalid-app-auth-token',
  'aop.invalid-app-auth-token-no-api',
  'aop.app-auth-token-time-out',
  'isv.invalid-app-auth-token',
  'isv.app-auth-token-time-out',
  'invalid-auth-relations',
  'isv.invalid-auth-relations',
]);

const REASON_MAX = 300;

/** What to do about a refusal; the words for it are the reader's language's. */
export type PlatformAdvice = 'scan_again' | 'check_keys' | 'check_permission' | 'slow_down' | 'wait';

const KEYS =
  /^(isv\.)?(invalid-signature|missing-signature|invalid-app-id|missing-app-id|missing-signature-config|invalid-signature-type|app-cert-expired|not-online-app)/;
const PERMISSION = /insufficient-|forbidden-api|no-product-reg|self-invoke-forbidden|ip-forbidden/;

/** What to do about a reason that this channel gave; null when it has no advice. */
export function adviceOf(reason: string): PlatformAdvice | null {
  const [code = ''] = reason.split(' ');
  if (PERMISSION.test(code)) return 'check_permission';
  if (GRANT_OVER.has(code)) return 'scan_again';
  if (KEYS.test(code)) return 'check_keys';
  if (/-call-limited/.test(code)) return 'slow_down';
  return /unknow-error/.test(code) ? 'wait' : null;
}

export interface JudgedRefusal extends PlatformRefusal {
  /** Whether asking the same again would be refused again: the platform's own word, and not of a bad moment. */
  readonly isFinal: boolean;
}

/** A refusal in the platform's own words: its code, a space, its sentence. An unsigned one never ends a grant. */
export function judgeRefusal(said: {
  code: string;
  words: string;
  group: string;
  isSigned: boolean;
}): JudgedRefusal {
  const { code, words, group, isSigned } = said;
  return {
    isFinal: isSigned && group !== AWAY && group !== OVER_LIMIT,
    reason: `${code} ${words}`.trim().slice(0, REASON_MAX),
    isGrantOver: isSigned && GRANT_OVER.has(code),
    isOverLimit: group === OVER_LIMIT,
  };
}
