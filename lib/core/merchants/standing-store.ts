import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import { recordAudit } from '@/lib/core/audit';
import { announceChange } from '@/lib/core/merchants/store';

/** Suspends with a reason, resumes without one; nothing happens when it is so already. */
export function updateStatus(merchantId: number, reason: string | null): Promise<void> {
  const status = reason === null ? 'active' : 'suspended';
  return inTransaction(async (tx) => {
    const rows = await tx`
      update merchants set status = ${status}, suspended_reason = ${reason},
        suspended_at = case when ${reason}::text is not null then coalesce(suspended_at, clock_timestamp()) end
      where id = ${merchantId} and (status, coalesce(suspended_reason, '')) <> (${status}, ${reason ?? ''})
      returning 1`;
    if (rows.length === 0) return;
    await announceChange(tx, merchantId);
    await recordAudit(tx, {
      merchantId,
      action: reason === null ? 'merchant.resumed' : 'merchant.suspended',
      subject: `merchant:${merchantId}`,
      data: reason === null ? {} : { reason },
    });
  });
}

/** One of the operator's people acting as a merchant. */
export interface Acting {
  readonly id: number;
  readonly operatorId: number;
  readonly merchantId: number;
  readonly merchantName: string;
  readonly reason: string;
  /** Without it he only reads. */
  readonly mayChange: boolean;
  readonly expiresAt: Date;
  /** The merchant's own state. */
  readonly suspendedReason: string | null;
}

/** Ends what the operator acts as, one or all, and writes that down: the last thing that a transaction asks. */
export async function endActings(
  tx: Tx,
  which: { operatorId: number; id?: number; except?: number },
): Promise<void> {
  const { operatorId, id = null, except = null } = which;
  const rows = await tx<{ id: number; merchantId: number }[]>`
    update impersonations set ended_at = clock_timestamp()
    where operator_id = ${operatorId} and ended_at is null and expires_at > clock_timestamp()
      and (${id}::bigint is null or id = ${id}) and id is distinct from ${except}::bigint
    returning id, merchant_id`;
  for (const row of rows) {
    await recordAudit(tx, {
      actor: `user:${operatorId}`,
      onBehalfOf: `merchant:${row.merchantId}`,
      merchantId: row.merchantId,
      action: 'impersonation.ended',
      subject: `impersonation:${row.id}`,
    });
  }
}

export interface NewActing {
  operatorId: number;
  merchantId: number;
  reason: string;
  mayChange: boolean;
  minutes: number;
}

/** Null when there is no such merchant. Whatever the operator acted as before is over. */
export function insertActing(acting: NewActing): Promise<{ id: number; expiresAt: Date } | null> {
  const { operatorId, merchantId, reason, mayChange, minutes } = acting;
  return inTransaction(async (tx) => {
    // Of two starts at once the second waits here and then ends the first.
    await tx`select 1 from users where id = ${operatorId} for no key update`;
    const [row] = await tx<{ id: number; expiresAt: Date }[]>`
      insert into impersonations (operator_id, merchant_id, reason, may_change, expires_at)
      select ${operatorId}, id, ${reason}, ${mayChange}, clock_timestamp() + make_interval(mins => ${minutes})
      from merchants where id = ${merchantId}
      returning id, expires_at`;
    if (row === undefined) return null;
    await endActings(tx, { operatorId, except: row.id });
    const actor = `user:${operatorId}`;
    const entry = {
      actor,
      merchantId,
      onBehalfOf: `merchant:${merchantId}`,
      subject: `impersonation:${row.id}`,
    };
    await recordAudit(tx, { ...entry, action: 'impersonation.started', data: { reason, minutes } });
    if (mayChange) await recordAudit(tx, { ...entry, action: 'impersonation.change_allowed' });
    return row;
  });
}

export function endActingOf(key: { operatorId: number; id: number }): Promise<void> {
  return inTransaction((tx) => endActings(tx, key));
}

/** Null when it is over, or is another operator's. */
export async function selectActing(key: { operatorId: number; id: number }): Promise<Acting | null> {
  const [row] = await sql()<Acting[]>`
    select i.id, i.operator_id, i.merchant_id, m.name as merchant_name, i.reason, i.may_change, i.expires_at,
      m.suspended_reason
    from impersonations i join merchants m on m.id = i.merchant_id
    where i.id = ${key.id} and i.operator_id = ${key.operatorId} and i.ended_at is null
      and i.expires_at > clock_timestamp()`;
  return row ?? null;
}

/** Writes down that the operator does something as the merchant, before it is done. */
export function recordActed(acting: Acting, where: string, fields: string): Promise<void> {
  return inTransaction((tx) =>
    recordAudit(tx, {
      actor: `user:${acting.operatorId}`,
      onBehalfOf: `merchant:${acting.merchantId}`,
      merchantId: acting.merchantId,
      action: 'impersonation.acted',
      subject: where,
      data: { impersonation: acting.id, fields },
    }),
  );
}
