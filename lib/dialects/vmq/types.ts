import type { PayType } from '@/lib/core/vocabulary';

const WIRE_TYPES: Readonly<Record<PayType, string>> = { wechat: '1', alipay: '2', qq: '4' };

export function typeOfWire(text: string): PayType | null {
  if (text === WIRE_TYPES.wechat) return 'wechat';
  if (text === WIRE_TYPES.alipay) return 'alipay';
  return text === WIRE_TYPES.qq ? 'qq' : null;
}

export function wireOfType(type: PayType): string {
  return WIRE_TYPES[type];
}
