'use server';

import { getTranslations } from 'next-intl/server';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { AddressCheck } from '@/components/settings/address-form';
import { merchantAction, merchantReadAction } from '@/lib/auth/actions';
import { RefusedForNow } from '@/lib/auth/run-action';
import { diagnoseAnswer } from '@/lib/core/callbacks';
import { changeSettings } from '@/lib/core/merchants';
import { AMOUNT_DIRECTIONS, LATE_POLICIES } from '@/lib/core/vocabulary';
import { callbackPolicy, createHttpClient } from '@/lib/platform/http';
import { isWebAddress, shutPortOf, trimBlanks } from '@/lib/platform/web-address';

const ADDRESS_MAX = 500;
/** Of the answer so much is shown, and so much is looked through for what it is. */
const SHOWN_CHARACTERS = 200;
const HEAD_BYTES = 4_096;
const CHECK_TIMEOUT_MS = 8_000;

const checksPerMerchant = new RateLimiterMemory({ points: 20, duration: 60 });

const trimmed = z.string().transform(trimBlanks);
const address = trimmed.pipe(z.string().max(ADDRESS_MAX, 'too_long').refine(isWebAddress, 'address'));
const addressOrNone = z
  .string()
  .max(ADDRESS_MAX, 'too_long')
  .refine((text) => text === '' || isWebAddress(text), 'address');
const optionalAddress = trimmed.pipe(addressOrNone).transform((text) => text || null);
/** One that callbacks go to. */
const calledAddress = trimmed
  .pipe(addressOrNone.refine((text) => shutPortOf(text) === null, 'port'))
  .transform((text) => text || null);

const addresses = z.object({
  notifyUrl: calledAddress,
  returnUrl: optionalAddress,
  timeoutUrl: optionalAddress,
});

export const saveAddresses = merchantAction(addresses, async (input, { merchantId }) => {
  await changeSettings(merchantId, input);
  return null;
});

/** A whole number as it is typed. */
function whole(min: number, max: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, 'invalid')
    .transform(Number)
    .pipe(z.number().min(min, 'invalid').max(max, 'invalid'));
}

const orderSettings = z.object({
  orderTtlSeconds: whole(1, 86_400),
  latePolicy: z.enum(LATE_POLICIES),
});

export const saveOrderSettings = merchantAction(orderSettings, async (input, { merchantId }) => {
  await changeSettings(merchantId, input);
  return null;
});

const amountSettings = z.object({
  amountDirection: z.enum(AMOUNT_DIRECTIONS),
  amountSpreadFen: whole(0, 999),
  amountSpreadPercent: whole(0, 50),
  amountRestSeconds: whole(0, 86_400),
  openPerVisitorMax: whole(0, 100_000),
  openPerContactMax: whole(0, 100_000),
  openMax: whole(0, 100_000),
});

export const saveAmountSettings = merchantAction(amountSettings, async (input, { merchantId }) => {
  await changeSettings(merchantId, input);
  return null;
});

const switches = z
  .strictObject({
    isAlipayOpen: z.boolean(),
    isWechatOpen: z.boolean(),
    isQqOpen: z.boolean(),
    isApiOpen: z.boolean(),
    isRefundApiOpen: z.boolean(),
    isCardApiOpen: z.boolean(),
  })
  .partial();

export const saveSwitches = merchantAction(switches, async (input, { merchantId }) => {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  await changeSettings(merchantId, Object.fromEntries(given));
  return null;
});

const epaySettings = z
  .strictObject({
    isEpayKeyEchoed: z.boolean(),
    isEpayAckLenient: z.boolean(),
    epayRefundCode: z.enum(['0', '1']).transform((id) => (id === '1' ? 1 : 0)),
  })
  .partial();

export const saveEpaySettings = merchantAction(epaySettings, async (input, { merchantId }) => {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  await changeSettings(merchantId, Object.fromEntries(given));
  return null;
});

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
