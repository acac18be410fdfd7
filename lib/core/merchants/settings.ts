import { DomainError } from '@/lib/core/errors';
import { forgetCredentials } from '@/lib/core/merchants/find-credential';
import { type MerchantSettings, settingsShape } from '@/lib/core/merchants/settings-shape';
import { selectSettings, updateSettings } from '@/lib/core/merchants/store';

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
  const parsed = settingsShape.partial().strict().safeParse(patch);
  if (!parsed.success) {
    const setting = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new DomainError('invalid', 'merchant.setting_invalid', { setting });
  }
  await getSettings(merchantId);
  await updateSettings(merchantId, parsed.data as Partial<MerchantSettings>);
  await forgetCredentials(merchantId);
  return getSettings(merchantId);
}
