'use server';

import { z } from 'zod';
import { operatorAction } from '@/lib/auth/actions';
import { changePlan, createPlan, type PlanTerms } from '@/lib/core/plans';
import { PLAN_FEATURES } from '@/lib/core/vocabulary';
import { countField, limitField } from '../../form-fields';

const whole = z
  .string()
  .trim()
  .min(1, 'required')
  .regex(/^\d{1,9}$/, 'invalid')
  .transform(Number);

const ticked = z.literal('on').optional();

/** The fields of a plan's form, as people type and tick them. */
const planFields = z.object({
  name: z.string().trim().min(1, 'required').max(40, 'too_long'),
  pricePoints: whole,
  days: whole,
  ordersPerDay: countField,
  sumPerDay: limitField,
  accountsMax: countField,
  isOffered: ticked,
  cloud_sessions: ticked,
  card_api: ticked,
  quick_pay: ticked,
  refund_api: ticked,
});

function termsOf({ isOffered, ...fields }: z.output<typeof planFields>): PlanTerms {
  const { name, pricePoints, days, ordersPerDay, sumPerDay, accountsMax } = fields;
  return {
    name,
    pricePoints,
    days,
    ordersPerDay,
    sumPerDay,
    accountsMax,
    features: PLAN_FEATURES.filter((feature) => fields[feature] === 'on'),
    isOffered: isOffered === 'on',
  };
}

export const addPlan = operatorAction(planFields, async (fields, { id }) => {
  await createPlan({ terms: termsOf(fields), actor: `user:${id}` });
  return null;
});

const edited = planFields.extend({ planId: z.number().int().positive() });

export const editPlan = operatorAction(edited, async ({ planId, ...fields }, { id }) => {
  await changePlan({ planId, terms: termsOf(fields), actor: `user:${id}` });
  return null;
});
