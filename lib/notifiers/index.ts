/**
 * The ways of reaching people, one file per kind. Promises that a message counts as sent only when the other side said
 * so in its own way, and that no secret stands in what is handed back. Knows no merchant and keeps nothing.
 */
import { dingtalk } from '@/lib/notifiers/dingtalk';
import { feishu } from '@/lib/notifiers/feishu';
import { mail } from '@/lib/notifiers/mail';
import type { Address, Message, Notifier, Reply, Tools } from '@/lib/notifiers/notifier';
import { telegram } from '@/lib/notifiers/telegram';
import { webhook } from '@/lib/notifiers/webhook';
import { wecom } from '@/lib/notifiers/wecom';

export type { Address, Message, Notifier, Reply, Tools } from '@/lib/notifiers/notifier';

export const notifiers = { mail, webhook, wecom, dingtalk, feishu, telegram } as const satisfies Record<
  string,
  Notifier
>;

/** The other side may repeat what it was sent. */
function withoutSecrets(text: string, { secrets }: Address): string {
  return Object.values(secrets).reduce(
    (rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '…')),
    text,
  );
}

/** Sends one message. Answers with a value whatever the other side does. */
export async function notify(
  kind: keyof typeof notifiers,
  address: Address,
  message: Message,
  tools: Tools,
): Promise<Reply> {
  const reply = await notifiers[kind].send(address, message, tools);
  if (reply.isSent) return { ...reply, answer: withoutSecrets(reply.answer, address) };
  return { ...reply, reason: withoutSecrets(reply.reason, address) };
}
