import { type CloudMonitor, cloudMonitorOf, type PlatformCheck } from '@/lib/channels';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { changeSetting, readSetting } from '@/lib/core/installation';
import { readPlatformConfig } from '@/lib/core/sessions/platform-config';
import { restAfter, waitForTurn } from '@/lib/core/sessions/wait-for-turn';

/** How long a check may stand in line for its turn: somebody waits for it. */
const LINE_PATIENCE_MS = 5_000;

/** What the operator sees of a platform's configuration; no secret is in it. */
export interface PlatformView {
  readonly channel: string;
  readonly values: Readonly<Record<string, string>>;
  /** The secrets that are there. */
  readonly secretNames: readonly string[];
  /** The fields that are missing or unusable; empty when accounts can be scanned online. */
  readonly missing: readonly string[];
  /** The public half of our key, to be pasted into the platform; null while there is none. */
  readonly publicKey: string | null;
  readonly changedAt: Date | null;
}

interface Configurable {
  readonly monitor: CloudMonitor;
  readonly keys: NonNullable<CloudMonitor['keys']>;
  readonly name: string;
}

function configurable(channel: string): Configurable {
  const monitor = cloudMonitorOf(channel);
  const name = monitor?.describe().setting ?? null;
  if (monitor?.keys === undefined || name === null) {
    throw new DomainError('not_found', 'setting.invalid', { setting: channel });
  }
  return { monitor, keys: monitor.keys, name };
}

/** Throws setting.invalid for a channel that has nothing to configure. */
export async function findPlatform(channel: string): Promise<PlatformView> {
  const { monitor, keys, name } = configurable(channel);
  const [setting, config] = await Promise.all([readSetting(name), readPlatformConfig(monitor)]);
  const secretNames = setting?.secretNames ?? [];
  return {
    channel,
    values: Object.fromEntries(Object.entries(config).filter(([field]) => !secretNames.includes(field))),
    secretNames,
    missing: monitor.missing(config),
    publicKey: keys.publicHalfOf(config.privateKey ?? ''),
    changedAt: setting?.changedAt ?? null,
  };
}

/**
 * Changes what is configured: the values all together, a secret only when it is named. A field that is not empty and
 * unusable is refused. Throws setting.invalid with its name.
 */
export async function changePlatform(change: {
  channel: string;
  values: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
  actor: string;
}): Promise<void> {
  const { channel, values, secrets, actor } = change;
  const { monitor, name } = configurable(channel);
  for (const [field, text] of Object.entries({ ...values, ...secrets })) {
    if (text !== '' && monitor.missing({ [field]: text }).includes(field)) {
      throw new DomainError('invalid', 'setting.invalid', { setting: field });
    }
  }
  await changeSetting({ name, value: values, secrets, actor }, (tx) =>
    recordAudit(tx, {
      actor,
      merchantId: null,
      action: 'platform.changed',
      subject: `setting:${name}`,
      data: { ...values, secrets: Object.keys(secrets).join(', ') },
    }),
  );
}

/** Replaces our private key by a fresh one. The platform knows us no more until the new public half is pasted there. */
export async function renewPlatformKey({
  channel,
  actor,
}: {
  channel: string;
  actor: string;
}): Promise<void> {
  const { keys } = configurable(channel);
  const { values } = await findPlatform(channel);
  await changePlatform({ channel, values, secrets: { privateKey: await keys.makePrivateKey() }, actor });
}

/**
 * A harmless signed call with what is configured now. Throws session.not_configured while a field is missing, and
 * session.platform_busy while too many others call; rejects when the platform is silent.
 */
export async function checkPlatform(channel: string): Promise<PlatformCheck> {
  const { monitor, keys, name } = configurable(channel);
  const config = await readPlatformConfig(monitor);
  const missing = monitor.missing(config);
  if (missing.length > 0) {
    throw new DomainError('unavailable', 'session.not_configured', { missing: missing.join(', ') });
  }
  await waitForTurn({ name, config }, LINE_PATIENCE_MS);
  const check = await keys.check(config);
  await restAfter({ name, config }, check);
  return check;
}
