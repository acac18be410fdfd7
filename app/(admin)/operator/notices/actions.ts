'use server';

import { z } from 'zod';
import type { Trial } from '@/components/notices/trial';
import { operatorAction } from '@/lib/auth/actions';
import {
  type NoticeWords,
  PATTERN_MAX,
  type Reading,
  saveNoticeRule,
  tryNotice,
} from '@/lib/core/monitoring';
import { PAY_TYPES, RULE_VERDICTS } from '@/lib/core/vocabulary';
import { formatYuan } from '@/lib/platform/money';

const NAME_MAX = 40;
const SENDER_MAX = 200;
/** More than is ever read, so that the answer can say that it is too long. */
const TEXT_MAX = 20_000;

const name = z.string().trim().min(1, 'required').max(NAME_MAX, 'too_long');
const pattern = z.string().trim().max(PATTERN_MAX, 'too_long');
const priority = z
  .string()
  .regex(/^\d{1,4}$/, 'invalid')
  .transform(Number);

const draft = z.object({
  name,
  senderPattern: pattern.min(1, 'required'),
  titlePattern: pattern,
  textPattern: pattern.min(1, 'required'),
  verdict: z.enum(RULE_VERDICTS),
  type: z.enum(PAY_TYPES),
  priority,
  isEnabled: z.enum(['on', 'off']).transform((state) => state === 'on'),
});

const savedRule = draft.extend({ id: z.string().max(64).nullable(), version: z.number().int().min(0) });

export const saveRule = operatorAction(savedRule, async (input, { email }) => {
  await saveNoticeRule(input, email);
  return null;
});

function trialOf(reading: Reading): Trial {
  const { rule } = reading;
  const by = rule === null ? null : { name: rule.name, version: rule.version };
  if (reading.kind === 'unread') return { kind: 'unread', reason: reading.reason, by };
  return { kind: 'read', amount: formatYuan(reading.amount), type: reading.rule.type, by };
}

const words = {
  trialSender: z.string().trim().min(1, 'required').max(SENDER_MAX, 'too_long'),
  trialTitle: z.string().max(SENDER_MAX, 'too_long'),
  trialText: z.string().trim().min(1, 'required').max(TEXT_MAX, 'too_long'),
};

const trial = z.object(words);

function wordsOf({ trialSender, trialTitle, trialText }: z.infer<typeof trial>): NoticeWords {
  return { sender: trialSender, title: trialTitle === '' ? null : trialTitle, text: trialText };
}

export const tryRules = operatorAction(trial, async (input) =>
  trialOf(await tryNotice(wordsOf(input), null)),
);

export const tryDraft = operatorAction(draft.extend(words), async (input) => {
  const { trialSender: _sender, trialTitle: _title, trialText: _text, ...rule } = input;
  return trialOf(await tryNotice(wordsOf(input), rule));
});
