import { z } from 'zod';
import { bareFailure, fieldsOf, headOf, postJson } from '@/lib/notifiers/answer';
import type { Notifier, Reply } from '@/lib/notifiers/notifier';
import { baseOf, robotText } from '@/lib/notifiers/robot-text';
import type { SendResult } from '@/lib/platform/http';

const refusal = z.object({
  ok: z.literal(false),
  error_code: z.number().optional(),
  description: z.string().default(''),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

function judge(result: SendResult): Reply {
  const fields = fieldsOf(result);
  if (result.kind === 'answer' && result.status === 200 && fields?.ok === true) {
    return { isSent: true, answer: headOf(result) };
  }
  const { success: isRefusal, data } = refusal.safeParse(fields);
  if (!isRefusal) return bareFailure(result);
  const reason = `${data.error_code ?? ''} ${data.description}`.trim();
  return { isSent: false, reason, retryAfterSeconds: data.parameters?.retry_after ?? null };
}

/** A bot of Telegram that writes to one chat (core.telegram.org/bots/api#sendmessage). */
export const telegram: Notifier = {
  shown: z.object({
    chat: z
      .string()
      .trim()
      .regex(/^(?:-?\d{1,20}|@\w{4,64})$/, 'invalid'),
  }),
  secrets: z.object({
    token: z
      .string()
      .trim()
      .min(1, 'required')
      .regex(/^\d{4,16}:[\w-]{16,128}$/, 'invalid'),
  }),
  async send({ shown, secrets }, message, { client, bases }) {
    const base = baseOf(bases.telegram, 'https://api.telegram.org');
    const body = JSON.stringify({
      chat_id: shown.chat,
      text: robotText(message),
      link_preview_options: { is_disabled: true },
    });
    return judge(await postJson(client, `${base}/bot${secrets.token ?? ''}/sendMessage`, body));
  },
};
