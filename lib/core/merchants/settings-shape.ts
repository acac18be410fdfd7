import { z } from 'zod';
import { AMOUNT_DIRECTIONS, LATE_POLICIES, SETTLEMENT_METHODS, STRATEGIES } from '@/lib/core/vocabulary';
import { frameOriginOf, isWebAddress, shutPortOf, trimBlanks } from '@/lib/platform/web-address';

/** What is said of an address whose port callbacks never go to. */
export const PORT_SHUT = 'port_shut';

const trimmed = z.string().transform(trimBlanks);
const text = z.string().max(500).refine(isWebAddress, { abort: true });
const address = trimmed.pipe(text).nullable();
const calledAddress = trimmed
  .pipe(text.refine((called) => shutPortOf(called) === null, PORT_SHUT))
  .nullable();

/** 0 is no limit. */
const openMax = z.number().int().min(0).max(100_000);
const FRAME_ORIGINS_MAX = 20;

/** Kept as the browser compares it: scheme, host and port. */
const frameOrigin = z
  .string()
  .max(300)
  .transform((text, context) => {
    const origin = frameOriginOf(text);
    if (origin !== null) return origin;
    context.addIssue({ code: 'custom', message: 'origin' });
    return z.NEVER;
  });

/** What a merchant may change of himself; addresses are null until he gives them. */
export const settingsShape = z.object({
  name: z.string().trim().min(1).max(60),
  notifyUrl: calledAddress,
  returnUrl: address,
  timeoutUrl: address,
  orderTtlSeconds: z.number().int().min(1).max(86_400),
  amountDirection: z.enum(AMOUNT_DIRECTIONS),
  amountSpreadFen: z.number().int().min(0).max(999),
  amountSpreadPercent: z.number().int().min(0).max(50),
  amountRestSeconds: z.number().int().min(0).max(86_400),
  openPerVisitorMax: openMax,
  openPerContactMax: openMax,
  openMax,
  strategy: z.enum(STRATEGIES),
  latePolicy: z.enum(LATE_POLICIES),
  isApiOpen: z.boolean(),
  isAlipayOpen: z.boolean(),
  isWechatOpen: z.boolean(),
  isQqOpen: z.boolean(),
  isCardApiOpen: z.boolean(),
  isRefundApiOpen: z.boolean(),
  isQuickPayOpen: z.boolean(),
  isVmqAddressOpen: z.boolean(),
  frameOrigins: z.array(frameOrigin).max(FRAME_ORIGINS_MAX),
  isEpayKeyEchoed: z.boolean(),
  isEpayAckLenient: z.boolean(),
  epayRefundCode: z.literal([0, 1]),
  settlementMethod: z.enum(SETTLEMENT_METHODS).nullable(),
  settlementAccount: z.string().trim().min(1).max(100).nullable(),
  settlementHolder: z.string().trim().min(1).max(60).nullable(),
});

export type MerchantSettings = z.infer<typeof settingsShape>;
