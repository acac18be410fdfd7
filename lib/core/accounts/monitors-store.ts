import { sql } from '@/db/client';
import { listen } from '@/db/listen';
import { inTransaction, type Tx } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';

const CHANNEL = 'matou_monitor';
const VMQ_BEAT_SECONDS = 30;

export interface MonitorKey {
  merchantId: number;
  monitorId: number;
}

export function insertMonitor(merchantId: number, name: string, keySealed: string): Promise<number> {
  return inTransaction(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into monitors (merchant_id, name, key_sealed) values (${merchantId}, ${name}, ${keySealed}) returning id`;
    const id = row?.id ?? 0;
    await tx`select pg_notify(${CHANNEL}, '')`;
    await recordAudit(tx, {
      merchantId,
      action: 'monitor.created',
      subject: `monitor:${id}`,
      data: { name },
    });
    return id;
  });
}

/** False when the merchant has no such monitor. Its accounts stay, without anybody watching them. */
export function markMonitorRemoved({ merchantId, monitorId }: MonitorKey): Promise<boolean> {
  return inTransaction(async (tx) => {
    const rows = await tx`
      update monitors set is_removed = true
      where merchant_id = ${merchantId} and id = ${monitorId} and not is_removed returning 1`;
    await tx`update accounts set monitor_id = null where merchant_id = ${merchantId} and monitor_id = ${monitorId}`;
    await tx`select pg_notify(${CHANNEL}, '')`;
    if (rows.length === 0) return false;
    await recordAudit(tx, { merchantId, action: 'monitor.removed', subject: `monitor:${monitorId}` });
    return true;
  });
}

export interface MonitorView {
  readonly id: number;
  readonly name: string;
  readonly lastSeenAt: Date | null;
  readonly lastArrivalAt: Date | null;
  /** How far its clock runs ahead, in milliseconds. */
  readonly clockAheadMs: number;
  readonly isAlive: boolean;
  /** Messages in its name that were not taken, and why the last one was not. */
  readonly refusedCount: number;
  readonly lastRefusedAt: Date | null;
  readonly lastRefusal: string | null;
}

export function selectMonitors(merchantId: number): Promise<MonitorView[]> {
  return sql()<MonitorView[]>`
    select id, name, last_seen_at, last_arrival_at, clock_ahead_ms, refused_count, last_refused_at, last_refusal,
      coalesce(last_seen_at > now() - make_interval(secs => 3 * beat_seconds), false) as is_alive
    from monitors where merchant_id = ${merchantId} and not is_removed order by id`;
}

export interface SealedMonitor extends MonitorKey {
  keySealed: string;
}

export function selectSealedMonitors(): Promise<SealedMonitor[]> {
  return sql()<SealedMonitor[]>`
    select merchant_id, id as monitor_id, key_sealed from monitors where not is_removed`;
}

export async function selectSealedMonitor({
  merchantId,
  monitorId,
}: MonitorKey): Promise<SealedMonitor | null> {
  const [row] = await sql()<SealedMonitor[]>`
    select merchant_id, id as monitor_id, key_sealed from monitors
    where merchant_id = ${merchantId} and id = ${monitorId} and not is_removed`;
  return row ?? null;
}

export function watchMonitors(forget: () => void): Promise<() => Promise<void>> {
  return listen(CHANNEL, forget);
}

/**
 * A vmq app's sign of life. The skew is learned only from times that a phone's clock can show: within a day of ours.
 * Answers since when the monitor was silent; null when it was not.
 */
export async function updateHeartbeat(key: MonitorKey, monitorTimeMs: number | null): Promise<Date | null> {
  const [row] = await sql()<{ silentSince: Date | null }[]>`
    with skew as (
      select ${monitorTimeMs}::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint as ahead_ms
    ), before as (
      select ${silentSince()} as silent_since from monitors
      where merchant_id = ${key.merchantId} and id = ${key.monitorId} for update
    )
    update monitors set last_seen_at = now(), beat_seconds = ${VMQ_BEAT_SECONDS},
      clock_ahead_ms = case when abs(skew.ahead_ms) <= 86400000 then skew.ahead_ms else clock_ahead_ms end
    from skew, before where merchant_id = ${key.merchantId} and id = ${key.monitorId}
    returning before.silent_since`;
  return row?.silentSince ?? null;
}

/** A monitor's last sign of life when that was so long ago that its accounts are not offered, or null. */
export function silentSince() {
  return sql()`case when last_seen_at <= now() - make_interval(secs => 3 * beat_seconds) then last_seen_at end`;
}

/** The accounts that a monitor watches. */
export async function selectWatchedIds(tx: Tx, { merchantId, monitorId }: MonitorKey): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    select id from accounts where merchant_id = ${merchantId} and monitor_id = ${monitorId} and not is_removed`;
  return rows.map(({ id }) => id);
}

/** A monitor's time on the database's clock; never later than now, because it has been seen already. */
export async function selectCorrectedTime(key: MonitorKey, monitorTimeMs: number): Promise<Date> {
  const [row] = await sql()<{ at: Date }[]>`
    select least(clock_timestamp(), to_timestamp((${monitorTimeMs}::bigint - clock_ahead_ms) / 1000.0)) as at
    from monitors where merchant_id = ${key.merchantId} and id = ${key.monitorId}`;
  return row?.at ?? new Date(monitorTimeMs);
}

/** A live account's monitor that is not heard of. */
export interface SilentMonitor {
  readonly merchantId: number;
  readonly monitorId: number;
  readonly name: string;
  /** Its last sign of life. */
  readonly since: Date;
  /** How many live accounts get no orders because of it. */
  readonly accounts: number;
}

/** Monitors of these merchants that are silent for longer than two minutes while accounts follow them. */
export function selectSilentMonitors(merchantIds: readonly number[]): Promise<SilentMonitor[]> {
  return sql()<SilentMonitor[]>`
    select m.merchant_id, m.id as monitor_id, m.name, m.last_seen_at as since, count(*)::int as accounts
    from monitors m
    join accounts a on a.merchant_id = m.merchant_id and a.monitor_id = m.id and a.mode = 'live'
      and a.online_switch = 'auto' and not a.is_removed
    where m.merchant_id = any(${[...merchantIds]}::bigint[]) and not m.is_removed
      and m.last_seen_at <= now() - greatest(interval '2 minutes', make_interval(secs => 3 * m.beat_seconds))
    group by m.merchant_id, m.id`;
}
