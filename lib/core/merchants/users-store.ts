import { sql } from '@/db/client';
import { inTransaction } from '@/db/transaction';
import { type Rotation, rotateIn } from '@/lib/core/merchants/store';

export interface UserRow {
  id: number;
  merchantId: number | null;
  merchantName: string | null;
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
    select u.id, u.merchant_id as "merchantId", m.name as "merchantName", u.role, u.email,
      u.password_hash as "passwordHash", u.session_version as "sessionVersion", u.failed_logins as "failedLogins",
      greatest(0, ceil(extract(epoch from u.locked_until - now())))::int as "lockedSeconds"
    from users u left join merchants m on m.id = u.merchant_id
    where ${where}`;
  return row === undefined ? null : { ...row, lockedSeconds: row.lockedSeconds ?? 0 };
}

/** From the fifth failure on, each one locks the log-in for 15 minutes more than the last. */
export async function recordFailedLogin(userId: number): Promise<void> {
  await sql()`
    update users set failed_logins = failed_logins + 1,
      locked_until = case when failed_logins >= 4 then now() + (failed_logins - 3) * interval '15 minutes' end
    where id = ${userId}`;
}

export async function recordLogin(userId: number): Promise<void> {
  await sql()`update users set failed_logins = 0, locked_until = null, last_login_at = now() where id = ${userId}`;
}

/** Ends every session of the user; with a rotation, in the same transaction. */
export function updatePassword(
  userId: number,
  passwordHash: string,
  rotation: Rotation | null,
): Promise<void> {
  return inTransaction(async (tx) => {
    await tx`
      update users set password_hash = ${passwordHash}, session_version = session_version + 1,
        failed_logins = 0, locked_until = null
      where id = ${userId}`;
    if (rotation !== null) await rotateIn(tx, rotation);
  });
}

export async function raiseSessionVersion(userId: number): Promise<void> {
  await sql()`update users set session_version = session_version + 1 where id = ${userId}`;
}
