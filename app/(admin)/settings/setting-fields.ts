import { z } from 'zod';
import type { MerchantSettings } from '@/lib/core/merchants';
import { AMOUNT_DIRECTIONS, LATE_POLICIES } from '@/lib/core/vocabulary';
import { frameOriginOf, isWebAddress, shutPortOf, trimBlanks } from '@/lib/platform/web-address';

const ADDRESS_MAX = 500;
const ORIGINS_MAX = 20;

const trimmed = z.string().transform(trimBlanks);

export const address = trimmed.pipe(z.string().max(ADDRESS_MAX, 'too_long').refine(isWebAddress, 'address'));

const addressOrNone = z
  .string()
  .max(ADDRESS_MAX, 'too_long')
  .refine((text) => text === '' || isWebAddress(text), 'address');
const optionalAddress = trimmed.pipe(addressOrNone).transform((text) => text || null);
/** One that callbacks go to. */
const calledAddress = trimmed
  .pipe(addressOrNone.refine((text) => shutPortOf(text) === null, 'port'))
  .transform((text) => text || null);

/** A whole number as it is typed. */
function whole(min: number, max: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, 'invalid')
    .transform(Number)
    .pipe(z.number().min(min, 'invalid').max(max, 'invalid'));
}
const originList = z
  .string()
  .max(6_000, 'too_long')
  .transform((text, context) => {
    const origins = text.split(/[\s,，]+/).filter((part) => part !== '');
    const known = origins.map(frameOriginOf).filter((origin) => origin !== null);
    if (known.length < origins.length || known.length > ORIGINS_MAX) {
      context.addIssue({ code: 'custom', message: 'origin' });
      return z.NEVER;
    }
    return [...new Set(known)];
  });

type Fields = Partial<Record<keyof MerchantSettings, z.ZodType>>;

/** What each form of the settings page sends, by the settings that it changes; `matou merchant set` reaches the same ones. */
export const settingForms = {
  addresses: z.object({
    notifyUrl: calledAddress,
    returnUrl: optionalAddress,
    timeoutUrl: optionalAddress,
  } satisfies Fields),
  orders: z.object({
    orderTtlSeconds: whole(1, 86_400),
    latePolicy: z.enum(LATE_POLICIES),
  } satisfies Fields),
  amounts: z.object({
    amountDirection: z.enum(AMOUNT_DIRECTIONS),
    amountSpreadFen: whole(0, 999),
    amountSpreadPercent: whole(0, 50),
    amountRestSeconds: whole(0, 86_400),
    openPerVisitorMax: whole(0, 100_000),
    openPerContactMax: whole(0, 100_000),
    openMax: whole(0, 100_000),
  } satisfies Fields),
  switches: z
    .strictObject({
      isAlipayOpen: z.boolean(),
      isWechatOpen: z.boolean(),
      isQqOpen: z.boolean(),
      isApiOpen: z.boolean(),
      isRefundApiOpen: z.boolean(),
      isCardApiOpen: z.boolean(),
    } satisfies Fields)
    .partial(),
  epay: z
    .strictObject({
      isEpayKeyEchoed: z.boolean(),
      isEpayAckLenient: z.boolean(),
      epayRefundCode: z.enum(['0', '1']).transform((id) => (id === '1' ? 1 : 0)),
    } satisfies Fields)
    .partial(),
  vmq: z.strictObject({ isVmqAddressOpen: z.boolean() } satisfies Fields),
  frames: z.object({ frameOrigins: originList } satisfies Fields),
};
