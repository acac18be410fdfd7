import { DomainError } from '@/lib/core/errors';
import { newLinkToken } from '@/lib/core/quick-pay/create-link';
import { type LinkKey, updateToken } from '@/lib/core/quick-pay/store';

/** Thirty days, for what is printed. */
const GRACE_SECONDS_MAX = 30 * 86_400;

/**
 * Gives a link a new token. The old one leads to it for `graceSeconds` more (0 ends it at once), the one before
 * that no longer does. Throws link.invalid or link.unknown.
 */
export async function rotateLinkToken({
  graceSeconds,
  ...key
}: LinkKey & { graceSeconds: number }): Promise<{ token: string }> {
  if (!Number.isInteger(graceSeconds) || graceSeconds < 0 || graceSeconds > GRACE_SECONDS_MAX) {
    throw new DomainError('invalid', 'link.invalid', { setting: 'graceSeconds' });
  }
  const token = newLinkToken();
  if (!(await updateToken(key, token, graceSeconds))) throw new DomainError('not_found', 'link.unknown');
  return { token };
}
