'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import { currentMode } from '@/lib/auth/current-preferences';
import { ignoreArrival, markDuplicate, matchArrival, settleArrival } from '@/lib/core/arrivals';
import { DomainError } from '@/lib/core/errors';
import { dismissNotice, takeNotice } from '@/lib/core/monitoring';
import { findOrder, findOrderByReference, type Order } from '@/lib/core/orders';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { amountField, reasonField } from '../form-fields';

const arrivalId = z.number().int().positive();

/** By our number or else by the merchant's own. */
async function orderNumbered(merchantId: number, text: string): Promise<Order> {
  const own = /^\d{16}$/.test(text) ? await findOrder({ merchantId, orderId: Number(text) }) : null;
  const found =
    own ?? (await findOrderByReference({ merchantId, mode: await currentMode(), outOrderId: text }));
  if (found === null) throw new DomainError('not_found', 'order.unknown');
  return found;
}

const matching = z.object({
  arrivalId,
  order: z.string().trim().min(1, 'required').max(64, 'too_long'),
  isAmountAccepted: z.literal('on').optional(),
  reason: reasonField,
});

export const matchOrder = merchantAction(matching, async (input, user) => {
  const { merchantId } = user;
  const order = await orderNumbered(merchantId, input.order);
  await settleArrival({
    merchantId,
    arrivalId: input.arrivalId,
    orderId: order.id,
    reason: input.reason,
    isAmountAccepted: input.isAmountAccepted === 'on',
    actor: `user:${user.id}`,
  });
  return null;
});

const settingAside = z.object({ arrivalId, reason: reasonField });

export const ignore = merchantAction(settingAside, async (input, user) => {
  await ignoreArrival({ ...input, merchantId: user.merchantId, actor: `user:${user.id}` });
  return null;
});

export const duplicate = merchantAction(settingAside, async (input, user) => {
  await markDuplicate({ ...input, merchantId: user.merchantId, actor: `user:${user.id}` });
  return null;
});

const noticeId = z.number().int().positive();

const taking = z.object({
  noticeId,
  amount: amountField.refine((amount) => amount > 0, 'amount'),
  type: z.enum(PAY_TYPES),
  reason: reasonField,
});

export const take = merchantAction(taking, async (input, user) => {
  const { merchantId } = user;
  const arrivalId = await takeNotice({ ...input, merchantId, actor: `user:${user.id}` });
  await matchArrival({ merchantId, arrivalId });
  return null;
});

const dismissing = z.object({ noticeId, reason: reasonField });

export const dismiss = merchantAction(dismissing, async (input, user) => {
  await dismissNotice({ ...input, merchantId: user.merchantId, actor: `user:${user.id}` });
  return null;
});
