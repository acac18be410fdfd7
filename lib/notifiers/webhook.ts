import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { bareFailure, headOf, postJson } from '@/lib/notifiers/answer';
import type { Message, Notifier } from '@/lib/notifiers/notifier';
import { isWebAddress, shutPortOf, trimBlanks } from '@/lib/platform/web-address';

const ADDRESS_MAX = 500;
const KEY_BYTES_MIN = 24;
const KEY_BYTES_MAX = 64;

function isKey(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  if (base64 === undefined) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= KEY_BYTES_MIN && length <= KEY_BYTES_MAX;
}

function bodyOf({ event, at, data, title, text, url }: Message): string {
  return JSON.stringify({ type: event, timestamp: at.toISOString(), data: { title, text, url, ...data } });
}

/** An address of the owner's own, signed as Standard Webhooks says; every 2xx is an acknowledgement. */
export const webhook: Notifier = {
  shown: z.object({
    url: z
      .string()
      .transform(trimBlanks)
      .pipe(
        z
          .string()
          .min(1, 'required')
          .max(ADDRESS_MAX, 'too_long')
          .refine(isWebAddress, 'address')
          .refine((url) => shutPortOf(url) === null, 'port'),
      ),
  }),
  secrets: z.object({ secret: z.string().trim().min(1, 'required').refine(isKey, 'invalid') }),
  async send({ shown, secrets }, message, { client }) {
    const body = bodyOf(message);
    const at = new Date();
    const headers = {
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secrets.secret ?? '').sign(message.id, at, body),
    };
    const result = await postJson(client, shown.url ?? '', body, headers);
    const isTaken = result.kind === 'answer' && result.status >= 200 && result.status < 300;
    return isTaken
      ? { isSent: true, answer: `HTTP ${result.status} ${headOf(result)}`.trim() }
      : bareFailure(result);
  },
};
