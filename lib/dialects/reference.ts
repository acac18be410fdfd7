import type { z } from 'zod';

/** A text in both languages of the reference. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What the reference says about one value, kept on the very schema that reads or writes it. */
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

/** One field as it travels; the rules of a dialect's grammar are such fields. */
export interface FieldReference {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: z.ZodType;
}

/**
 * How the signature is made, so that a program can repeat it. All are md5 in lower-case hex over UTF-8:
 * `joined`: the fields' texts with nothing between them; `rounds` 1 is md5(text + secret), 2 is md5(md5(text) + secret);
 * `sorted`: `name=text` of every sent field that is neither empty nor left out, by name, with `&` between, then the secret;
 * `bearer`: no signature, the secret itself is the field; `none`: whoever knows the order's number may ask.
 */
export type SignatureRecipe =
  | {
      readonly kind: 'joined';
      readonly rounds: 1 | 2;
      readonly fields: readonly string[];
      readonly secret: SecretName;
    }
  | { readonly kind: 'sorted'; readonly leftOut: readonly string[]; readonly secret: SecretName }
  | { readonly kind: 'bearer'; readonly field: string; readonly secret: SecretName }
  | { readonly kind: 'none' };

/** Which of the merchant's secrets a recipe takes. */
export type SecretName = 'appsecret' | 'epayKey' | 'vmqKey';

/** Whether a sent field is part of what is signed. */
export function isSigned(recipe: SignatureRecipe, name: string): boolean {
  if (recipe.kind === 'joined') return recipe.fields.includes(name);
  return recipe.kind === 'sorted' && !recipe.leftOut.includes(name);
}

export type AnswerReference =
  | { readonly kind: 'json'; readonly success: z.ZodType; readonly refusal: z.ZodType }
  /** The buyer's browser gets a page or is sent to one. */
  | { readonly kind: 'page'; readonly words: Words };

/** The codes of the dialect's table that an operation answers with, and what each means. */
export type CodeWords = Readonly<Record<string, Words>>;

/** What one thing that a merchant's server may ask for says about itself. */
export interface OperationReference {
  /** Part of addresses on /docs and of the OpenAPI document; unique in the product. */
  readonly id: string;
  readonly title: Words;
  readonly summary: Words;
  /** The very operation; several references may share one whose field `act` tells them apart. */
  readonly operation: {
    readonly paths: readonly string[];
    readonly methods: readonly ('GET' | 'POST')[];
  };
  /** Without those of the operation that this entry does not speak of. */
  readonly methods?: readonly ('GET' | 'POST')[];
  readonly fields: readonly FieldReference[];
  readonly signature: SignatureRecipe;
  readonly answer: AnswerReference;
  readonly codes: CodeWords;
}

/** A message that we send: to the merchant's server, or through the buyer's browser. */
export interface CallbackReference {
  readonly id: string;
  readonly title: Words;
  readonly summary: Words;
  readonly method: 'GET' | 'POST';
  readonly fields: readonly FieldReference[];
  readonly signature: SignatureRecipe;
}

/** What a dialect says about itself: on /docs, in the OpenAPI document, in the signature workbench. */
export interface DialectReference {
  readonly title: Words;
  /** Who chooses this dialect. */
  readonly summary: Words;
  readonly operations: readonly OperationReference[];
  readonly notification: CallbackReference;
  readonly redirect: CallbackReference;
}
