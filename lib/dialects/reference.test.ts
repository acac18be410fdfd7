import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { makeSignature, type SentFields } from '@/components/docs/signature/make-signature';
import { DOMAIN_ERROR_CODES, DomainError } from '@/lib/core/errors';
import { dialects } from '@/lib/dialects';
import type { Operation, Problem } from '@/lib/dialects/dialect';
import type { OperationReference, SignatureRecipe } from '@/lib/dialects/reference';
import { wordsOf } from '@/lib/dialects/reference';

const SECRET = '5d41402abc4b2a76b9719d911017c592';
/** What some words of refusals are made of. */
const DETAILS = { outOrderId: 'A-1', status: 'paid', reason: 'r' };

interface Entry {
  readonly id: string;
  readonly dialect: string;
  readonly reference: OperationReference;
  readonly operation: Operation;
}

const entries: Entry[] = Object.values(dialects).flatMap(({ id: dialect, operations, reference }) =>
  reference.operations.map((one) => {
    const operation = operations.find((candidate) => candidate === one.operation);
    if (operation === undefined) throw new Error(`${one.id} speaks of no operation of ${dialect}`);
    return { id: one.id, dialect, reference: one, operation };
  }),
);

const callbacks = Object.values(dialects).flatMap(({ reference }) => [
  reference.notification,
  reference.redirect,
]);

function exampleFields(fields: readonly { name: string; schema: z.ZodType }[]): Map<string, string> {
  return new Map(fields.map(({ name, schema }) => [name, String(wordsOf(schema).example)]));
}

function signed(recipe: SignatureRecipe, fields: Map<string, string>): SentFields {
  if (recipe.kind === 'bearer') return fields.set(recipe.field, SECRET);
  if (recipe.kind === 'none') return fields;
  return fields.set('sign', makeSignature(recipe, fields, SECRET).sign);
}

test('every operation stands in the reference of its dialect', () => {
  for (const { id, operations, reference } of Object.values(dialects)) {
    const told = new Set(reference.operations.map(({ operation }) => operation));
    for (const operation of operations) expect(told.has(operation), `${id} ${operation.paths[0]}`).toBe(true);
  }
});

test('no two entries have one id', () => {
  const ids = [...entries, ...callbacks].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(entries)('$id', ({ dialect, reference, operation }) => {
  const fields = signed(reference.signature, exampleFields(reference.fields));
  const text = new URLSearchParams([...fields]).toString();

  test.each(reference.methods ?? operation.methods)('its example is taken by %s', (method) => {
    const claim = operation.read({
      method,
      contentType: method === 'POST' ? 'application/x-www-form-urlencoded' : '',
      query: method === 'GET' ? text : '',
      body: Buffer.from(method === 'POST' ? text : ''),
    });
    operation.check(claim);
    if (reference.signature.kind !== 'none') expect(operation.isSignedWith(claim, SECRET)).toBe(true);
  });

  test('its examples keep to their schemas', () => {
    for (const { name, schema } of reference.fields) {
      expect(schema.safeParse(String(wordsOf(schema).example)).success, name).toBe(true);
    }
  });

  test('every code of its table is one that it can answer with', async () => {
    const { answer, codes } = reference;
    if (answer.kind !== 'json') return;
    const possible = new Set([
      ...(await codesOf(operation)),
      ...thrownBy(dialect),
      successOf(answer.success),
    ]);
    for (const code of Object.keys(codes)) expect(possible, code).toContain(code);
  });

  test('its answers have words, and its refusals keep to their schema', async () => {
    const { answer } = reference;
    if (answer.kind !== 'json') return;
    const reply = await operation.refuse('fault').json();
    expect(answer.refusal.safeParse(reply).error).toBeUndefined();
  });
});

describe.each(callbacks)('$id', ({ fields }) => {
  test('its examples keep to their schemas', () => {
    for (const { name, schema } of fields) {
      expect(schema.safeParse(String(wordsOf(schema).example)).success, name).toBe(true);
    }
  });
});

function successOf(schema: z.ZodType): string {
  const shape = (schema as z.ZodObject<{ code: z.ZodLiteral<number> }>).shape;
  return String(shape.code.value);
}

/** The codes of all that an operation may be told to refuse. */
async function codesOf({ refuse }: Operation): Promise<string[]> {
  const own = ['wrong_method', 'too_large', 'unavailable', 'fault'] as const;
  const problems: Problem[] = [
    ...own,
    ...DOMAIN_ERROR_CODES.map((code) => new DomainError('forbidden', code, DETAILS)),
  ];
  return Promise.all(
    problems.map(async (problem) => String(((await refuse(problem).json()) as { code: number }).code)),
  );
}

/** The codes of the refusals by grammar that a dialect and its family write down outside their tables. */
function thrownBy(dialect: string): string[] {
  const root = new URL('.', import.meta.url).pathname;
  const folders = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && (entry.name === dialect || entry.name.endsWith('-family')),
  );
  const files = folders.flatMap(({ name }) =>
    readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(?!reference|codes).*(?<!\.test)\.ts$/.test(file))
      .map((file) => join(root, name, file)),
  );
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  return [...text.matchAll(/\b(?:Refusal\(\s*|code: |productId\()(-?\d+)/g)].map(([, code = '']) => code);
}
