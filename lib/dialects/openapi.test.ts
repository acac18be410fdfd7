import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openapi } from '@/lib/dialects/openapi';

type Tree = { readonly [name: string]: unknown };

const document = JSON.parse(JSON.stringify(openapi())) as Tree;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

function operationsOf(section: 'paths' | 'webhooks'): [name: string, operation: Tree][] {
  return Object.entries(document[section] as Tree).flatMap(([address, item]) =>
    Object.entries(item as Tree).map(([method, operation]): [string, Tree] => [
      `${method} ${address}`,
      operation as Tree,
    ]),
  );
}

test('docs/openapi.json is up to date; `npm run -s openapi` writes it', async () => {
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../../docs/openapi.json');
});

test('it is an OpenAPI 3.1 document by the standard’s own schema', async () => {
  expect(document.openapi).toBe('3.1.0');
  expect(await new Validator().validate(document)).toEqual({ valid: true });
  for (const path of Object.keys(document.paths as Tree)) expect(path).toMatch(/^\/[^?#]+$/);
});

describe.each([...operationsOf('paths'), ...operationsOf('webhooks')])('%s', (name, operation) => {
  test('has an id, words, answers, and fields in one place', () => {
    expect(operation.operationId).toMatch(/^[\w.-]+$/);
    expect(operation.summary).not.toBe('');
    expect(Object.keys(operation.responses as Tree)).not.toEqual([]);
    for (const response of Object.values(operation.responses as Tree)) {
      expect(response).toMatchObject({ description: expect.stringMatching(/./) });
    }
    const names = ((operation.parameters ?? []) as { name: string }[]).map((parameter) => parameter.name);
    expect(new Set(names).size).toBe(names.length);
    expect(name.startsWith('get')).toBe(operation.requestBody === undefined);
  });
});

test('no two operations have one id', () => {
  const ids = [...operationsOf('paths'), ...operationsOf('webhooks')].map(
    ([, { operationId }]) => operationId,
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('nothing of our own notation is left in its schemas, and each is a JSON Schema', () => {
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isTree(value) || Array.isArray(value)) return;
    for (const own of ['zh', 'en', 'example', '$schema']) expect(Object.keys(value)).not.toContain(own);
    if (typeof value.pattern === 'string') new RegExp(value.pattern, 'u');
    Object.values(value).forEach(walk);
  };
  walk(document);
});
