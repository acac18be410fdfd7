'use server';

import { z } from 'zod';
import { operatorAction } from '@/lib/auth/actions';
import { createMerchant } from '@/lib/core/merchants';

const newMerchant = z.object({
  name: z.string().trim().min(1, 'required').max(60, 'too_long'),
  email: z.string().trim().min(1, 'required').max(254, 'too_long').pipe(z.email('email')),
});

export const addMerchant = operatorAction(newMerchant, (input) => createMerchant(input));
