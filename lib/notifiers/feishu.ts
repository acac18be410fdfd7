import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { judgeNumbered, postJson } from '@/lib/notifiers/answer';
import type { Notifier } from '@/lib/notifiers/notifier';
import { baseOf, robotText } from '@/lib/notifiers/robot-text';

/** The whole address of the robot, or the part behind `hook/`. */
const hook = z
  .string()
  .trim()
  .min(1, 'required')
  .transform((text, context) => {
    const found = /^(?:https:\/\/\S+\/hook\/)?([\w-]{8,128})$/.exec(text)?.[1];
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: 'invalid' });
    return z.NEVER;
  });

const sign = z
  .string()
  .trim()
  .regex(/^[\w-]{8,128}$/, 'invalid');

/** 飞书 signs an empty text with the time and the secret as its key. */
function signed(secret: string): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') };
}

/** A robot in a group of 飞书, with its signature when it has one (open.feishu.cn, custom bots). */
export const feishu: Notifier = {
  shown: z.object({}),
  secrets: z.object({ hook, sign: sign.optional() }),
  async send({ secrets }, message, { client, bases }) {
    const base = baseOf(bases.feishu, 'https://open.feishu.cn');
    const url = `${base}/open-apis/bot/v2/hook/${encodeURIComponent(secrets.hook ?? '')}`;
    const body = JSON.stringify({
      ...(secrets.sign === undefined ? {} : signed(secrets.sign)),
      msg_type: 'text',
      content: { text: robotText(message) },
    });
    return judgeNumbered(await postJson(client, url, body), { code: 'code', words: 'msg' }, { 11232: 60 });
  },
};
