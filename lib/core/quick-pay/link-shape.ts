import { z } from 'zod';
import { SKINS } from '@/lib/core/quick-pay/link';
import { FEN_MAX, type Fen } from '@/lib/platform/money';

/** Amounts that fit beside each other on a phone. */
const PRESETS_MAX = 6;
export const PAYMENTS_MAX = 1_000_000;

const amount = z.custom<Fen>(
  (value) => Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= FEN_MAX,
);

/** What a merchant decides of a link. */
export const linkShape = z
  .object({
    title: z.string().trim().min(1).max(60),
    contactLabel: z.string().trim().max(20),
    min: amount.nullable(),
    max: amount.nullable(),
    presets: z.array(amount).max(PRESETS_MAX),
    skin: z.literal(SKINS),
    closedMessage: z.string().trim().max(200),
    expiresAt: z.date().nullable(),
    paymentsMax: z.number().int().min(1).max(PAYMENTS_MAX).nullable(),
    dailyMax: amount.nullable(),
  })
  .superRefine(({ min, max, presets, dailyMax }, context) => {
    const refuse = (path: string) => context.addIssue({ code: 'custom', path: [path], message: 'invalid' });
    if (min !== null && max !== null && max < min) refuse('max');
    if (min !== null && dailyMax !== null && dailyMax < min) refuse('dailyMax');
    if (presets.some((one) => one < (min ?? 1) || one > (max ?? FEN_MAX))) refuse('presets');
  });

export type LinkTerms = z.output<typeof linkShape>;
