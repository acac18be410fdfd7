'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import { changeSettings } from '@/lib/core/merchants';
import { SETTLEMENT_METHODS } from '@/lib/core/vocabulary';

const profile = z.object({
  settlementMethod: z.enum(SETTLEMENT_METHODS),
  settlementAccount: z.string().trim().min(1, 'required').max(100, 'too_long'),
  settlementHolder: z.string().trim().min(1, 'required').max(60, 'too_long'),
});

export const saveProfile = merchantAction(profile, async (input, { merchantId }) => {
  await changeSettings(merchantId, input);
  return null;
});
