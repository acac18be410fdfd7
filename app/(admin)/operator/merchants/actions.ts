'use server';

import { z } from 'zod';
import { rememberActing } from '@/lib/auth/acting';
import { operatorAction } from '@/lib/auth/actions';
import { createMerchant, resumeMerchant, startActing, suspendMerchant } from '@/lib/core/merchants';

const REASON_MAX = 200;
const PASSWORD_MAX = 200;

const newMerchant = z.object({
  name: z.string().trim().min(1, 'required').max(60, 'too_long'),
  email: z.string().trim().min(1, 'required').max(254, 'too_long').pipe(z.email('email')),
  isAgent: z.literal('on').optional(),
});

export const addMerchant = operatorAction(newMerchant, ({ isAgent, ...input }) =>
  createMerchant({ ...input, isAgent: isAgent === 'on' }),
);

const merchantId = z.number().int().positive();
const reason = z.string().trim().min(1, 'required').max(REASON_MAX, 'too_long');

export const suspend = operatorAction(z.object({ merchantId, reason }), async (input) => {
  await suspendMerchant(input);
  return null;
});

export const resume = operatorAction(z.object({ merchantId }), async (input) => {
  await resumeMerchant(input.merchantId);
  return null;
});

const acting = z.object({
  merchantId,
  reason,
  password: z.string().min(1, 'required').max(PASSWORD_MAX, 'too_long'),
  mayChange: z.literal('on').optional(),
});

export const actAsMerchant = operatorAction(acting, async ({ mayChange, ...input }, { id }) => {
  const started = await startActing({ ...input, operatorId: id, mayChange: mayChange === 'on' });
  await rememberActing(started.actingId, started.expiresAt);
  return null;
});
