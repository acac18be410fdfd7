import type { PayType } from '@/lib/core/vocabulary';

const WIRE: Readonly<Record<PayType, string>> = { alipay: 'alipay', wechat: 'wxpay', qq: 'qqpay' };
const OURS: ReadonlyMap<string, PayType> = new Map([
  ['alipay', 'alipay'],
  ['wxpay', 'wechat'],
  ['qqpay', 'qq'],
]);

/** What a refusal calls the way to pay. */
export const TYPE_WORDS: Readonly<Record<PayType, string>> = {
  alipay: '支付宝',
  wechat: '微信',
  qq: 'QQ钱包',
};

export function wireOfType(type: PayType): string {
  return WIRE[type];
}

/** Null for a word that the protocol does not know. */
export function typeOfWire(text: string): PayType | null {
  return OURS.get(text) ?? null;
}
