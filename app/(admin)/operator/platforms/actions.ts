'use server';

import { z } from 'zod';
import type { CheckResult } from '@/components/platforms/platform-check';
import { operatorAction } from '@/lib/auth/actions';
import { adviceOf, cloudMonitorOf } from '@/lib/channels';
import { DomainError } from '@/lib/core/errors';
import { changePlatform, checkPlatform, renewPlatformKey } from '@/lib/core/sessions';
import { trimBlanks } from '@/lib/platform/web-address';

const CHANNEL = 'alipay-bill';
const ADDRESS_MAX = 300;
const KEY_MAX = 8_000;
const CALLS_MAX = 1_000;

function isUsable(field: string, text: string): boolean {
  return (
    text === '' ||
    cloudMonitorOf(CHANNEL)
      ?.missing({ [field]: text })
      .includes(field) === false
  );
}

function field(name: string, max: number, fault: 'address' | 'invalid') {
  return z
    .string()
    .transform(trimBlanks)
    .pipe(
      z
        .string()
        .max(max, 'too_long')
        .refine((text) => isUsable(name, text), fault),
    );
}

const configuration = z.object({
  gatewayUrl: field('gatewayUrl', ADDRESS_MAX, 'address'),
  authoriseUrl: field('authoriseUrl', ADDRESS_MAX, 'address'),
  appId: field('appId', 32, 'invalid'),
  callsPerSecond: z
    .string()
    .trim()
    .regex(/^(?:[1-9]\d{0,3})?$/, 'invalid')
    .refine((text) => Number(text) <= CALLS_MAX, 'invalid'),
  privateKey: field('privateKey', KEY_MAX, 'invalid'),
  alipayPublicKey: field('alipayPublicKey', KEY_MAX, 'invalid'),
});

export const savePlatform = operatorAction(
  configuration,
  async ({ privateKey, alipayPublicKey, ...values }, { id }) => {
    // An empty key is one that was not typed; it stays as it is.
    const typed = Object.entries({ privateKey, alipayPublicKey }).filter(([, text]) => text !== '');
    const secrets = Object.fromEntries(typed);
    await changePlatform({ channel: CHANNEL, values, secrets, actor: `user:${id}` });
    return null;
  },
);

export const renewKey = operatorAction(z.object({}), async (_, { id }) => {
  await renewPlatformKey({ channel: CHANNEL, actor: `user:${id}` });
  return null;
});

export const tryPlatform = operatorAction(z.object({}), async (): Promise<CheckResult> => {
  try {
    const { isTrusted, reason } = await checkPlatform(CHANNEL);
    return { outcome: isTrusted ? 'ok' : 'refused', reason, advice: adviceOf(reason) };
  } catch (error) {
    if (error instanceof DomainError || !(error instanceof Error)) throw error;
    return { outcome: 'silent', reason: error.message, advice: null };
  }
});
