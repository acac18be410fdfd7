'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { drawQr } from '@/app/(admin)/draw-qr';
import type { LogonNews } from '@/components/sessions/logon-news';
import { merchantAction } from '@/lib/auth/actions';
import { currentMode } from '@/lib/auth/current-preferences';
import { changeAccount } from '@/lib/core/accounts';
import { readDatabaseState } from '@/lib/core/runtime';
import {
  cancelLogon,
  findLogon,
  LOGON_FAILURES,
  type LogonView,
  refreshCode,
  removeSession,
  setSessionOffline,
  startLogon,
} from '@/lib/core/sessions';
import { PAY_TYPES } from '@/lib/core/vocabulary';

const LABEL_MAX = 40;
/** A worker beats every five seconds. */
const WORKER_GONE_SECONDS = 20;

const id = z.number().int().positive();

const startedLogon = z.object({
  channel: z.string().max(40),
  type: z.enum(PAY_TYPES),
  label: z.string().trim().min(1, 'required').max(LABEL_MAX, 'too_long'),
  sessionId: id.optional(),
});

export const start = merchantAction(startedLogon, async (input, user) => {
  const { sessionId, ...rest } = input;
  const request = {
    ...rest,
    merchantId: user.merchantId,
    mode: await currentMode(),
    actor: `user:${user.id}`,
  };
  const { logonId } = await startLogon(sessionId === undefined ? request : { ...request, sessionId });
  return { logonId };
});

async function isWorkerThere(): Promise<boolean> {
  const { beatAgesSeconds } = await readDatabaseState();
  return (beatAgesSeconds.get('worker') ?? Number.POSITIVE_INFINITY) < WORKER_GONE_SECONDS;
}

/** Why it failed: our own reasons in the reader's words, a platform's as they came. */
async function failureWords({ failure }: LogonView): Promise<string | null> {
  const own = LOGON_FAILURES.find((one) => one === failure);
  return own === undefined ? failure : (await getTranslations('sessions.failures'))(own);
}

const logonKey = z.object({ logonId: id });

/** Asked again and again while the dialog of a log-on is open. */
export const look = merchantAction(logonKey, async ({ logonId }, { merchantId }): Promise<LogonNews> => {
  const logon = await findLogon({ merchantId, logonId });
  const { stage, code, codeSecondsLeft, codeCount, ahead, mode, feePoints } = logon;
  const isWaiting = stage === 'queued' || stage === 'preparing' || stage === 'scanned';
  return {
    stage,
    qr: code === null ? null : drawQr(code),
    walletLink: mode === 'test' ? code : null,
    codeSecondsLeft,
    codeCount,
    ahead,
    isWorkerThere: isWaiting ? await isWorkerThere() : true,
    failure: await failureWords(logon),
    feePoints,
  };
});

export const refresh = merchantAction(logonKey, async ({ logonId }, { merchantId }) => {
  await refreshCode({ merchantId, logonId });
  return null;
});

export const cancel = merchantAction(logonKey, async ({ logonId }, { merchantId }) => {
  await cancelLogon({ merchantId, logonId });
  return null;
});

const sessionKey = z.object({ sessionId: id });

export const takeOffline = merchantAction(sessionKey, async ({ sessionId }, user) => {
  await setSessionOffline({ merchantId: user.merchantId, sessionId, actor: `user:${user.id}` });
  return null;
});

export const remove = merchantAction(sessionKey, async ({ sessionId }, user) => {
  await removeSession({ merchantId: user.merchantId, sessionId, actor: `user:${user.id}` });
  return null;
});

const followed = z.object({ accountId: id, ruleId: id.nullable() });

export const follow = merchantAction(followed, async (input, { merchantId }) => {
  await changeAccount({ ...input, merchantId });
  return null;
});
