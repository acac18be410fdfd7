import { inTransaction, type Tx } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import type { Sending } from '@/lib/core/notifications/notification';
import { endWaiting } from '@/lib/core/notifications/store';
import type { TargetConfig, TargetDraft, TargetKey, TargetView } from '@/lib/core/notifications/target';
import {
  insertTarget,
  lockTarget,
  type SealedTarget,
  selectTarget,
  selectTargets,
  updateEnabled,
  updateLast,
  updateRemoved,
  updateTarget,
} from '@/lib/core/notifications/targets-store';
import { MERCHANT_EVENTS, type NotifierKind, OPERATOR_EVENTS } from '@/lib/core/vocabulary';
import { seal, unseal } from '@/lib/platform/crypto';

const TARGETS_MAX = 20;
const FAILURE_MAX = 300;

export interface Deed {
  readonly actor: string;
}

function sealConfig({ shown, secrets, language }: TargetConfig): string {
  return seal(JSON.stringify({ shown, secrets, language }));
}

export function openConfig(sealed: string): TargetConfig {
  return JSON.parse(unseal(sealed)) as TargetConfig;
}

/** What fits into a failure's place. */
export function shortFailure(reason: string): string {
  return reason.slice(0, FAILURE_MAX);
}

function refuseBadDraft(merchantId: number | null, draft: TargetDraft): void {
  const known: readonly string[] = merchantId === null ? OPERATOR_EVENTS : MERCHANT_EVENTS;
  if (draft.label === '') throw new DomainError('invalid', 'target.invalid', { field: 'label' });
  if (draft.events.length === 0 || !draft.events.every((event) => known.includes(event))) {
    throw new DomainError('invalid', 'target.invalid', { field: 'events' });
  }
}

function unknown({ targetId }: TargetKey): DomainError {
  return new DomainError('not_found', 'target.unknown', { targetId });
}

/** A merchant's targets, or with null the operator's. No secret is in them. */
export async function listTargets(merchantId: number | null): Promise<TargetView[]> {
  const rows = await selectTargets(merchantId);
  return rows.map(({ configSealed, ...row }) => {
    const { shown, secrets, language } = openConfig(configSealed);
    return { ...row, shown, language, secretNames: Object.keys(secrets) };
  });
}

/** What a message to the target needs; never to be sent to a page. Throws target.unknown. */
export async function readTarget(key: TargetKey): Promise<{ kind: NotifierKind; config: TargetConfig }> {
  const row = await selectTarget(key);
  if (row === null) throw unknown(key);
  return { kind: row.kind, config: openConfig(row.configSealed) };
}

/**
 * Adds a target, enabled; the caller has checked the shape that its kind wants. Throws target.invalid for an empty label,
 * events that its owner cannot hear of, or the twenty-first target.
 */
export async function addTarget(
  target: TargetDraft & Deed & { merchantId: number | null; kind: NotifierKind },
): Promise<{ targetId: number }> {
  const { merchantId, kind, label, events, actor } = target;
  refuseBadDraft(merchantId, target);
  const row = { merchantId, kind, label, events, configSealed: sealConfig(target) };
  return await inTransaction(async (tx) => {
    const targetId = await insertTarget(tx, row, TARGETS_MAX);
    if (targetId === null) throw new DomainError('exhausted', 'target.invalid', { field: 'count' });
    await note(tx, { merchantId, targetId }, { action: 'target.added', actor, data: { kind, label } });
    return { targetId };
  });
}

function note(
  tx: Tx,
  { merchantId, targetId }: TargetKey,
  deed: { action: string; actor: string; data: { kind: NotifierKind; label: string } },
): Promise<void> {
  return recordAudit(tx, { ...deed, merchantId, subject: `target:${targetId}` });
}

function changing(
  key: TargetKey & Deed & { action: string },
  change: (tx: Tx, row: SealedTarget) => Promise<void>,
): Promise<void> {
  return inTransaction(async (tx) => {
    const row = await lockTarget(tx, key);
    if (row === null) throw unknown(key);
    await change(tx, row);
    const { action, actor } = key;
    await note(tx, key, { action, actor, data: { kind: row.kind, label: row.label } });
  });
}

/** Replaces what is said about a target; secrets that are not named stay. Throws target.unknown, target.invalid. */
export function changeTarget(change: TargetKey & TargetDraft & Deed): Promise<void> {
  refuseBadDraft(change.merchantId, change);
  return changing({ ...change, action: 'target.changed' }, async (tx, row) => {
    const secrets = { ...openConfig(row.configSealed).secrets, ...change.secrets };
    await updateTarget(tx, change.targetId, { ...change, configSealed: sealConfig({ ...change, secrets }) });
  });
}

/** A target that is switched off hears nothing, and what waited for it is dropped. Throws target.unknown. */
export function enableTarget(change: TargetKey & Deed & { isEnabled: boolean }): Promise<void> {
  const { targetId, isEnabled } = change;
  return changing({ ...change, action: isEnabled ? 'target.enabled' : 'target.disabled' }, async (tx) => {
    await updateEnabled(tx, targetId, isEnabled);
    if (!isEnabled) await endWaiting(tx, targetId);
  });
}

/** Throws target.unknown. */
export function removeTarget(change: TargetKey & Deed): Promise<void> {
  return changing({ ...change, action: 'target.removed' }, async (tx) => {
    await updateRemoved(tx, change.targetId);
    await endWaiting(tx, change.targetId);
  });
}

/** Keeps how a test message went, beside the target. */
export function recordTest(targetId: number, sending: Sending): Promise<void> {
  return inTransaction((tx) =>
    updateLast(tx, targetId, sending.isSent ? null : shortFailure(sending.reason)),
  );
}
