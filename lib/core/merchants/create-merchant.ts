import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { hashPassword } from '@/lib/core/merchants/passwords';
import { insertMerchant, type SealedKeys } from '@/lib/core/merchants/store';
import { seal } from '@/lib/platform/crypto';
import { newKey, newPassword } from '@/lib/platform/ids';

export interface KeySet {
  readonly pid: number;
  readonly appkey: string;
  readonly appsecret: string;
  readonly epayKey: string;
  readonly vmqKey: string;
  readonly quickPayToken: string;
}

export interface NewMerchant extends KeySet {
  readonly merchantId: number;
  readonly email: string;
  readonly password: string;
  /** The keys for test mode. */
  readonly test: KeySet;
}

type Keys = Omit<KeySet, 'pid'>;

function newKeys(): Keys {
  return {
    appkey: newKey(),
    appsecret: newKey(),
    epayKey: newKey(),
    vmqKey: newKey(),
    quickPayToken: newKey().slice(0, 16),
  };
}

function sealed(keys: Keys): SealedKeys {
  return {
    appkey: keys.appkey,
    appsecretSealed: seal(keys.appsecret),
    epayKeySealed: seal(keys.epayKey),
    vmqKeySealed: seal(keys.vmqKey),
    quickPayToken: keys.quickPayToken,
  };
}

const input = z.object({ name: z.string().trim().min(1).max(60), email: z.email().max(254) });

/**
 * Creates a merchant with live and test keys, the simulator's accounts for test mode, and a log-in with a
 * generated password. He is an agent, who may place cloud orders, unless the operator says otherwise. The secrets
 * are in the answer and nowhere else in the clear. Throws merchant.setting_invalid or merchant.email_taken.
 */
export async function createMerchant(given: {
  name: string;
  email: string;
  isAgent?: boolean;
}): Promise<NewMerchant> {
  const { isAgent = true } = given;
  const parsed = input.safeParse(given);
  if (!parsed.success) {
    const setting = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new DomainError('invalid', 'merchant.setting_invalid', { setting });
  }
  const { name, email } = parsed.data;
  const password = newPassword();
  const keys = { live: newKeys(), test: newKeys() };
  const created = await insertMerchant({
    name,
    email,
    isAgent,
    passwordHash: await hashPassword(password),
    keys: { live: sealed(keys.live), test: sealed(keys.test) },
  });
  if (created === null) throw new DomainError('conflict', 'merchant.email_taken');
  return {
    merchantId: created.merchantId,
    email,
    password,
    pid: created.pids.live,
    ...keys.live,
    test: { pid: created.pids.test, ...keys.test },
  };
}
