import { randomUUID } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { TestResult } from '@/components/notifications/test-button';
import { RefusedForNow } from '@/lib/auth/run-action';
import {
  addTarget,
  changeTarget,
  readTarget,
  recordTest,
  senderSettings,
  writeTestLetter,
} from '@/lib/core/notifications';
import { notify } from '@/lib/notifiers';
import { callbackPolicy, createHttpClient } from '@/lib/platform/http';
import type { targetFields } from './target-fields';

const testsPerOwner = new RateLimiterMemory({ points: 10, duration: 60 });

interface Owner {
  /** Null is the operator. */
  readonly merchantId: number | null;
  readonly actor: string;
}

export const targetId = z.object({ targetId: z.number().int().positive() });
export const targetSwitch = targetId.extend({ isEnabled: z.boolean() });

/** Adds or changes what the form says. */
export async function keepTarget(input: z.output<typeof targetFields>, owner: Owner): Promise<null> {
  const { targetId: id, kind, draft } = input;
  if (id === null) await addTarget({ ...owner, ...draft, kind });
  else await changeTarget({ ...owner, ...draft, targetId: id });
  return null;
}

/** Ten tests a minute per owner. */
export async function spendTest(merchantId: number | null): Promise<void> {
  await testsPerOwner.consume(String(merchantId ?? 'operator')).catch(() => {
    throw new RefusedForNow();
  });
}

/** Sends a real message and answers what the other side said. */
export async function tryTarget(key: { merchantId: number | null; targetId: number }): Promise<TestResult> {
  await spendTest(key.merchantId);
  const [{ kind, config }, settings] = await Promise.all([readTarget(key), senderSettings()]);
  const letter = writeTestLetter(key.merchantId, config.language);
  const message = { ...letter, id: `test_${randomUUID()}`, event: 'test', at: new Date(), data: {} };
  const client = createHttpClient({ policy: callbackPolicy() });
  const reply = await notify(kind, config, message, { ...settings, client });
  await recordTest(key.targetId, reply);
  return { isSent: reply.isSent, words: reply.isSent ? reply.answer : reply.reason };
}
