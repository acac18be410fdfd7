'use server';

import { z } from 'zod';
import { operatorAction } from '@/lib/auth/actions';
import { verifyAudit } from '@/lib/core/audit';

export const verifyChain = operatorAction(z.object({}), () => verifyAudit());
