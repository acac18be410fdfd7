import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { judgeNumbered, postJson } from '@/lib/notifiers/answer';
import type { Notifier } from '@/lib/notifiers/notifier';
import { baseOf, robotText } from '@/lib/notifiers/robot-text';

/** The whole address of the robot, or the token in it. */
const token = z
  .string()
  .trim()
  .min(1, 'required')
  .transform((text, context) => {
    const found = /^(?:https:\/\/\S+[?&]access_token=)?(\w{16,128})(?:&\S*)?$/.exec(text)?.[1];
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: 'invalid' });
    return z.NEVER;
  });

/** What the robot shows when 加签 is chosen. */
const sign = z
  .string()
  .trim()
  .regex(/^SEC\w{8,128}$/, 'invalid');

function signed(secret: string): string {
  const timestamp = String(Date.now());
  const digest = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return `&timestamp=${timestamp}&sign=${encodeURIComponent(digest)}`;
}

/** A robot in a group of 钉钉, with its signature when it has one (open.dingtalk.com, custom robots). */
export const dingtalk: Notifier = {
  shown: z.object({}),
  secrets: z.object({ token, sign: sign.optional() }),
  async send({ secrets }, message, { client, bases }) {
    const base = baseOf(bases.dingtalk, 'https://oapi.dingtalk.com');
    const address = `${base}/robot/send?access_token=${encodeURIComponent(secrets.token ?? '')}`;
    const url = secrets.sign === undefined ? address : address + signed(secrets.sign);
    const body = JSON.stringify({ msgtype: 'text', text: { content: robotText(message) } });
    // Who sent too fast is refused for ten minutes.
    const slowDown = { 130101: 600 };
    return judgeNumbered(await postJson(client, url, body), { code: 'errcode', words: 'errmsg' }, slowDown);
  },
};
