'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import { requestResend } from '@/lib/core/callbacks';
import { closeOrder, settleByHand } from '@/lib/core/orders';
import { parseYuan } from '@/lib/platform/money';

const REASON_MAX = 200;

const orderId = z.number().int().positive();

const amount = z
  .string()
  .trim()
  .min(1, 'required')
  .transform((text, context) => {
    const parsed = parseYuan(text);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: 'amount' });
    return z.NEVER;
  });

const reason = z.string().trim().min(1, 'required').max(REASON_MAX, 'too_long');

export const settleOrder = merchantAction(z.object({ orderId, amount, reason }), async (input, user) => {
  await settleByHand({ ...input, merchantId: user.merchantId, actor: user.email });
  return null;
});

export const resendCallback = merchantAction(z.object({ orderId }), async (input, user) => {
  await requestResend({ ...input, merchantId: user.merchantId, actor: user.email });
  return null;
});

export const endOrder = merchantAction(z.object({ orderId }), async (input, user) => {
  await closeOrder({ ...input, merchantId: user.merchantId, actor: user.email });
  return null;
});
