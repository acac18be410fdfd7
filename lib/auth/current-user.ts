import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { authOptions, type RequestOrigin } from '@/lib/auth/options';
import { isSessionOver } from '@/lib/auth/session-policy';
import { currentUser, type User } from '@/lib/core/merchants';

export interface MerchantUser extends User {
  readonly merchantId: number;
  readonly merchantName: string;
}

export function isMerchantUser(user: User): user is MerchantUser {
  return user.role === 'merchant' && user.merchantId !== null;
}

export async function requestOrigin(): Promise<RequestOrigin> {
  const given = await headers();
  return {
    host: given.get('x-forwarded-host') ?? given.get('host'),
    protocol: given.get('x-forwarded-proto'),
  };
}

/** The user of this request, or null. The cookie says who; the database says whether the session still stands. */
export const findUser = cache(async (): Promise<User | null> => {
  const session = await getServerSession(authOptions(await requestOrigin()));
  const claims = session?.claims;
  if (claims === null || claims === undefined) return null;
  const user = await currentUser(claims);
  return user === null || isSessionOver(claims, user.role, Date.now() / 1000) ? null : user;
});

/** For pages: a visitor without a session is sent to the sign-in. */
export async function requireUser(): Promise<User> {
  const user = await findUser();
  if (user === null) redirect('/sign-in');
  return user;
}

/** For merchants' pages. The operator's people have no merchant and are told so. */
export async function requireMerchant(): Promise<MerchantUser> {
  const user = await requireUser();
  if (!isMerchantUser(user)) forbidden();
  return user;
}

/** For the operator's pages; to a merchant they do not exist. */
export async function requireOperator(): Promise<User> {
  const user = await requireUser();
  if (user.role !== 'operator') notFound();
  return user;
}
