import { type Codes, familyCodes } from '@/lib/dialects/gatepay-family';

/** Status table of spec gatepay-cloud, 发起支付. */
export const codes = {
  ...familyCodes,
  'merchant.cloud_closed': { code: 209, msg: '非代理用户：云端支付未开通' },
} satisfies Codes;
