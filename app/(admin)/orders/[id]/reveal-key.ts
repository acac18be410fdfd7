'use server';

import { z } from 'zod';
import { ownerAction } from '@/lib/auth/actions';
import { goodsOfOrder } from '@/lib/core/catalogue';
import { DomainError } from '@/lib/core/errors';

const delivered = z.object({
  orderId: z.number().int().positive(),
  productId: z.number().int().positive(),
  place: z.number().int().min(0),
});

/** The text of one key that went to the order's buyer. */
export const revealKey = ownerAction(
  delivered,
  async ({ orderId, productId, place }, { merchantId }): Promise<string> => {
    const goods = await goodsOfOrder({ merchantId, orderId });
    const key = goods.find((line) => line.productId === productId)?.keys[place];
    if (key === undefined) throw new DomainError('not_found', 'card.unknown');
    return key;
  },
);
