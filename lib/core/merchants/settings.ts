import { DomainError } from '@/lib/core/errors';
import { forgetCredentials } from '@/lib/core/merchants/find-credential';
import { type MerchantSettings, PORT_SHUT, settingsShape } from '@/lib/core/merchants/settings-shape';
import { selectSettings, updateSettings } from '@/lib/core/merchants/store';

/** Throws merchant.unknown. */
export async function getSettings(merchantId: number): Promise<MerchantSettings> {
  const found = await selectSettings(merchantId);
  if (found === null) throw new DomainError('not_found', 'merchant.unknown');
  return found;
}

/**
 * Changes what the patch names and answers all settings as they are now.
 * Throws merchant.unknown, or merchant.setting_invalid or merchant.port_shut with the setting's name.
 */
export async function changeSettings(
  merchantId: number,
  patch: Partial<MerchantSettings>,
): Promise<MerchantSettings> {
  const parsed = settingsShape.partial().strict().safeParse(patch);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const code = issue?.message === PORT_SHUT ? 'merchant.port_shut' : 'merchant.setting_invalid';
    throw new DomainError('invalid', code, { setting: issue?.path.join('.') ?? '' });
  }
  await getSettings(merchantId);
  await updateSettings(merchantId, parsed.data as Partial<MerchantSettings>);
  await forgetCredentials(merchantId);
  return getSettings(merchantId);
}
