import { DomainError } from '@/lib/core/errors';
import { forgetCredentials } from '@/lib/core/merchants/find-credential';
import { markRevealed, rotateKeys, selectCredential } from '@/lib/core/merchants/store';
import { confirmPassword } from '@/lib/core/merchants/users';
import type { Mode } from '@/lib/core/vocabulary';
import { seal } from '@/lib/platform/crypto';
import { newKey } from '@/lib/platform/ids';

export interface Secrets {
  readonly appsecret: string;
  readonly epayKey: string;
  readonly vmqKey: string;
}

interface SecretsRequest {
  merchantId: number;
  mode: Mode;
  userId: number;
  password: string;
}

async function confirmOwner({ userId, password, merchantId }: SecretsRequest): Promise<void> {
  const user = await confirmPassword(userId, password);
  if (user.merchantId !== merchantId) throw new DomainError('not_found', 'merchant.unknown');
}

/** Shows the secrets once after each rotation. Throws login.refused or credential.already_revealed. */
export async function revealSecrets(request: SecretsRequest): Promise<Secrets> {
  await confirmOwner(request);
  const credential = await selectCredential(request);
  if (credential === null) throw new DomainError('not_found', 'merchant.unknown');
  if (!(await markRevealed(request.merchantId, request.mode))) {
    throw new DomainError('conflict', 'credential.already_revealed');
  }
  return { appsecret: credential.appsecret, epayKey: credential.epayKey, vmqKey: credential.vmqKey };
}

/**
 * Makes new secrets and shows them this once. Requests signed with the old appsecret pass for another
 * `overlapSeconds`; what leaves is signed with the new one from now on. Throws login.refused.
 */
export async function rotateSecrets(request: SecretsRequest & { overlapSeconds: number }): Promise<Secrets> {
  await confirmOwner(request);
  const secrets = { appsecret: newKey(), epayKey: newKey(), vmqKey: newKey() };
  await rotateKeys({
    merchantId: request.merchantId,
    mode: request.mode,
    appsecretSealed: seal(secrets.appsecret),
    otherKeys: { epayKeySealed: seal(secrets.epayKey), vmqKeySealed: seal(secrets.vmqKey) },
    overlapSeconds: request.overlapSeconds,
  });
  await forgetCredentials(request.merchantId);
  return secrets;
}
