'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import { requestResend } from '@/lib/core/callbacks';
import { closeOrder, settleByHand } from '@/lib/core/orders';
import { refundOrder } from '@/lib/core/refunds';
import { amountField, reasonField } from '../../form-fields';

const orderId = z.number().int().positive();

export const settleOrder = merchantAction(
  z.object({ orderId, amount: amountField, reason: reasonField }),
  async (input, user) => {
    await settleByHand({ ...input, merchantId: user.merchantId, actor: `user:${user.id}` });
    return null;
  },
);

export const resendCallback = merchantAction(z.object({ orderId }), async (input, user) => {
  await requestResend({ ...input, merchantId: user.merchantId, actor: user.email });
  return null;
});

export const endOrder = merchantAction(z.object({ orderId }), async (input, user) => {
  await closeOrder({ ...input, merchantId: user.merchantId, actor: user.email });
  return null;
});

const refund = z.object({
  orderId,
  amount: amountField,
  reason: reasonField,
  way: z.enum(['channel', 'manual']),
});

export const giveBack = merchantAction(refund, async (input, user) => {
  await refundOrder({ ...input, merchantId: user.merchantId, actor: user.email });
  return null;
});
