import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { forgetCredentials } from '@/lib/core/merchants/find-credential';
import { getSettings } from '@/lib/core/merchants/settings';
import { updateStatus } from '@/lib/core/merchants/standing-store';

const REASON_MAX = 200;
const reasonShape = z.string().trim().min(1).max(REASON_MAX);

async function move(merchantId: number, reason: string | null): Promise<void> {
  await getSettings(merchantId);
  await updateStatus(merchantId, reason);
  await forgetCredentials(merchantId);
}

/**
 * Places no more orders for the merchant, by any interface, and lets his people only read; what he was paid already is
 * still matched, told and delivered. The reason is shown to him. Suspending again replaces the reason.
 * Throws merchant.unknown, or merchant.setting_invalid without a reason of at most 200 characters.
 */
export async function suspendMerchant({ merchantId, reason }: { merchantId: number; reason: string }) {
  const parsed = reasonShape.safeParse(reason);
  if (!parsed.success) throw new DomainError('invalid', 'merchant.setting_invalid', { setting: 'reason' });
  await move(merchantId, parsed.data);
}

/** Everything is as it was before. Throws merchant.unknown. */
export function resumeMerchant(merchantId: number): Promise<void> {
  return move(merchantId, null);
}
