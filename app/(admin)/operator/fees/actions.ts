'use server';

import { z } from 'zod';
import { operatorAction } from '@/lib/auth/actions';
import { changeLogonFee } from '@/lib/core/sessions';

const changed = z.object({
  points: z
    .string()
    .trim()
    .min(1, 'required')
    .regex(/^\d{1,7}$/, 'invalid')
    .transform(Number)
    .refine((points) => points <= 1_000_000, 'invalid'),
});

export const changeFee = operatorAction(changed, async ({ points }, { id }) => {
  await changeLogonFee({ points, actor: `user:${id}` });
  return null;
});
