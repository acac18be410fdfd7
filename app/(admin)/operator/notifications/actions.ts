'use server';

import { randomUUID } from 'node:crypto';
import { operatorAction } from '@/lib/auth/actions';
import {
  changeMailSettings,
  changeRobotBases,
  enableTarget,
  removeTarget,
  senderSettings,
  writeTestLetter,
} from '@/lib/core/notifications';
import { notify } from '@/lib/notifiers';
import { callbackPolicy, createHttpClient } from '@/lib/platform/http';
import { targetFields } from '../../notifications/target-fields';
import { keepTarget, spendTest, targetId, targetSwitch, tryTarget } from '../../notifications/target-verbs';
import { baseFields, mailFields, trialFields } from './mail-fields';

export const saveTarget = operatorAction(targetFields, (input, { id }) =>
  keepTarget(input, { merchantId: null, actor: `user:${id}` }),
);

export const switchTarget = operatorAction(targetSwitch, async (input, { id }) => {
  await enableTarget({ ...input, merchantId: null, actor: `user:${id}` });
  return null;
});

export const dropTarget = operatorAction(targetId, async (input, { id }) => {
  await removeTarget({ ...input, merchantId: null, actor: `user:${id}` });
  return null;
});

export const testTarget = operatorAction(targetId, (input) => tryTarget({ ...input, merchantId: null }));

export const saveMail = operatorAction(mailFields, async (input, { id }) => {
  await changeMailSettings(input, `user:${id}`);
  return null;
});

export const saveBases = operatorAction(baseFields, async (input, { id }) => {
  await changeRobotBases(input, `user:${id}`);
  return null;
});

/** Sends a real mail through the server that is saved. */
export const testMail = operatorAction(trialFields, async ({ to }) => {
  await spendTest(null);
  const message = {
    ...writeTestLetter(null, 'zh-CN'),
    id: `test_${randomUUID()}`,
    event: 'test',
    at: new Date(),
    data: {},
  };
  const tools = { ...(await senderSettings()), client: createHttpClient({ policy: callbackPolicy() }) };
  const reply = await notify('mail', { shown: { address: to }, secrets: {} }, message, tools);
  return { isSent: reply.isSent, words: reply.isSent ? reply.answer : reply.reason };
});
