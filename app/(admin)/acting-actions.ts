'use server';

import { z } from 'zod';
import { forgetActing } from '@/lib/auth/acting';
import { actingAction } from '@/lib/auth/actions';
import { endActing } from '@/lib/core/merchants';

export const stopActing = actingAction(z.object({}), async (_input, { acting }) => {
  await endActing({ operatorId: acting.operatorId, actingId: acting.id });
  await forgetActing();
  return null;
});
