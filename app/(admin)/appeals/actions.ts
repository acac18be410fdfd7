'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import { answerAppeal } from '@/lib/core/arrivals';
import { amountField, reasonField } from '../form-fields';

const REPLY_MAX = 200;

const id = z.number().int().positive();
const reply = z.string().trim().max(REPLY_MAX, 'too_long');

const acceptance = z.object({
  appealId: id,
  arrivalId: id.optional(),
  amount: amountField.optional(),
  isAmountAccepted: z.literal('on').optional(),
  reason: reasonField,
  reply,
});

export const acceptAppeal = merchantAction(acceptance, async (input, user) => {
  await answerAppeal({
    ...input,
    isAmountAccepted: input.isAmountAccepted === 'on',
    merchantId: user.merchantId,
    verdict: 'accepted',
    actor: `user:${user.id}`,
  });
  return null;
});

const rejection = z.object({ appealId: id, reply: reply.min(1, 'required') });

export const rejectAppeal = merchantAction(rejection, async (input, user) => {
  const { merchantId } = user;
  await answerAppeal({ ...input, merchantId, verdict: 'rejected', actor: `user:${user.id}` });
  return null;
});
