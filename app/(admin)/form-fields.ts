import { z } from 'zod';
import { parseYuan } from '@/lib/platform/money';

function refuse(context: z.core.$RefinementCtx, fault: string): never {
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
}

/** An amount in yuan as it is typed into a form; becomes fen. */
export const amountField = z
  .string()
  .trim()
  .min(1, 'required')
  .transform((text, context) => parseYuan(text) ?? refuse(context, 'amount'));

/** An amount in yuan as it is typed, or empty for no limit. Becomes fen above nothing, or null. */
export const limitField = z
  .string()
  .trim()
  .transform((text, context) => (text === '' ? null : parseYuan(text) || refuse(context, 'amount')));

/** A whole number above nothing as it is typed, or empty for no limit. */
export const countField = z
  .string()
  .trim()
  .regex(/^(?:[1-9]\d{0,6})?$/, 'invalid')
  .transform((text) => (text === '' ? null : Number(text)));

const REASON_MAX = 200;

/** Why somebody does what is kept with his name. */
export const reasonField = z.string().trim().min(1, 'required').max(REASON_MAX, 'too_long');

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/;

/** `2026-12-31 23:59` or a day, which lasts to its end, by the clock of Shanghai; empty for never. */
export const momentField = z
  .string()
  .trim()
  .transform((text, context) => {
    if (text === '') return null;
    const [, day, time] = MOMENT.exec(text) ?? [];
    const at = new Date(`${day}T${time ?? '23:59'}:${time === undefined ? '59' : '00'}+08:00`);
    return Number.isNaN(at.getTime()) ? refuse(context, 'invalid') : at;
  });
