'use server';

import { z } from 'zod';
import { merchantAction, merchantReadAction } from '@/lib/auth/actions';
import {
  changeAccount,
  changeRule,
  chooseDefaultRule,
  createRule,
  type Eligibility,
  removeRule,
  tryRules,
} from '@/lib/core/accounts';
import { MODES, PAY_TYPES } from '@/lib/core/vocabulary';
import { PROVINCES } from '@/lib/platform/region';
import { amountField } from '../form-fields';
import { minuteField, ruleFields } from './rule-fields';

const id = z.number().int().positive();

export const saveRule = merchantAction(ruleFields, async ({ ruleId, content }, { merchantId }) => {
  if (ruleId === null) await createRule(merchantId, content);
  else await changeRule({ merchantId, ruleId }, content);
  return null;
});

export const dropRule = merchantAction(z.object({ ruleId: id }), async (input, { merchantId }) => {
  await removeRule({ ...input, merchantId });
  return null;
});

const following = z.object({ accountId: id, ruleId: id.nullable() });

export const followRule = merchantAction(following, async (input, { merchantId }) => {
  await changeAccount({ ...input, merchantId });
  return null;
});

export const makeDefault = merchantAction(
  z.object({ ruleId: id.nullable() }),
  async ({ ruleId }, { merchantId }) => {
    await chooseDefaultRule(merchantId, ruleId);
    return null;
  },
);

const trial = z.object({
  mode: z.enum(MODES),
  type: z.enum(PAY_TYPES),
  price: amountField.refine((amount) => amount > 0, { message: 'amount' }),
  /** Empty takes the present minute. */
  minute: z.union([z.literal('').transform(() => null), minuteField], 'invalid'),
  region: z.union([z.literal('unknown').transform(() => null), z.enum(PROVINCES)]),
});

export const tryOrder = merchantReadAction(
  trial,
  (input, { merchantId }): Promise<Eligibility[]> => tryRules({ ...input, merchantId }),
);
