'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import { currentMode } from '@/lib/auth/current-preferences';
import { resendDead } from '@/lib/core/callbacks';

const range = z.object({ withinHours: z.enum(['24', '72', '168']).transform(Number) });

export const resendGivenUp = merchantAction(range, async (input, { merchantId, email }) => ({
  count: await resendDead({ ...input, merchantId, mode: await currentMode(), actor: email }),
}));
