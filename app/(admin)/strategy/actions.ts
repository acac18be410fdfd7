'use server';

import { z } from 'zod';
import { merchantAction } from '@/lib/auth/actions';
import { changeSettings } from '@/lib/core/merchants';
import { STRATEGIES } from '@/lib/core/vocabulary';

export const saveStrategy = merchantAction(
  z.object({ strategy: z.enum(STRATEGIES) }),
  async (patch, { merchantId }) => {
    await changeSettings(merchantId, patch);
    return null;
  },
);
