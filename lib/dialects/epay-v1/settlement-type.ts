import type { MerchantSettings } from '@/lib/core/merchants';

const NUMBERS = { alipay: 1, wechat: 2, qq: 3, bank: 4 } as const;

/** 结算方式 as the protocol numbers it; 0 until the merchant has said. */
export function settlementTypeOf(method: MerchantSettings['settlementMethod']): number {
  return method === null ? 0 : NUMBERS[method];
}
