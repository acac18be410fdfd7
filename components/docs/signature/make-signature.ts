import { md5 } from '@/components/docs/signature/md5';
import type { SignatureRecipe } from '@/lib/dialects/reference';

export type Recipe = Extract<SignatureRecipe, { kind: 'joined' | 'sorted' }>;

/** Fields as they travel, in the order of sending. */
export type SentFields = ReadonlyMap<string, string>;

export type Encode = (text: string) => Uint8Array;

const encoder = new TextEncoder();
export const asUtf8: Encode = (text) => encoder.encode(text);

export interface Signature {
  /** What is signed, without the secret. */
  readonly text: string;
  /** md5 of the text, where the recipe takes it twice. */
  readonly inner: string | null;
  readonly sign: string;
}

/** The names whose values are signed, in the order of signing. */
export function signedNames(recipe: Recipe, fields: SentFields): readonly string[] {
  if (recipe.kind === 'joined') return recipe.fields;
  const names = [...fields].filter(([name, text]) => text !== '' && !recipe.leftOut.includes(name));
  return names.map(([name]) => name).sort((a, b) => (a < b ? -1 : 1));
}

/** The signed text for these names: values side by side, or `name=value` pairs. */
export function textOver(recipe: Recipe, names: readonly string[], fields: SentFields): string {
  const value = (name: string) => fields.get(name) ?? '';
  if (recipe.kind === 'joined') return names.map(value).join('');
  return names.map((name) => `${name}=${value(name)}`).join('&');
}

/** Signs as the merchant's server should. */
export function makeSignature(recipe: Recipe, fields: SentFields, secret: string): Signature {
  const text = textOver(recipe, signedNames(recipe, fields), fields);
  if (recipe.kind === 'sorted' || recipe.rounds === 1) {
    return { text, inner: null, sign: md5(asUtf8(text + secret)) };
  }
  const inner = md5(asUtf8(text));
  return { text, inner, sign: md5(asUtf8(inner + secret)) };
}
