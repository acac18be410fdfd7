'use server';

import { z } from 'zod';
import { ownerAction } from '@/lib/auth/actions';
import { revealSecrets, rotateSecrets } from '@/lib/core/merchants';
import { MODES } from '@/lib/core/vocabulary';

const OVERLAP_SECONDS = { '0': 0, '1h': 3_600, '24h': 86_400 } as const;

const PASSWORD_MAX = 200;

const mode = z.enum(MODES);
const password = z.string().min(1, 'required').max(PASSWORD_MAX, 'too_long');

export const showSecrets = ownerAction(z.object({ mode, password }), (input, user) =>
  revealSecrets({ ...input, merchantId: user.merchantId, userId: user.id }),
);

const rotation = z.object({ mode, password, overlap: z.enum(['0', '1h', '24h']) });

export const replaceSecrets = ownerAction(rotation, ({ overlap, ...input }, user) =>
  rotateSecrets({
    ...input,
    merchantId: user.merchantId,
    userId: user.id,
    overlapSeconds: OVERLAP_SECONDS[overlap],
  }),
);
