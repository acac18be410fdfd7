import { z } from 'zod';
import { judgeNumbered, postJson } from '@/lib/notifiers/answer';
import type { Notifier } from '@/lib/notifiers/notifier';
import { baseOf, robotText } from '@/lib/notifiers/robot-text';

/** The whole address of the robot, or the key in it. */
const key = z
  .string()
  .trim()
  .min(1, 'required')
  .transform((text, context) => {
    const found = /^(?:https:\/\/\S+[?&]key=)?([\w-]{8,128})(?:&\S*)?$/.exec(text)?.[1];
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: 'invalid' });
    return z.NEVER;
  });

/** A robot in a group of 企业微信 (developer.work.weixin.qq.com/document/path/91770). */
export const wecom: Notifier = {
  shown: z.object({}),
  secrets: z.object({ key }),
  async send({ secrets }, message, { client, bases }) {
    const base = baseOf(bases.wecom, 'https://qyapi.weixin.qq.com');
    const url = `${base}/cgi-bin/webhook/send?key=${encodeURIComponent(secrets.key ?? '')}`;
    const body = JSON.stringify({ msgtype: 'text', text: { content: robotText(message) } });
    return judgeNumbered(
      await postJson(client, url, body),
      { code: 'errcode', words: 'errmsg' },
      { 45009: 60 },
    );
  },
};
