import type { CodeJudgement, Wallet } from '@/lib/channels/channel';

const LENGTH_MAX = 512;

interface CodeFamily {
  readonly wallet: Wallet;
  readonly pattern: RegExp;
  readonly allowsAlbum: boolean;
  readonly allowsLongPress: boolean;
}

/**
 * What is known of codes by their text. WeChat refuses its Native codes from the album and by long press
 * (pay.weixin.qq.com/doc/v3/merchant/4012791890), personal codes work both ways; of a family that nobody has
 * proven, only scanning is promised.
 */
const FAMILIES: readonly CodeFamily[] = [
  {
    wallet: 'alipay',
    pattern: /^https?:\/\/([a-z0-9-]+\.)*alipay\.com\//i,
    allowsAlbum: true,
    allowsLongPress: false,
  },
  { wallet: 'alipay', pattern: /^alipays?:\/\//i, allowsAlbum: false, allowsLongPress: false },
  { wallet: 'wechat', pattern: /^wxp:\/\//i, allowsAlbum: true, allowsLongPress: true },
  { wallet: 'wechat', pattern: /^weixin:\/\//i, allowsAlbum: false, allowsLongPress: false },
  {
    wallet: 'wechat',
    pattern: /^https?:\/\/([a-z0-9-]+\.)*(wechat\.com|weixin\.qq\.com|wx\.tenpay\.com)\//i,
    allowsAlbum: false,
    allowsLongPress: false,
  },
  {
    wallet: 'qq',
    pattern:
      /^(mqqapi:\/\/|https?:\/\/([a-z0-9-]+\.)*qianbao\.qq\.com\/|https?:\/\/([a-z0-9-]+\.)*qpay\.qq\.com\/)/i,
    allowsAlbum: true,
    allowsLongPress: false,
  },
];

const UNKNOWN = { allowsAlbum: false, allowsLongPress: false } as const;

/** What a code of this text allows beside scanning it with a camera. */
export function capabilitiesOf(code: string): { allowsAlbum: boolean; allowsLongPress: boolean } {
  const family = FAMILIES.find(({ pattern }) => pattern.test(code));
  return family === undefined
    ? UNKNOWN
    : { allowsAlbum: family.allowsAlbum, allowsLongPress: family.allowsLongPress };
}

/** Takes every printable text of 1–512 characters: wallets change their codes more often than we can know. */
export function judgeCode(wallet: Wallet, code: string): CodeJudgement {
  if (code.trim() === '') return { isAccepted: false, reason: 'empty' };
  if (code.length > LENGTH_MAX) return { isAccepted: false, reason: 'too_long' };
  if (!/^[\x21-\x7e]+$/.test(code)) return { isAccepted: false, reason: 'not_printable' };
  const family = FAMILIES.find(({ pattern }) => pattern.test(code));
  const isOther = family !== undefined && family.wallet !== wallet;
  return { isAccepted: true, looksLike: isOther ? family.wallet : null };
}

/**
 * The address that makes a phone's browser open Alipay at this code. Only for addresses of Alipay itself, so
 * that nobody is sent elsewhere through it, and without amount or note: those get blocked by its risk control.
 */
export function alipayAppLink(code: string): string | null {
  if (!/^https:\/\/([a-z0-9-]+\.)*alipay\.com\//i.test(code)) return null;
  return `alipays://platformapi/startapp?saId=10000007&qrcode=${encodeURIComponent(code)}`;
}
