import { z } from 'zod';
import type { Notifier } from '@/lib/notifiers/notifier';
import { sendMail } from '@/lib/platform/mail';

const ADDRESS_MAX = 254;

/** A mailbox, reached through the operator's mail server. */
export const mail: Notifier = {
  shown: z.object({
    address: z.string().trim().min(1, 'required').max(ADDRESS_MAX, 'too_long').pipe(z.email('email')),
  }),
  secrets: z.object({}),
  async send({ shown }, { title, text, url, id }, { mail: server }) {
    if (server === null) return { isSent: false, reason: 'mail is not configured', retryAfterSeconds: null };
    const sent = await sendMail(server, {
      to: shown.address ?? '',
      subject: `[Matou 码头] ${title}`,
      text: `${text}\n\n${url}\n`,
      id,
    });
    return sent.isSent ? sent : { ...sent, retryAfterSeconds: null };
  },
};
