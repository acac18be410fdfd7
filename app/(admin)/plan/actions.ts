'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import { buyPlan } from '@/lib/core/plans';

const purchase = z.object({
  planId: z.number().int().positive(),
  pricePoints: z.number().int().positive(),
  requestId: z.uuid(),
});

export const buy = merchantAction(purchase, async (input, { id, merchantId }) => {
  await buyPlan({ ...input, merchantId, actor: `user:${id}` });
  return null;
});
