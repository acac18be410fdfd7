import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { selectSettings, updateSettings } from '@/lib/core/merchants/store';
import { STRATEGIES } from '@/lib/core/vocabulary';
import { isWebAddress } from '@/lib/platform/web-address';

const address = z.string().max(500).refine(isWebAddress).nullable();

const settings = z.object({
  name: z.string().trim().min(1).max(60),
  notifyUrl: address,
  returnUrl: address,
  timeoutUrl: address,
  orderTtlSeconds: z.number().int().min(1).max(86_400),
  amountDirection: z.enum(['down', 'up']),
  amountSpreadFen: z.number().int().min(0).max(999),
  amountRestSeconds: z.number().int().min(0).max(86_400),
  strategy: z.enum(STRATEGIES),
  isApiOpen: z.boolean(),
  isAlipayOpen: z.boolean(),
  isWechatOpen: z.boolean(),
  isQqOpen: z.boolean(),
  isCloudOpen: z.boolean(),
  isCardApiOpen: z.boolean(),
  isRefundApiOpen: z.boolean(),
  isQuickPayOpen: z.boolean(),
});

export type MerchantSettings = z.infer<typeof settings>;

/** Throws merchant.unknown. */
export async function getSettings(merchantId: number): Promise<MerchantSettings> {
  const found = await selectSettings(merchantId);
  if (found === null) throw new DomainError('not_found', 'merchant.unknown');
  return found;
}

/**
 * Changes what the patch names and answers all settings as they are now.
 * Throws merchant.unknown, or merchant.setting_invalid with the setting's name.
 */
export async function changeSettings(
  merchantId: number,
  patch: Partial<MerchantSettings>,
): Promise<MerchantSettings> {
  const parsed = settings.partial().strict().safeParse(patch);
  if (!parsed.success) {
    const setting = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new DomainError('invalid', 'merchant.setting_invalid', { setting });
  }
  await getSettings(merchantId);
  await updateSettings(merchantId, parsed.data as Partial<MerchantSettings>);
  return getSettings(merchantId);
}
