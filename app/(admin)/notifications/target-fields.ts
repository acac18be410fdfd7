import { z } from 'zod';
import { LETTER_LANGUAGES } from '@/lib/core/notifications';
import { MERCHANT_EVENTS, NOTIFIER_KINDS } from '@/lib/core/vocabulary';
import { notifiers } from '@/lib/notifiers';

const LABEL_MAX = 40;

type Texts = Record<string, string>;

const head = z.looseObject({
  /** Null adds one. */
  targetId: z.number().int().positive().nullable(),
  kind: z.enum(NOTIFIER_KINDS),
  label: z.string().trim().min(1, 'required').max(LABEL_MAX, 'too_long'),
  language: z.enum(LETTER_LANGUAGES),
  events: z.array(z.enum(MERCHANT_EVENTS)).min(1, 'required'),
});

/** What was typed for the secrets; empty ones are not said. */
function namedSecrets(
  names: readonly string[],
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [name, input[name]]).filter(([, text]) => text !== '' && text !== undefined),
  );
}

/** A target as its form sends it. A new one needs its kind's secrets; a change keeps those that are left empty. */
export const targetFields = head.transform((input, context) => {
  const { targetId, kind, label, language, events } = input;
  const notifier = notifiers[kind];
  const named = namedSecrets(Object.keys(notifier.secrets.shape), input);
  const secretsShape: z.ZodType = targetId === null ? notifier.secrets : notifier.secrets.partial();
  const [shown, secrets] = [notifier.shown.safeParse(input), secretsShape.safeParse(named)];
  for (const { error } of [shown, secrets]) {
    for (const { path, message } of error?.issues ?? []) {
      const name = String(path[0]);
      const isMissing = !(name in named) && !(name in notifier.shown.shape);
      context.addIssue({ code: 'custom', path: [name], message: isMissing ? 'required' : message });
    }
  }
  if (!shown.success || !secrets.success) return z.NEVER;
  const config = { shown: shown.data as Texts, secrets: secrets.data as Texts, language };
  return { targetId, kind, draft: { ...config, label, events: [...new Set(events)] } };
});
