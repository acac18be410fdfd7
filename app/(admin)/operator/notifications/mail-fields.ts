import { z } from 'zod';
import { MAIL_SECURITIES } from '@/lib/core/notifications';
import { isWebAddress, shutPortOf, trimBlanks } from '@/lib/platform/web-address';

const TEXT_MAX = 254;
const PORT_MAX = 65_535;

const text = z.string().trim().max(TEXT_MAX, 'too_long');
const mailbox = text.min(1, 'required').pipe(z.email('email'));

export const mailFields = z.object({
  host: text.min(1, 'required').regex(/^[\w.:-]+$/, 'invalid'),
  port: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/, 'invalid')
    .transform(Number)
    .pipe(z.number().min(1, 'invalid').max(PORT_MAX, 'invalid')),
  security: z.enum(MAIL_SECURITIES),
  user: text,
  password: z.string().max(TEXT_MAX, 'too_long'),
  from: mailbox,
});

export const trialFields = z.object({ to: mailbox });

const base = z
  .string()
  .transform(trimBlanks)
  .pipe(
    z
      .string()
      .max(TEXT_MAX, 'too_long')
      .refine((address) => address === '' || isWebAddress(address), 'address')
      .refine((address) => shutPortOf(address) === null, 'port'),
  );

export const baseFields = z.object({ wecom: base, dingtalk: base, feishu: base, telegram: base });
