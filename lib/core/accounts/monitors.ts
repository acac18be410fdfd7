import { endSilence } from '@/lib/core/accounts/end-silence';
import {
  type CorrectedTime,
  insertMonitor,
  type MonitorKey,
  markMonitorRemoved,
  selectCorrectedTime,
  selectSealedMonitor,
  selectSealedMonitors,
  updateHeartbeat,
  updateOddClock,
  watchMonitors,
} from '@/lib/core/accounts/monitors-store';
import { DomainError } from '@/lib/core/errors';
import { seal, unseal } from '@/lib/platform/crypto';
import { newKey } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';

const LIFETIME_MS = 30_000;

interface KnownMonitor extends MonitorKey {
  readonly key: string;
}

let known: { monitors: Promise<KnownMonitor[]>; goodUntilMs: number } | undefined;
let isWatching = false;

async function loadMonitors(): Promise<KnownMonitor[]> {
  const rows = await selectSealedMonitors();
  return rows.map(({ merchantId, monitorId, keySealed }) => ({
    merchantId,
    monitorId,
    key: unseal(keySealed),
  }));
}

function forget(): void {
  known = undefined;
}

function knownMonitors(): Promise<KnownMonitor[]> {
  if (!isWatching) {
    isWatching = true;
    watchMonitors(forget).catch((error: unknown) => {
      isWatching = false;
      log.warn({ error }, 'cannot listen for monitor changes; the cache ages instead');
    });
  }
  if (known === undefined || known.goodUntilMs < performance.now()) {
    known = { monitors: loadMonitors(), goodUntilMs: performance.now() + LIFETIME_MS };
    known.monitors.catch(forget);
  }
  return known.monitors;
}

/**
 * The stock vmq app sends no name, only a signature, so its monitor is found by trying every key
 * (reference: V免签 protocol, monitor side). The keys are remembered for 30 seconds at most.
 */
export async function findMonitorBySignature(
  isSignedWith: (key: string) => boolean,
): Promise<MonitorKey | null> {
  const monitors = await knownMonitors();
  const found = monitors.find(({ key }) => isSignedWith(key));
  return found === undefined ? null : { merchantId: found.merchantId, monitorId: found.monitorId };
}

/** The monitor that a message names, and whether the message was signed with its key; null when there is none. */
export async function identifyMonitor(
  monitorId: number,
  isSignedWith: (key: string) => boolean,
): Promise<{ monitor: MonitorKey; isSigned: boolean } | null> {
  const found = (await knownMonitors()).find((monitor) => monitor.monitorId === monitorId);
  if (found === undefined) return null;
  const monitor = { merchantId: found.merchantId, monitorId };
  return { monitor, isSigned: isSignedWith(found.key) };
}

/** Answers the key that pairs the phone. */
export async function createMonitor(request: { merchantId: number; name: string }) {
  const key = newKey();
  const monitorId = await insertMonitor(request.merchantId, request.name, seal(key));
  return { monitorId, key };
}

/** Throws monitor.unknown. */
export async function monitorKey(request: MonitorKey): Promise<string> {
  const row = await selectSealedMonitor(request);
  if (row === null) throw new DomainError('not_found', 'monitor.unknown');
  return unseal(row.keySealed);
}

/** Throws monitor.unknown. */
export async function removeMonitor(request: MonitorKey): Promise<void> {
  if (!(await markMonitorRemoved(request))) throw new DomainError('not_found', 'monitor.unknown');
}

/** The monitor is alive, and its time (milliseconds) teaches how far its clock is off; unless it is an old beat come again. */
export async function recordHeartbeat(beat: MonitorKey & { monitorTimeMs: number }): Promise<void> {
  await endSilence(beat, await updateHeartbeat(beat, beat.monitorTimeMs));
}

/** When a payment was made, on the database's clock, from the time that the monitor told with its push (milliseconds). */
export async function paidAtFromMonitor(told: MonitorKey & { timeMs: number }): Promise<CorrectedTime> {
  const corrected = await selectCorrectedTime(told, told.timeMs);
  if (!corrected.isClear) await updateOddClock(told, told.timeMs);
  return corrected;
}
