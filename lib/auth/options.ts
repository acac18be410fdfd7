import type { NextAuthOptions } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import credentials from 'next-auth/providers/credentials';
import { SESSION_LIMITS, type SessionClaims } from '@/lib/auth/session-policy';
import { DomainError } from '@/lib/core/errors';
import { endSessions, logIn } from '@/lib/core/merchants';
import { deriveKey } from '@/lib/platform/crypto';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

declare module 'next-auth' {
  interface User {
    sessionVersion: number;
  }
  interface Session {
    claims: SessionClaims | null;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    userId: number;
    sessionVersion: number;
    openedAt: number;
    iat: number;
  }
}

export interface RequestOrigin {
  readonly host: string | null;
  readonly protocol: string | null;
}

/** Whether the browser speaks TLS to us, as the front door or a proxy before it says. */
function isSecure({ host, protocol }: RequestOrigin): boolean {
  const publicUrl = new URL(env.publicUrl);
  return protocol === 'https' || (publicUrl.protocol === 'https:' && publicUrl.host === host);
}

function cookie(name: string, secure: boolean) {
  const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  return { name: secure ? `__Host-${name}` : name, options };
}

/** Behind the front door the last entry is the one that our own process wrote. Empty when there is none. */
export function addressOf(forwarded: unknown): string {
  return typeof forwarded === 'string' ? (forwarded.split(',').at(-1)?.trim() ?? '') : '';
}

function claimsOf(token: JWT): SessionClaims {
  const { userId, sessionVersion, openedAt, iat } = token;
  return { userId, sessionVersion, openedAt, renewedAt: iat };
}

/** Refusals travel to the sign-in page as `refused` or `locked:<seconds>`; nothing else does. */
async function authorize(
  given: Record<'email' | 'password', string> | undefined,
  headers?: Record<string, unknown>,
) {
  const { email = '', password = '' } = given ?? {};
  if (email.length > 254 || password.length > 200) throw new Error('refused');
  try {
    const user = await logIn({ email: email.trim(), password, ip: addressOf(headers?.['x-forwarded-for']) });
    return { id: String(user.id), sessionVersion: user.sessionVersion };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new Error(
      error.code === 'login.locked' ? `locked:${error.details.retryAfterSeconds ?? 60}` : 'refused',
    );
  }
}

let secret: string | undefined;

export function sessionSecret(): string {
  secret ??= deriveKey('next-auth').toString('hex');
  return secret;
}

export function sessionCookie(origin: RequestOrigin) {
  return cookie('matou-session', isSecure(origin));
}

/** Names what an operator's browser acts as; worth nothing without his session. */
export function actingCookie(origin: RequestOrigin) {
  return cookie('matou-acting', isSecure(origin));
}

/**
 * next-auth for one request. Cookies follow the scheme of this very request, so that the product works at once
 * under http://localhost, http://127.0.0.1 and its public https address.
 */
export function authOptions(origin: RequestOrigin): NextAuthOptions {
  const secure = isSecure(origin);
  return {
    secret: sessionSecret(),
    useSecureCookies: secure,
    cookies: {
      sessionToken: cookie('matou-session', secure),
      csrfToken: cookie('matou-csrf', secure),
      callbackUrl: cookie('matou-return', secure),
    },
    session: { strategy: 'jwt', maxAge: SESSION_LIMITS.merchant.idleSeconds },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (given, request) => authorize(given, request.headers),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user === undefined
          ? token
          : {
              ...token,
              userId: Number(user.id),
              sessionVersion: user.sessionVersion,
              openedAt: Math.floor(Date.now() / 1000),
            },
      session: ({ session, token }) => ({ expires: session.expires, claims: claimsOf(token) }),
    },
    events: {
      // A token cannot be called back, so signing out ends the user's sessions in the database.
      signOut: async ({ token }) => {
        if (token?.userId !== undefined) await endSessions(token.userId);
      },
    },
    logger: {
      error: (code) => log.warn({ code }, 'next-auth'),
      warn: (code) => log.debug({ code }, 'next-auth'),
      debug: (code) => log.debug({ code }, 'next-auth'),
    },
  };
}
