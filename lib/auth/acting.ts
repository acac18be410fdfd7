import { cookies } from 'next/headers';
import { requestOrigin } from '@/lib/auth/current-user';
import { actingCookie } from '@/lib/auth/options';

/** From the next request on this browser acts as the merchant, while the database says so. */
export async function rememberActing(actingId: number, expiresAt: Date): Promise<void> {
  const { name, options } = actingCookie(await requestOrigin());
  (await cookies()).set(name, String(actingId), { ...options, expires: expiresAt });
}

export async function forgetActing(): Promise<void> {
  const { name, options } = actingCookie(await requestOrigin());
  (await cookies()).set(name, '', { ...options, maxAge: 0 });
}
