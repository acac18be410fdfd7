import { z } from 'zod';
import { parseYuan } from '@/lib/platform/money';

/** An amount in yuan as it is typed into a form; becomes fen. */
export const amountField = z
  .string()
  .trim()
  .min(1, 'required')
  .transform((text, context) => {
    const parsed = parseYuan(text);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: 'amount' });
    return z.NEVER;
  });
