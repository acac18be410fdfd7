import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { endActingOf, insertActing } from '@/lib/core/merchants/standing-store';
import { confirmPassword } from '@/lib/core/merchants/users';

export const ACTING_MINUTES = 30;
const REASON_MAX = 200;

const reasonShape = z.string().trim().min(1).max(REASON_MAX);

/**
 * Lets one of the operator's people see what a merchant sees, for half an hour and for a reason that stays in the audit
 * log, where the merchant reads it too. He only reads unless `mayChange`. He acts as one merchant at a time.
 * Throws login.refused, merchant.unknown, or merchant.setting_invalid without a reason of at most 200 characters.
 */
export async function startActing(request: {
  operatorId: number;
  password: string;
  merchantId: number;
  reason: string;
  mayChange: boolean;
}): Promise<{ actingId: number; expiresAt: Date }> {
  const reason = reasonShape.safeParse(request.reason);
  if (!reason.success) throw new DomainError('invalid', 'merchant.setting_invalid', { setting: 'reason' });
  const { role } = await confirmPassword(request.operatorId, request.password);
  if (role !== 'operator') throw new DomainError('not_found', 'merchant.unknown');
  const { operatorId, merchantId, mayChange } = request;
  const acting = { operatorId, merchantId, mayChange, reason: reason.data, minutes: ACTING_MINUTES };
  const started = await insertActing(acting);
  if (started === null) throw new DomainError('not_found', 'merchant.unknown');
  return { actingId: started.id, expiresAt: started.expiresAt };
}

/** Ends it at once; nothing happens when it is over already. */
export async function endActing(key: { operatorId: number; actingId: number }): Promise<void> {
  await endActingOf({ operatorId: key.operatorId, id: key.actingId });
}
