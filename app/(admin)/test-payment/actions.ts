'use server';

import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { clientIp } from '@/gateway/client-ip';
import { merchantAction } from '@/lib/auth/actions';
import { startTestPayment } from '@/lib/core/allocation';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { amountField } from '../form-fields';

const asked = z.object({
  type: z.enum(PAY_TYPES),
  price: amountField.refine((amount) => amount > 0, { message: 'amount' }),
});

export const startTest = merchantAction(asked, async (input, { merchantId, email }) => {
  const t = await getTranslations('testPayment');
  const ip = clientIp(undefined, (await headers()).get('x-forwarded-for'));
  return startTestPayment({ ...input, merchantId, title: t('item'), actor: email, ip });
});
