'use server';

import { z } from 'zod';
import type { CodesAnswer } from '@/components/accounts/code-upload';
import type { Pairing } from '@/components/accounts/monitor-dialogs';
import { merchantAction, ownerAction } from '@/lib/auth/actions';
import {
  addFixedCodes,
  changeAccount,
  createAccount,
  createMonitor,
  monitorKey,
  removeAccount,
  removeFixedCode,
  removeMonitor,
} from '@/lib/core/accounts';
import { DomainError } from '@/lib/core/errors';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { env } from '@/lib/platform/env';
import { FEN_MAX, fen } from '@/lib/platform/money';
import { drawQr } from '../draw-qr';

const NAME_MAX = 40;
const CODE_MAX = 1_000;
const CODES_MAX = 200;

const name = z.string().trim().min(1, 'required').max(NAME_MAX, 'too_long');
const code = z.string().trim().min(1, 'required').max(CODE_MAX, 'too_long');
const id = z.number().int().positive();
const monitorChoice = z.union([
  z.literal('none').transform(() => null),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

const newAccount = z.object({ type: z.enum(PAY_TYPES), label: name, code, monitorId: monitorChoice });

export const addAccount = merchantAction(newAccount, async (input, { merchantId }) => {
  await createAccount({ ...input, merchantId });
  return null;
});

const editedAccount = z.object({ accountId: id, label: name, code, monitorId: monitorChoice });

export const editAccount = merchantAction(editedAccount, async (input, { merchantId }) => {
  await changeAccount({ ...input, merchantId });
  return null;
});

const turnedAccount = z.object({ accountId: id, onlineSwitch: z.enum(['auto', 'on', 'off']) });

export const turnAccount = merchantAction(turnedAccount, async (input, { merchantId }) => {
  await changeAccount({ ...input, merchantId });
  return null;
});

export const dropAccount = merchantAction(z.object({ accountId: id }), async (input, { merchantId }) => {
  await removeAccount({ ...input, merchantId });
  return null;
});

const fixedCode = z.object({
  amount: z.number().int().min(1).max(FEN_MAX).transform(fen),
  code: z.string().trim().min(1).max(CODE_MAX),
});

const fixedCodes = z.object({
  accountId: id,
  productId: id.nullable(),
  codes: z.array(fixedCode).min(1).max(CODES_MAX),
});

/** A refusal that names one of the codes is an answer: the merchant mends that one and saves again. */
export const addCodes = merchantAction(fixedCodes, async (input, { merchantId }): Promise<CodesAnswer> => {
  try {
    return { isSaved: true, ...(await addFixedCodes({ ...input, merchantId })) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'account.code_invalid') throw error;
    const { amount = '', reason = '' } = error.details;
    return { isSaved: false, amount: String(amount), reason: String(reason) };
  }
});

export const dropCode = merchantAction(z.object({ codeId: id }), async (input, { merchantId }) => {
  await removeFixedCode({ ...input, merchantId });
  return null;
});

export const addMonitor = merchantAction(z.object({ name }), async (input, { merchantId }) => {
  await createMonitor({ ...input, merchantId });
  return null;
});

export const dropMonitor = merchantAction(z.object({ monitorId: id }), async (input, { merchantId }) => {
  await removeMonitor({ ...input, merchantId });
  return null;
});

/**
 * What the stock monitor app scans: `host[:port]/key`, without a scheme (V免签 protocol, monitor side); and what
 * SmsForwarder and other programs are set up with.
 */
export const pairMonitor = ownerAction(
  z.object({ monitorId: id }),
  async ({ monitorId }, { merchantId }): Promise<Pairing> => {
    const key = await monitorKey({ merchantId, monitorId });
    const { host } = new URL(env.publicUrl);
    const text = `${host}/${key}`;
    const forwardUrl = `${env.publicUrl}/api/monitor/forward?monitor=${monitorId}`;
    return { text, host, qr: drawQr(text), key, forwardUrl, apiUrl: `${env.publicUrl}/api/monitor/v1/` };
  },
);
