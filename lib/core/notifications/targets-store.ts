import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';
import type { TargetKey } from '@/lib/core/notifications/target';
import type { NotificationEvent, NotifierKind } from '@/lib/core/vocabulary';

export interface TargetRow {
  readonly targetId: number;
  readonly kind: NotifierKind;
  readonly label: string;
  readonly configSealed: string;
  readonly events: readonly NotificationEvent[];
  readonly isEnabled: boolean;
  readonly lastSentAt: Date | null;
  readonly lastFailure: string | null;
  readonly waiting: number;
}

/** A merchant's targets, or with null the operator's, in the order in which they were added. */
export function selectTargets(merchantId: number | null): Promise<TargetRow[]> {
  return sql()<TargetRow[]>`
    select id as target_id, kind, label, config_sealed, events, is_enabled, last_sent_at, last_failure,
      (select count(*)::int from notifications n where n.target_id = t.id and n.status = 'waiting') as waiting
    from notification_targets t
    where merchant_id is not distinct from ${merchantId}::bigint and not is_removed order by id`;
}

export interface SealedTarget {
  readonly kind: NotifierKind;
  readonly label: string;
  readonly configSealed: string;
}

export async function selectTarget({ merchantId, targetId }: TargetKey): Promise<SealedTarget | null> {
  const [row] = await sql()<SealedTarget[]>`
    select kind, label, config_sealed from notification_targets
    where id = ${targetId} and merchant_id is not distinct from ${merchantId}::bigint and not is_removed`;
  return row ?? null;
}

/** The target, which nobody else changes before the transaction ends. */
export async function lockTarget(tx: Tx, { merchantId, targetId }: TargetKey): Promise<SealedTarget | null> {
  const [row] = await tx<SealedTarget[]>`
    select kind, label, config_sealed from notification_targets
    where id = ${targetId} and merchant_id is not distinct from ${merchantId}::bigint and not is_removed
    for update`;
  return row ?? null;
}

export interface NewTarget {
  readonly merchantId: number | null;
  readonly kind: NotifierKind;
  readonly label: string;
  readonly configSealed: string;
  readonly events: readonly NotificationEvent[];
}

/** The number of the new target, or null when there are `max` already. */
export async function insertTarget(tx: Tx, target: NewTarget, max: number): Promise<number | null> {
  const { merchantId, kind, label, configSealed, events } = target;
  // Adding stands in line per owner, so that the limit holds.
  await tx`select pg_advisory_xact_lock(7220072, ${merchantId ?? 0}::int)`;
  const [row] = await tx<{ id: number }[]>`
    insert into notification_targets (merchant_id, kind, label, config_sealed, events)
    select ${merchantId}::bigint, ${kind}, ${label}, ${configSealed}, ${[...events]}::text[]
    where (select count(*) from notification_targets
      where merchant_id is not distinct from ${merchantId}::bigint and not is_removed) < ${max}
    returning id`;
  return row?.id ?? null;
}

export async function updateTarget(
  tx: Tx,
  targetId: number,
  target: Pick<NewTarget, 'label' | 'configSealed' | 'events'>,
): Promise<void> {
  await tx`
    update notification_targets set label = ${target.label}, config_sealed = ${target.configSealed},
      events = ${[...target.events]}::text[]
    where id = ${targetId}`;
}

export async function updateEnabled(tx: Tx, targetId: number, isEnabled: boolean): Promise<void> {
  await tx`update notification_targets set is_enabled = ${isEnabled} where id = ${targetId}`;
}

export async function updateRemoved(tx: Tx, targetId: number): Promise<void> {
  await tx`update notification_targets set is_removed = true where id = ${targetId}`;
}

/** How the last sending went. */
export async function updateLast(tx: Tx, targetId: number, failure: string | null): Promise<void> {
  await tx`
    update notification_targets set last_failure = ${failure},
      last_sent_at = case when ${failure}::text is null then clock_timestamp() else last_sent_at end
    where id = ${targetId}`;
}
