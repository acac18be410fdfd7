'use server';

import { z } from 'zod';
import { userAction } from '@/lib/auth/actions';
import { renewSession } from '@/lib/auth/renew-session';
import { changePassword, endSessions } from '@/lib/core/merchants';

const PASSWORD_MAX = 200;

const password = z.string().min(1, 'required').max(PASSWORD_MAX, 'too_long');

const change = z
  .object({ current: password, next: password, again: password })
  .refine(({ next, again }) => next === again, { path: ['again'], message: 'mismatch' });

/** The one who changes the password stays signed in here; every other session of his ends. */
export const replacePassword = userAction(change, async ({ current, next }, { id }) => {
  const { user, appsecret } = await changePassword({ userId: id, current, next });
  await renewSession(user);
  return { appsecret };
});

export const endAllSessions = userAction(z.object({}), async (_input, { id }) => {
  await endSessions(id);
  return null;
});
