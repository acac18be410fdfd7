import { sql } from '@/db/client';
import { inTransaction, type Tx } from '@/db/transaction';
import { type AuditData, recordAudit } from '@/lib/core/audit';
import { endActings } from '@/lib/core/merchants/standing-store';
import { type Rotation, rotateIn } from '@/lib/core/merchants/store';

export interface UserRow {
  id: number;
  merchantId: number | null;
  merchantName: string | null;
  suspendedReason: string | null;
  role: 'merchant' | 'operator';
  email: string;
  passwordHash: string;
  sessionVersion: number;
  failedLogins: number;
  lockedSeconds: number;
}

export async function selectUser(key: { id: number } | { email: string }): Promise<UserRow | null> {
  const where = 'id' in key ? sql()`u.id = ${key.id}` : sql()`lower(u.email) = lower(${key.email})`;
  const [row] = await sql()<UserRow[]>`
    select u.id, u.merchant_id as "merchantId", m.name as "merchantName",
      m.suspended_reason as "suspendedReason", u.role, u.email,
      u.password_hash as "passwordHash", u.session_version as "sessionVersion", u.failed_logins as "failedLogins",
      greatest(0, ceil(extract(epoch from u.locked_until - now())))::int as "lockedSeconds"
    from users u left join merchants m on m.id = u.merchant_id
    where ${where}`;
  return row === undefined ? null : { ...row, lockedSeconds: row.lockedSeconds ?? 0 };
}

/** Failures that only count. */
const FREE_FAILURES = 4;

/** From the fifth failure on, each one locks the log-in for 15 minutes more than the last. */
export async function recordFailedLogin(userId: number): Promise<void> {
  // One statement for the usual case: an address that somebody has must not take longer to refuse than another.
  const counted = await sql()`
    update users set failed_logins = failed_logins + 1
    where id = ${userId} and failed_logins < ${FREE_FAILURES} returning 1`;
  if (counted.length === 0) await lockLogin(userId);
}

function lockLogin(userId: number): Promise<void> {
  return inTransaction(async (tx) => {
    const [row] = await tx<{ merchantId: number | null; failures: number }[]>`
      update users set failed_logins = failed_logins + 1,
        locked_until = now() + (failed_logins + 1 - ${FREE_FAILURES}) * interval '15 minutes'
      where id = ${userId} and failed_logins >= ${FREE_FAILURES}
      returning merchant_id, failed_logins as failures`;
    if (row === undefined) return;
    const { merchantId, failures } = row;
    await recordOfUser(tx, { userId, merchantId, action: 'login.locked', data: { failures } });
  });
}

/** What was done by or to a user's log-in. */
function recordOfUser(
  tx: Tx,
  deed: {
    userId: number;
    merchantId: number | null;
    action: string;
    actor?: string;
    data?: AuditData;
  },
): Promise<void> {
  const { userId, ...entry } = deed;
  return recordAudit(tx, { ...entry, subject: `user:${userId}` });
}

export function recordLogin(userId: number): Promise<void> {
  return inTransaction(async (tx) => {
    const [row] = await tx<{ merchantId: number | null }[]>`
      update users set failed_logins = 0, locked_until = null, last_login_at = now() where id = ${userId}
      returning merchant_id`;
    const actor = `user:${userId}`;
    const merchantId = row?.merchantId ?? null;
    await recordOfUser(tx, { userId, merchantId, actor, action: 'login.succeeded' });
  });
}

/** A password that was given once more in a session. */
export async function clearFailures(userId: number): Promise<void> {
  await sql()`update users set failed_logins = 0, locked_until = null where id = ${userId}`;
}

/** Ends every session of the user and his acting as a merchant; with a rotation, in the same transaction. */
export function updatePassword(
  userId: number,
  passwordHash: string,
  change: { rotation: Rotation | null; action: 'password.changed' | 'password.reset' },
): Promise<void> {
  return inTransaction(async (tx) => {
    const [row] = await tx<{ merchantId: number | null }[]>`
      update users set password_hash = ${passwordHash}, session_version = session_version + 1,
        failed_logins = 0, locked_until = null
      where id = ${userId} returning merchant_id`;
    if (change.rotation !== null) await rotateIn(tx, change.rotation);
    await endActings(tx, { operatorId: userId });
    await recordOfUser(tx, { userId, merchantId: row?.merchantId ?? null, action: change.action });
  });
}

export function raiseSessionVersion(userId: number): Promise<void> {
  return inTransaction(async (tx) => {
    const [row] = await tx<{ merchantId: number | null }[]>`
      update users set session_version = session_version + 1 where id = ${userId} returning merchant_id`;
    if (row === undefined) return;
    await endActings(tx, { operatorId: userId });
    const { merchantId } = row;
    await recordOfUser(tx, { userId, merchantId, action: 'login.ended', actor: `user:${userId}` });
  });
}
