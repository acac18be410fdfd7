import { z } from 'zod';
import { readMinute } from '@/components/rules/rule-draft';
import type { RuleContent } from '@/lib/core/accounts';
import { PROVINCES } from '@/lib/platform/region';
import { countField, limitField } from '../form-fields';

const WINDOWS_MAX = 8;
const NAME_MAX = 40;

/** `09:30` as minutes since midnight. */
export const minuteField = z.string().transform((text, context) => {
  const minute = readMinute(text);
  if (minute !== null) return minute;
  context.addIssue({ code: 'custom', message: 'invalid' });
  return z.NEVER;
});

const window = z
  .object({ from: minuteField, to: minuteField })
  .refine(({ from, to }) => from !== to, { message: 'invalid' });

/** A rule as its form sends it; a new one has no number yet. */
export const ruleFields = z
  .object({
    ruleId: z.number().int().positive().nullable(),
    name: z.string().trim().min(1, 'required').max(NAME_MAX, 'too_long'),
    windows: z.array(window).max(WINDOWS_MAX, 'too_long'),
    min: limitField,
    max: limitField,
    daily: limitField,
    dailyCount: countField,
    isAnywhere: z.boolean(),
    regions: z.array(z.enum(PROVINCES)).max(PROVINCES.length),
    isUnknownRegionServed: z.boolean(),
    isDefault: z.boolean(),
  })
  .refine(({ min, max }) => min === null || max === null || min <= max, { path: ['max'], message: 'invalid' })
  .refine(({ isAnywhere, regions }) => isAnywhere || regions.length > 0, {
    path: ['regions'],
    message: 'required',
  })
  .transform(({ ruleId, min, max, daily, isAnywhere, regions, ...rest }) => {
    const served = isAnywhere ? [] : [...new Set(regions)];
    const content: RuleContent = { ...rest, minFen: min, maxFen: max, dailyFen: daily, regions: served };
    return { ruleId, content };
  });
