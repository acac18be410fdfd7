import { sql } from '@/db/client';
import { listen } from '@/db/listen';
import { inTransaction, type Tx } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';

const CHANNEL = 'matou_monitor';
const VMQ_BEAT_SECONDS = 30;
/** How far a beat's time may be from what its monitor's clock shows, or from the true time after it was put right. */
const NEAR_MS = 120_000;
/** How far a clock may be off at the first beat, which teaches it. */
const FIRST_BEAT_MS = 86_400_000;
/** How long a push may be on its way. */
const PUSH_LATE_MS = 600_000;
/** A message that took this long to come does not make the monitor's clock look slow. */
const DELAY_MS = 10_000;

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
  /** How far ahead the last message was that did not count for its time, when it came after all that did; else null. */
  readonly oddClockAheadMs: number | null;
  readonly isAlive: boolean;
  /** Messages in its name that were not taken, and why the last one was not. */
  readonly refusedCount: number;
  readonly lastRefusedAt: Date | null;
  readonly lastRefusal: string | null;
}

export function selectMonitors(merchantId: number): Promise<MonitorView[]> {
  return sql()<MonitorView[]>`
    select id, name, last_seen_at, last_arrival_at, clock_ahead_ms,
      case when clock_odd_at > coalesce(last_seen_at, '-infinity') - interval '2 minutes' then clock_odd_ahead_ms end
        as odd_clock_ahead_ms, refused_count, last_refused_at, last_refusal,
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
 * How far the clock is ahead, learned from a message that was sent at `timeMs`, in an update of `monitors`. The way here
 * only makes a clock look slower than it is, so a little slower than known is taken for delay.
 */
export function learnedAhead(timeMs: number) {
  return sql()`(
    select case when seen.ahead between monitors.clock_ahead_ms - ${DELAY_MS}::int and monitors.clock_ahead_ms
      then monitors.clock_ahead_ms else seen.ahead end
    from (select (${timeMs}::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint)::int as ahead) seen)`;
}

/**
 * A vmq app's sign of life, once. Its time must be one that the monitor's clock can show now: later than the last and
 * near the difference that is known; near the true time, when the clock was put right; or within a day of it at the
 * first beat, which teaches the difference. Any other beat may be an old one that a stranger sends again: it counts
 * for nothing, and how far its clock is off is kept for the merchant.
 * Answers since when the monitor was silent; null when it was not, or when the beat does not count.
 */
export async function updateHeartbeat(key: MonitorKey, toldMs: number): Promise<Date | null> {
  const { merchantId, monitorId } = key;
  const [row] = await sql()<{ silentSince: Date | null }[]>`
    with clock as materialized (
      select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms
    ), forgotten as (
      delete from monitor_beats
      where merchant_id = ${merchantId} and monitor_id = ${monitorId} and told_ms < (select ms from clock) - ${2 * NEAR_MS}::int
    ), before as materialized (
      select clock_ahead_ms, clock_told_ms, ${silentSince()} as silent_since, ${toldMs}::bigint - ms as ahead_ms
      from monitors, clock where merchant_id = ${merchantId} and id = ${monitorId} and not is_removed
      for no key update of monitors
    ), judged as materialized (
      select silent_since, ahead_ms, coalesce(abs(ahead_ms - clock_ahead_ms), abs(ahead_ms)) <= ${NEAR_MS} as is_near,
        case when clock_told_ms is null then abs(ahead_ms) <= ${FIRST_BEAT_MS}
          when abs(ahead_ms - clock_ahead_ms) <= ${NEAR_MS} then ${toldMs}::bigint > clock_told_ms
          else abs(ahead_ms) <= ${NEAR_MS} end as is_possible
      from before
    ), fresh as (
      insert into monitor_beats (merchant_id, monitor_id, told_ms)
      select ${merchantId}, ${monitorId}, ${toldMs} from judged where is_possible
      on conflict do nothing returning 1
    ), odd as (
      update monitors set clock_odd_ahead_ms = judged.ahead_ms, clock_odd_at = now() from judged
      where merchant_id = ${merchantId} and id = ${monitorId} and not is_possible and not is_near
    )
    update monitors set last_seen_at = now(), beat_seconds = ${VMQ_BEAT_SECONDS}, clock_told_ms = ${toldMs},
      clock_ahead_ms = ${learnedAhead(toldMs)}
    from judged where merchant_id = ${merchantId} and id = ${monitorId} and is_possible and exists (select from fresh)
    returning judged.silent_since`;
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

export interface CorrectedTime {
  /** On the database's clock; never later than now, because it has been seen already. */
  readonly at: Date;
  /** False when the monitor's clock cannot show this time now; then `at` is the time of the news. */
  readonly isClear: boolean;
}

/** A monitor's time on the database's clock. A monitor whose clock was never heard is taken to tell the true time. */
export async function selectCorrectedTime(key: MonitorKey, monitorTimeMs: number): Promise<CorrectedTime> {
  const [row] = await sql()<CorrectedTime[]>`
    with told as (
      select clock_timestamp() as now, to_timestamp((${monitorTimeMs}::bigint - clock_ahead_ms) / 1000.0) as at
      from monitors where merchant_id = ${key.merchantId} and id = ${key.monitorId}
    ), judged as (
      select now, at, at between now - make_interval(secs => ${PUSH_LATE_MS / 1000}) and now + make_interval(secs => ${NEAR_MS / 1000})
        as is_clear
      from told
    )
    select case when is_clear then least(now, at) else now end as at, is_clear from judged`;
  if (row === undefined) throw new Error(`no monitor ${key.monitorId}`);
  return row;
}

/** A message whose time the monitor's clock cannot show is kept in the merchant's sight. */
export async function updateOddClock({ merchantId, monitorId }: MonitorKey, toldMs: number): Promise<void> {
  await sql()`
    update monitors set clock_odd_at = now(),
      clock_odd_ahead_ms = ${toldMs}::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint
    where merchant_id = ${merchantId} and id = ${monitorId}`;
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
