import type { CloudMonitor, PlatformConfig } from '@/lib/channels';
import { readSecrets, readSetting } from '@/lib/core/installation';
import { env } from '@/lib/platform/env';

/**
 * What the operator configured for a cloud monitor, over what is usual for it, secrets included; only for those who talk
 * to its platform.
 */
export async function readPlatformConfig(monitor: CloudMonitor): Promise<PlatformConfig> {
  const { setting: name, usual } = monitor.describe();
  if (name === null) return {};
  const [setting, secrets] = await Promise.all([readSetting(name), readSecrets(name)]);
  const texts = Object.entries(setting?.value ?? {}).filter(
    ([, value]) => typeof value === 'string' && value !== '',
  );
  return { ...usual, ...Object.fromEntries(texts), ...secrets } as PlatformConfig;
}

/** Where platforms send what a scan answered. */
export function logonAnswerUrl(): string {
  return `${env.publicUrl}/pay/session/answer`;
}
