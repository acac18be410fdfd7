import type { Credential } from '@/lib/core/merchants/credential';
import { type CredentialKey, selectCredential, watchMerchants } from '@/lib/core/merchants/store';
import type { Mode } from '@/lib/core/vocabulary';
import { log } from '@/lib/platform/log';

const LIFETIME_MS = 30_000;
const ENTRIES_MAX = 5_000;

interface Entry {
  readonly found: Promise<Credential | null>;
  readonly goodUntilMs: number;
}

/**
 * What this process remembers of merchants' keys: for 30 seconds at most, dropped at once when any process
 * changes the merchant. A rotation's overlap is longer than that, so no signature breaks by a late word.
 */
const entries = new Map<string, Entry>();
let isWatching = false;

/** Forgets what this process knows of a merchant; the process that changes him need not wait for word of it. */
export async function forgetCredentials(merchantId: number): Promise<void> {
  const known = [...entries].map(async ([key, entry]) => {
    const credential = await entry.found.catch(() => null);
    const isHis = credential === null || credential.merchantId === merchantId;
    if (isHis && entries.get(key) === entry) entries.delete(key);
  });
  await Promise.all(known);
}

function startWatching(): void {
  if (isWatching) return;
  isWatching = true;
  watchMerchants((merchantId) => void forgetCredentials(merchantId)).catch((error: unknown) => {
    isWatching = false;
    log.warn({ error }, 'cannot listen for merchant changes; the cache ages instead');
  });
}

function remember(name: string, key: CredentialKey): Promise<Credential | null> {
  const known = entries.get(name);
  if (known !== undefined && known.goodUntilMs > performance.now()) return known.found;
  startWatching();
  const [oldest] = entries.keys();
  if (oldest !== undefined && entries.size >= ENTRIES_MAX) entries.delete(oldest);
  const entry: Entry = { found: selectCredential(key), goodUntilMs: performance.now() + LIFETIME_MS };
  entries.set(name, entry);
  // A key that nobody has is not remembered: guessers would push out the keys that are used.
  entry.found.then(
    (credential) => credential ?? entries.delete(name),
    () => entries.delete(name),
  );
  return entry.found;
}

/** The merchant behind an appkey, live or test; null when nobody has it. */
export function findCredentialByAppkey(appkey: string): Promise<Credential | null> {
  return remember(`appkey:${appkey}`, { appkey });
}

/** The merchant behind the number that 易支付 clients carry, live or test; null when nobody has it. */
export function findCredentialByPid(pid: number): Promise<Credential | null> {
  return remember(`pid:${pid}`, { pid });
}

export function findCredential(merchantId: number, mode: Mode): Promise<Credential | null> {
  return remember(`${mode}:${merchantId}`, { merchantId, mode });
}
