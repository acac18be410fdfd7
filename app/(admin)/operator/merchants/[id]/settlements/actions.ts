'use server';

import { z } from 'zod';
import { operatorAction } from '@/lib/auth/actions';
import { recordSettlement } from '@/lib/core/ledger';
import { amountField } from '../../../../form-fields';

const settlement = z.object({
  merchantId: z.number().int().positive(),
  amount: amountField,
  note: z.string().trim().max(200, 'too_long'),
});

export const noteSettlement = operatorAction(settlement, async (input, user) => {
  await recordSettlement({ ...input, actor: user.email });
  return null;
});
