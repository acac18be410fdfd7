import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { PLAN_FEATURES } from '@/lib/core/vocabulary';
import { FEN_MAX, type Fen } from '@/lib/platform/money';

const POINTS_MAX = 100_000_000;
const COUNT_MAX = 10_000_000;
export const DAYS_MAX = 3660;

const count = z.number().int().min(1).max(COUNT_MAX).nullable();

/** What the operator decides of a plan. A plan that costs nothing is given by the operator, never bought. */
const planShape = z
  .object({
    name: z.string().trim().min(1).max(40),
    pricePoints: z.number().int().min(0).max(POINTS_MAX),
    days: z.number().int().min(1).max(DAYS_MAX),
    ordersPerDay: count,
    sumPerDay: z
      .custom<Fen>((value) => Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= FEN_MAX)
      .nullable(),
    accountsMax: count,
    features: z
      .array(z.enum(PLAN_FEATURES))
      .transform((features) => PLAN_FEATURES.filter((one) => features.includes(one))),
    isOffered: z.boolean(),
  })
  .superRefine(({ pricePoints, isOffered }, context) => {
    if (isOffered && pricePoints === 0)
      context.addIssue({ code: 'custom', path: ['pricePoints'], message: 'free' });
  });

export type PlanTerms = z.output<typeof planShape>;

/** Throws plan.invalid with the field's name. */
export function readTerms(terms: PlanTerms): PlanTerms {
  const parsed = planShape.safeParse(terms);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', 'plan.invalid', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
}
