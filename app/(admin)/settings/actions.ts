'use server';

import { getTranslations } from 'next-intl/server';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { AddressCheck } from '@/components/settings/address-form';
import { merchantAction, merchantReadAction } from '@/lib/auth/actions';
import type { MerchantUser } from '@/lib/auth/current-user';
import { RefusedForNow } from '@/lib/auth/run-action';
import { diagnoseAnswer } from '@/lib/core/callbacks';
import { changeSettings, type MerchantSettings } from '@/lib/core/merchants';
import { callbackPolicy, createHttpClient } from '@/lib/platform/http';
import { address, settingForms } from './setting-fields';

/** Of the answer so much is shown, and so much is looked through for what it is. */
const SHOWN_CHARACTERS = 200;
const HEAD_BYTES = 4_096;
const CHECK_TIMEOUT_MS = 8_000;

const checksPerMerchant = new RateLimiterMemory({ points: 20, duration: 60 });

export const saveAddresses = merchantAction(settingForms.addresses, save);

export const saveOrderSettings = merchantAction(settingForms.orders, save);

export const saveAmountSettings = merchantAction(settingForms.amounts, save);

export const saveSwitches = merchantAction(settingForms.switches, save);

export const saveEpaySettings = merchantAction(settingForms.epay, save);

export const saveVmqSettings = merchantAction(settingForms.vmq, save);

export const saveFrameOrigins = merchantAction(settingForms.frames, save);

/** Fields that were not sent leave their settings as they are. */
async function save(
  input: { readonly [Name in keyof MerchantSettings]?: MerchantSettings[Name] | undefined },
  { merchantId }: MerchantUser,
): Promise<null> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  await changeSettings(merchantId, Object.fromEntries(given));
  return null;
}

/** Looks at an address as callbacks would, through the same guarded client. */
async function look(url: string): Promise<AddressCheck> {
  const client = createHttpClient({
    policy: callbackPolicy(),
    totalTimeoutMs: CHECK_TIMEOUT_MS,
    maxBodyBytes: HEAD_BYTES,
  });
  const answer = await client.send({ method: 'GET', url, headers: { 'user-agent': 'Matou' }, body: null });
  const { durationMs } = answer;
  if (answer.kind === 'no_answer') {
    return { durationMs, status: null, failure: answer.failure, diagnosis: null, head: '' };
  }
  const { status } = answer;
  // A character cut in two at the end is dropped.
  const text = new TextDecoder('utf-8').decode(answer.body, { stream: true });
  const head = text.slice(0, SHOWN_CHARACTERS);
  const cause = diagnoseAnswer({ status, text });
  const diagnosis = cause === null ? null : (await getTranslations('diagnosis'))(cause);
  return { durationMs, status, failure: null, diagnosis, head };
}

export const checkAddress = merchantReadAction(z.object({ address }), async (input, { merchantId }) => {
  await checksPerMerchant.consume(String(merchantId)).catch(() => {
    throw new RefusedForNow();
  });
  return look(input.address);
});
