import type { z } from 'zod';

/** A text in both languages of the reference. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What the reference says about one field, kept on the very schema that reads it. */
export interface FieldWords extends Words {
  readonly example: string | number;
}

/** The same schema with its words. */
export function described<Schema extends z.ZodType>(schema: Schema, words: FieldWords): Schema {
  return schema.meta({ ...words });
}

/** The words of a described schema. Throws for one that says nothing of itself. */
export function wordsOf(schema: z.ZodType): FieldWords {
  const { zh, en, example } = schema.meta() ?? {};
  if (typeof zh !== 'string' || typeof en !== 'string') throw new Error('this schema has no words');
  if (typeof example !== 'string' && typeof example !== 'number') throw new Error(`no example for: ${en}`);
  return { zh, en, example };
}
