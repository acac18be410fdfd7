import type { Credential } from '@/lib/core/merchants/credential';
import { findCredential } from '@/lib/core/merchants/find-credential';
import { selectSealedVmqKeys, watchMerchants } from '@/lib/core/merchants/store';
import type { Mode } from '@/lib/core/vocabulary';
import { unseal } from '@/lib/platform/crypto';
import { log } from '@/lib/platform/log';

const LIFETIME_MS = 30_000;
/** A signature that no known key made may be a new merchant's; the keys are read again, this often at most. */
const RELOAD_AFTER_MS = 1_000;

interface KnownKey {
  readonly merchantId: number;
  readonly mode: Mode;
  readonly key: string;
}

let known: { keys: Promise<KnownKey[]>; readAtMs: number } | undefined;
let isWatching = false;

function forget(): void {
  known = undefined;
}

async function loadKeys(): Promise<KnownKey[]> {
  const rows = await selectSealedVmqKeys();
  return rows.map(({ merchantId, mode, vmqKeySealed }) => ({ merchantId, mode, key: unseal(vmqKeySealed) }));
}

function knownKeys(lifetimeMs: number): Promise<KnownKey[]> {
  if (!isWatching) {
    isWatching = true;
    watchMerchants(forget).catch((error: unknown) => {
      isWatching = false;
      log.warn({ error }, 'cannot listen for merchant changes; the cache ages instead');
    });
  }
  if (known === undefined || performance.now() - known.readAtMs > lifetimeMs) {
    known = { keys: loadKeys(), readAtMs: performance.now() };
    known.keys.catch(forget);
  }
  return known.keys;
}

/**
 * The merchant whose vmq key `isSignedWith` accepts: the protocol's requests carry no merchant, so every key is
 * tried. The keys are remembered for 30 seconds at most, and dropped at once when any merchant changes.
 */
export async function findCredentialByVmqKey(
  isSignedWith: (key: string) => boolean,
): Promise<Credential | null> {
  const isFound = ({ key }: KnownKey) => isSignedWith(key);
  const found =
    (await knownKeys(LIFETIME_MS)).find(isFound) ?? (await knownKeys(RELOAD_AFTER_MS)).find(isFound);
  return found === undefined ? null : findCredential(found.merchantId, found.mode);
}
