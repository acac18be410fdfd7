import { currentMode } from '@/lib/auth/current-preferences';
import { findUser, isMerchantUser } from '@/lib/auth/current-user';
import { describeKeys } from '@/lib/core/merchants';
import type { OwnKeys } from './describe';

/** The reader's own appkey and pid, of the mode that his screens show; nothing for everybody else. Never a secret. */
export async function ownKeys(): Promise<OwnKeys> {
  const user = await findUser();
  if (user === null || !isMerchantUser(user)) return {};
  const [keys, mode] = await Promise.all([describeKeys(user.merchantId), currentMode()]);
  const key = keys.find((one) => one.mode === mode);
  return key === undefined ? {} : { appkey: key.appkey, pid: String(key.pid) };
}
