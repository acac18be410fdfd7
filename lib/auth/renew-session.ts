import { cookies } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { requestOrigin } from '@/lib/auth/current-user';
import { sessionCookie, sessionSecret } from '@/lib/auth/options';
import { SESSION_LIMITS } from '@/lib/auth/session-policy';
import type { User } from '@/lib/core/merchants';

/** Opens a fresh session for a user whose old ones have just ended, in the answer to this request. */
export async function renewSession(user: User): Promise<void> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const { name, options } = sessionCookie(await requestOrigin());
  const maxAge = SESSION_LIMITS.merchant.idleSeconds;
  const token = await encode({
    secret: sessionSecret(),
    maxAge,
    token: { userId: user.id, sessionVersion: user.sessionVersion, openedAt: nowSeconds, iat: nowSeconds },
  });
  (await cookies()).set(name, token, { ...options, maxAge });
}
