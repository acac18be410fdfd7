import { z } from 'zod';
import { linkShape } from '@/lib/core/quick-pay';
import { parseYuan } from '@/lib/platform/money';
import { countField, limitField, momentField } from '../form-fields';

function refuse(context: z.core.$RefinementCtx, fault: string): never {
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
}

function amountOf(text: string, context: z.core.$RefinementCtx) {
  const amount = parseYuan(text);
  return amount === null || amount === 0 ? refuse(context, 'amount') : amount;
}

/** Amounts with space, comma or 、 between them. */
const amounts = z.string().transform((text, context) => {
  const words = text.split(/[\s,，、;；]+/).filter((word) => word !== '');
  return words.map((word) => amountOf(word, context));
});

/** The fields of a link's form, as people type them. */
const typed = z.object({
  title: z.string().trim().min(1, 'required').max(60, 'too_long'),
  contactLabel: z.string().trim().max(20, 'too_long'),
  min: limitField,
  max: limitField,
  presets: amounts,
  skin: z.enum(['0', '1']).transform((id) => (id === '1' ? 1 : 0)),
  closedMessage: z.string().trim().max(200, 'too_long'),
  expiresAt: momentField,
  paymentsMax: countField,
  dailyMax: limitField,
});

export const linkFields = typed.pipe(linkShape);

export const editedLink = z
  .object({ linkId: z.number().int().positive() })
  .and(z.record(z.string(), z.unknown()))
  .transform(({ linkId, ...fields }, context) => {
    const terms = linkFields.safeParse(fields);
    if (terms.success) return { linkId, ...terms.data };
    for (const { path, message } of terms.error.issues) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return z.NEVER;
  });
