import { cookies, headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { actingCookie, authOptions, type RequestOrigin } from '@/lib/auth/options';
import { isSessionOver } from '@/lib/auth/session-policy';
import { type Acting, currentUser, findActing, type User } from '@/lib/core/merchants';

/** Who makes a request. While an operator acts as a merchant, the id and address are still his own. */
export interface SignedIn extends User {
  /** Null for everybody who acts as himself. */
  readonly acting: Acting | null;
  /** Whether he acted as a merchant in this browser until his time was up. */
  readonly isActingOver: boolean;
}

export interface MerchantUser extends SignedIn {
  readonly merchantId: number;
  readonly merchantName: string;
}

export function isMerchantUser(user: SignedIn): user is MerchantUser {
  return user.role === 'merchant' && user.merchantId !== null;
}

export async function requestOrigin(): Promise<RequestOrigin> {
  const given = await headers();
  return {
    host: given.get('x-forwarded-host') ?? given.get('host'),
    protocol: given.get('x-forwarded-proto'),
  };
}

/** Who an operator's user is in this request: himself, or the merchant whom his cookie names and the database confirms. */
async function actAs(operator: User): Promise<SignedIn> {
  const himself = { ...operator, acting: null, isActingOver: false };
  if (operator.role !== 'operator') return himself;
  const { name } = actingCookie(await requestOrigin());
  const id = (await cookies()).get(name)?.value ?? '';
  if (!/^\d{1,15}$/.test(id)) return himself;
  const acting = await findActing({ operatorId: operator.id, id: Number(id) });
  if (acting === null) return { ...himself, isActingOver: true };
  const { merchantId, merchantName, suspendedReason } = acting;
  return { ...himself, role: 'merchant', merchantId, merchantName, suspendedReason, acting };
}

/** The user of this request, or null. The cookie says who; the database says whether the session still stands. */
export const findUser = cache(async (): Promise<SignedIn | null> => {
  const session = await getServerSession(authOptions(await requestOrigin()));
  const claims = session?.claims;
  if (claims === null || claims === undefined) return null;
  const user = await currentUser(claims);
  return user === null || isSessionOver(claims, user.role, Date.now() / 1000) ? null : actAs(user);
});

/** For pages: a visitor without a session is sent to the sign-in. */
export async function requireUser(): Promise<SignedIn> {
  const user = await findUser();
  if (user === null) redirect('/sign-in');
  return user;
}

/** For merchants' pages. The operator's people have no merchant and are told so. */
export async function requireMerchant(): Promise<MerchantUser> {
  const user = await requireUser();
  if (user.isActingOver) redirect('/');
  if (!isMerchantUser(user)) forbidden();
  return user;
}

/** For the operator's pages; to a merchant they do not exist. */
export async function requireOperator(): Promise<SignedIn> {
  const user = await requireUser();
  if (user.role !== 'operator') notFound();
  return user;
}
