import { RateLimiterMemory } from 'rate-limiter-flexible';
import { inAuditContext } from '@/lib/core/audit';
import { DomainError } from '@/lib/core/errors';
import { hashPassword, isPasswordRight } from '@/lib/core/merchants/passwords';
import { insertOperator } from '@/lib/core/merchants/store';
import {
  clearFailures,
  raiseSessionVersion,
  recordFailedLogin,
  recordLogin,
  selectUser,
  type UserRow,
  updatePassword,
} from '@/lib/core/merchants/users-store';
import { seal } from '@/lib/platform/crypto';
import { newKey, newPassword } from '@/lib/platform/ids';

export interface User {
  readonly id: number;
  readonly merchantId: number | null;
  readonly merchantName: string | null;
  /** Why the operator suspended the merchant; null while he did not. */
  readonly suspendedReason: string | null;
  readonly role: 'merchant' | 'operator';
  readonly email: string;
  /** A session opened with another number has ended. */
  readonly sessionVersion: number;
}

const PASSWORD_LENGTH_MIN = 10;
const PASSWORD_LENGTH_MAX = 200;
/** How long requests signed with the old appsecret still pass after a change of the password. */
const OVERLAP_SECONDS = 86_400;

const guessesPerAddress = new RateLimiterMemory({ points: 20, duration: 60 });

function toUser(row: UserRow): User {
  const { id, merchantId, merchantName, suspendedReason, role, email, sessionVersion } = row;
  return { id, merchantId, merchantName, suspendedReason, role, email, sessionVersion };
}

async function takeGuess(ip: string): Promise<void> {
  try {
    await guessesPerAddress.consume(ip);
  } catch {
    throw new DomainError('exhausted', 'login.locked', { retryAfterSeconds: 60 });
  }
}

interface LoginAttempt {
  email: string;
  password: string;
  ip: string;
}

/**
 * Opens a session. Unknown address and wrong password get the same answer in the same time.
 * Throws login.refused, or login.locked with retryAfterSeconds.
 */
export function logIn(input: LoginAttempt): Promise<User> {
  return inAuditContext({ actor: null, ip: input.ip || null, onBehalfOf: null }, () => judgeLogin(input));
}

async function judgeLogin(input: LoginAttempt): Promise<User> {
  await takeGuess(input.ip);
  const row = await selectUser({ email: input.email });
  if (row !== null && row.lockedSeconds > 0) {
    throw new DomainError('exhausted', 'login.locked', { retryAfterSeconds: row.lockedSeconds });
  }
  const isRight = await isPasswordRight(row?.passwordHash ?? null, input.password);
  if (row === null || !isRight) {
    if (row !== null) await recordFailedLogin(row.id);
    throw new DomainError('unauthenticated', 'login.refused');
  }
  await recordLogin(row.id);
  return toUser(row);
}

/** The user of a session, or null when the session has ended. */
export async function currentUser(session: { userId: number; sessionVersion: number }): Promise<User | null> {
  const row = await selectUser({ id: session.userId });
  return row !== null && row.sessionVersion === session.sessionVersion ? toUser(row) : null;
}

/** Asks for the password once more before something weighty. Throws login.refused. */
export async function confirmPassword(userId: number, password: string): Promise<User> {
  const row = await selectUser({ id: userId });
  if (row === null || row.lockedSeconds > 0 || !(await isPasswordRight(row.passwordHash, password))) {
    if (row !== null) await recordFailedLogin(userId);
    throw new DomainError('unauthenticated', 'login.refused');
  }
  await clearFailures(userId);
  return toUser(row);
}

/**
 * Changes the password, ends every session and, for a merchant, rotates the live appsecret with a day of
 * overlap (spec gatepay-cloud, 发起支付). Answers the user as a new session needs it, and the new secret.
 * Throws login.refused or password.too_weak.
 */
export async function changePassword(input: {
  userId: number;
  current: string;
  next: string;
}): Promise<{ user: User; appsecret: string | null }> {
  const user = await confirmPassword(input.userId, input.current);
  const isAcceptable =
    input.next.length >= PASSWORD_LENGTH_MIN &&
    input.next.length <= PASSWORD_LENGTH_MAX &&
    input.next !== input.current &&
    input.next.toLowerCase() !== user.email.toLowerCase();
  if (!isAcceptable) {
    throw new DomainError('invalid', 'password.too_weak', { lengthMin: PASSWORD_LENGTH_MIN });
  }
  const appsecret = user.merchantId === null ? null : newKey();
  const rotation =
    user.merchantId === null || appsecret === null
      ? null
      : {
          merchantId: user.merchantId,
          mode: 'live' as const,
          appsecretSealed: seal(appsecret),
          otherKeys: null,
          overlapSeconds: OVERLAP_SECONDS,
        };
  await updatePassword(user.id, await hashPassword(input.next), { rotation, action: 'password.changed' });
  return { user: { ...user, sessionVersion: user.sessionVersion + 1 }, appsecret };
}

/** Gives a user a generated password and ends his sessions. Throws merchant.unknown. */
export async function resetPassword(email: string): Promise<{ email: string; password: string }> {
  const row = await selectUser({ email });
  if (row === null) throw new DomainError('not_found', 'merchant.unknown');
  const password = newPassword();
  await updatePassword(row.id, await hashPassword(password), { rotation: null, action: 'password.reset' });
  return { email: row.email, password };
}

/** Throws merchant.email_taken. */
export async function createOperator(email: string): Promise<{ email: string; password: string }> {
  const password = newPassword();
  const id = await insertOperator(email, await hashPassword(password));
  if (id === null) throw new DomainError('conflict', 'merchant.email_taken');
  return { email, password };
}

export function endSessions(userId: number): Promise<void> {
  return raiseSessionVersion(userId);
}
