import { type Codes, familyCodes } from '@/lib/dialects/gatepay-family';

/** Status tables of spec gatepay-api: 任意金额支付接口 and 付款结果查询接口. */
export const codes = {
  ...familyCodes,
  'order.unknown': { code: 201, msg: '订单不存在' },
} satisfies Codes;
