'use server';

import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { drawShare } from '@/app/(admin)/quick-pay/draw-share';
import { merchantAction, merchantReadAction } from '@/lib/auth/actions';
import { currentMode } from '@/lib/auth/current-preferences';
import { DomainError } from '@/lib/core/errors';
import { changeSettings } from '@/lib/core/merchants';
import { changeLink, createLink, describeLink, rotateLinkToken, turnLink } from '@/lib/core/quick-pay';
import { editedLink, linkFields } from './link-fields';

const linkId = z.number().int().positive();

export const addLink = merchantAction(linkFields, async (terms, { merchantId }) =>
  createLink({ ...terms, merchantId, mode: await currentMode() }),
);

export const editLink = merchantAction(editedLink, async (terms, { merchantId }) => {
  await changeLink({ ...terms, merchantId });
  return null;
});

const turned = z.object({ linkId, isDisabled: z.boolean() });

export const turnOneLink = merchantAction(turned, async (input, { merchantId }) => {
  await turnLink({ ...input, merchantId });
  return null;
});

const GRACES = { '0': 0, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 } as const;
const rotated = z.object({ linkId, grace: z.enum(['0', '24h', '7d', '30d']) });

export const rotateToken = merchantAction(rotated, async ({ grace, ...key }, { merchantId }) => {
  await rotateLinkToken({ ...key, merchantId, graceSeconds: GRACES[grace] });
  return null;
});

const shared = z.object({
  linkId,
  price: z.string().max(20),
  custom: z.string().max(100),
  isLocking: z.boolean(),
  skin: z.enum(['', '0', '1']),
});

/** The address that the parameters make, its code, and both skins as buyers would see them. */
export const shareLink = merchantReadAction(shared, async ({ linkId: id, ...ask }, { merchantId }) => {
  const [mode, language] = await Promise.all([currentMode(), getLocale()]);
  const found = await describeLink({ merchantId, linkId: id, mode });
  if (found === null) throw new DomainError('not_found', 'link.unknown');
  return drawShare(found.link, ask, language);
});

export const switchQuickPay = merchantAction(
  z.object({ isQuickPayOpen: z.boolean() }),
  async (patch, { merchantId }) => {
    await changeSettings(merchantId, patch);
    return null;
  },
);
