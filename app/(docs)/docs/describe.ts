import type { Locale } from 'next-intl';
import { makeSignature } from '@/components/docs/signature/make-signature';
import type { CallbackView, FieldView, OperationView } from '@/components/docs/views';
import { recipeWords } from '@/lib/dialects/openapi';
import {
  type CallbackReference,
  type FieldReference,
  isSigned,
  type OperationReference,
  type SignatureRecipe,
  type Words,
  wordsOf,
} from '@/lib/dialects/reference';
import { env } from '@/lib/platform/env';
import { answerExample, answerRows } from './answer-rows';
import { curlExample } from './curl-example';

/** The reader's own public keys, by the names of the fields that carry them. */
export type OwnKeys = Readonly<Record<string, string>>;

export const EXAMPLE_APPKEY = '098f6bcd4621d373cade4e832627b4f6';
/** The secret of the printed callbacks, so that they can be verified. It is nobody's. */
export const EXAMPLE_SECRET = '5d41402abc4b2a76b9719d911017c592';

export function inLanguage(words: Words, locale: Locale): string {
  return locale === 'en' ? words.en : words.zh;
}

export function exampleOf({ name, schema }: FieldReference, keys: OwnKeys): string {
  return keys[name] ?? String(wordsOf(schema).example);
}

export function describeFields(
  fields: readonly FieldReference[],
  recipe: SignatureRecipe,
  locale: Locale,
  keys: OwnKeys,
): FieldView[] {
  return fields.map((field) => ({
    name: field.name,
    isRequired: field.isRequired,
    isSigned: isSigned(recipe, field.name),
    text: inLanguage(wordsOf(field.schema), locale),
    example: field.name === 'sign' ? '' : exampleOf(field, keys),
  }));
}

function sentFields(reference: OperationReference, keys: OwnKeys): Map<string, string> {
  const { fields, signature } = reference;
  const own = new Set(['sign', signature.kind === 'bearer' ? signature.field : '']);
  const sent = fields.filter(({ name, isRequired }) => isRequired && !own.has(name));
  return new Map(sent.map((field) => [field.name, exampleOf(field, keys)]));
}

function describeAnswer({ answer }: OperationReference, locale: Locale): OperationView['answer'] {
  if (answer.kind === 'page') return { kind: 'page', text: inLanguage(answer.words, locale) };
  const language = locale === 'en' ? 'en' : 'zh';
  return { kind: 'json', rows: answerRows(answer.success, language), example: answerExample(answer.success) };
}

export function describeOperation(
  reference: OperationReference,
  locale: Locale,
  keys: OwnKeys,
): OperationView {
  const { id, title, summary, operation, fields, signature, codes } = reference;
  const methods = (reference.methods ?? operation.methods).join(' / ');
  return {
    id,
    title: inLanguage(title, locale),
    summary: inLanguage(summary, locale),
    addresses: operation.paths.map((path) => `${methods} ${env.publicUrl}${path}`),
    fields: describeFields(fields, signature, locale, keys),
    recipe: inLanguage(recipeWords(signature), locale),
    curl: curlExample(reference, sentFields(reference, keys), env.publicUrl),
    answer: describeAnswer(reference, locale),
    codes: Object.entries(codes).map(([code, words]) => ({ code, text: inLanguage(words, locale) })),
  };
}

/** The example's fields with a signature that verifies under the example's secret. */
export function signedExample({ fields, signature }: CallbackReference): Map<string, string> {
  const sent = new Map(fields.map((field) => [field.name, exampleOf(field, {})]));
  if (signature.kind !== 'joined' && signature.kind !== 'sorted') return sent;
  // The appkey is signed even where it does not travel.
  const known = new Map([['appkey', EXAMPLE_APPKEY], ...sent]);
  const { sign } = makeSignature(signature, signature.kind === 'joined' ? known : sent, EXAMPLE_SECRET);
  return sent.has('sign') ? sent.set('sign', sign) : sent;
}

export function describeCallback(callback: CallbackReference, locale: Locale): CallbackView {
  const { id, title, summary, method, fields, signature } = callback;
  const text = [...signedExample(callback)]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const address = id.endsWith('redirect') ? 'https://shop.example/thanks' : 'https://shop.example/notify';
  return {
    id,
    title: inLanguage(title, locale),
    summary: inLanguage(summary, locale),
    method,
    fields: describeFields(fields, signature, locale, {}),
    recipe: inLanguage(recipeWords(signature), locale),
    example:
      method === 'GET'
        ? `${address}?${text.replaceAll('&', '\n  &')}`
        : `${address}\nContent-Type: application/x-www-form-urlencoded\n\n${text.replaceAll('&', '\n  &')}`,
  };
}
