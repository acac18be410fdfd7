import { z } from 'zod';
import { LATE_POLICIES, SETTLEMENT_METHODS, STRATEGIES } from '@/lib/core/vocabulary';
import { isWebAddress } from '@/lib/platform/web-address';

const address = z.string().max(500).refine(isWebAddress).nullable();

/** What a merchant may change of himself; addresses are null until he gives them. */
export const settingsShape = z.object({
  name: z.string().trim().min(1).max(60),
  notifyUrl: address,
  returnUrl: address,
  timeoutUrl: address,
  orderTtlSeconds: z.number().int().min(1).max(86_400),
  amountDirection: z.enum(['down', 'up']),
  amountSpreadFen: z.number().int().min(0).max(999),
  amountRestSeconds: z.number().int().min(0).max(86_400),
  strategy: z.enum(STRATEGIES),
  latePolicy: z.enum(LATE_POLICIES),
  isApiOpen: z.boolean(),
  isAlipayOpen: z.boolean(),
  isWechatOpen: z.boolean(),
  isQqOpen: z.boolean(),
  isCardApiOpen: z.boolean(),
  isRefundApiOpen: z.boolean(),
  isQuickPayOpen: z.boolean(),
  isEpayKeyEchoed: z.boolean(),
  epayRefundCode: z.literal([0, 1]),
  settlementMethod: z.enum(SETTLEMENT_METHODS).nullable(),
  settlementAccount: z.string().trim().min(1).max(100).nullable(),
  settlementHolder: z.string().trim().min(1).max(60).nullable(),
});

export type MerchantSettings = z.infer<typeof settingsShape>;
