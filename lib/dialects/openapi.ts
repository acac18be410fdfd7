import { z } from 'zod';
import { dialects } from '@/lib/dialects';
import {
  type CallbackReference,
  type DialectReference,
  type FieldReference,
  isSigned,
  type OperationReference,
  type SignatureRecipe,
  type Words,
} from '@/lib/dialects/reference';

type Json = { readonly [name: string]: unknown };

/** The document is one for everybody: each text says itself in Chinese, then in English. */
function inBoth({ zh, en }: Words): string {
  return zh === en ? zh : `${zh}\n\n${en}`;
}

interface Meta {
  zh?: string;
  en?: string;
  example?: string | number;
}

/** A schema as JSON Schema, its words as a description and its example in the standard's own place. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      const { zh, en, example } = jsonSchema as Meta;
      for (const name of ['zh', 'en', 'example']) delete (jsonSchema as Record<string, unknown>)[name];
      if (zh !== undefined && en !== undefined) jsonSchema.description = inBoth({ zh, en });
      if (example !== undefined) jsonSchema.examples = [example];
    },
  });
  return plain;
}

const SECRETS = { appsecret: 'appsecret', epayKey: 'KEY', vmqKey: 'key' };

/** The recipe in words, for readers of the document. */
export function recipeWords(recipe: SignatureRecipe): Words {
  if (recipe.kind === 'none') return { zh: '不需要签名。', en: 'Not signed.' };
  const secret = SECRETS[recipe.secret];
  if (recipe.kind === 'joined') {
    const text = recipe.fields.join(' + ');
    const sum = recipe.rounds === 2 ? `md5(md5(${text}) + ${secret})` : `md5(${text} + ${secret})`;
    return { zh: `sign = ${sum}`, en: `sign = ${sum}` };
  }
  if (recipe.kind === 'sorted') {
    return {
      zh: `sign = md5(按参数名排序的 a=1&b=2 + ${secret})，${recipe.leftOut.join('、')} 和空值不参与签名，值不做 URL 编码。`,
      en: `sign = md5(a=1&b=2 sorted by name + ${secret}); ${recipe.leftOut.join(', ')} and empty values are left out, values are not URL-encoded.`,
    };
  }
  return {
    zh: `不签名：参数 ${recipe.field} 就是密钥，只能由您的服务器发送。`,
    en: `Not signed: the field ${recipe.field} is the secret itself, so only your server may send it.`,
  };
}

function objectOf(fields: readonly FieldReference[], recipe: SignatureRecipe): Json {
  const properties = fields.map(({ name, schema }) => [
    name,
    { ...schemaOf(schema), 'x-signed': isSigned(recipe, name) },
  ]);
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

/** Fields travel in the query of a GET and in the form of a POST. */
function requestOf(method: 'GET' | 'POST', fields: readonly FieldReference[], recipe: SignatureRecipe): Json {
  if (method === 'POST') {
    const content = { 'application/x-www-form-urlencoded': { schema: objectOf(fields, recipe) } };
    return { requestBody: { required: true, content } };
  }
  return {
    parameters: fields.map(({ name, isRequired, schema }) => ({
      name,
      in: 'query',
      required: isRequired,
      schema: { ...schemaOf(schema), 'x-signed': isSigned(recipe, name) },
    })),
  };
}

/** Fields that several operations of one address share are required only when each of them requires them. */
function merged(references: readonly OperationReference[]): readonly FieldReference[] {
  const names = [...new Set(references.flatMap(({ fields }) => fields.map(({ name }) => name)))];
  return names.flatMap((name) => {
    const found = references.flatMap(({ fields }) => fields.filter((field) => field.name === name));
    const [first] = found;
    if (first === undefined) return [];
    const isRequired = found.length === references.length && found.every((field) => field.isRequired);
    const schemas = [...new Set(found.map(({ schema }) => schema))];
    return [{ name, isRequired, schema: schemas.length === 1 ? first.schema : z.union(schemas) }];
  });
}

function answersOf(references: readonly OperationReference[]): Json {
  const json = references.flatMap(({ answer }) =>
    answer.kind === 'json' ? [schemaOf(answer.success), schemaOf(answer.refusal)] : [],
  );
  const seen = new Map(json.map((schema) => [JSON.stringify(schema), schema]));
  const pages = references.flatMap(({ answer }) => (answer.kind === 'page' ? [inBoth(answer.words)] : []));
  const description = pages[0] ?? inBoth({ zh: 'code 说明结果', en: 'The code says what came of it' });
  const content =
    seen.size === 0
      ? { 'text/html': { schema: { type: 'string' } } }
      : { 'application/json': { schema: { oneOf: [...seen.values()] } } };
  return { 200: { description, content } };
}

function codesOf(references: readonly OperationReference[]): Json {
  const codes = references.flatMap((reference) =>
    Object.entries(reference.codes).map(([code, words]) => [code, inBoth(words)] as const),
  );
  return Object.fromEntries(codes);
}

function operationOf(
  tag: string,
  method: 'GET' | 'POST',
  references: readonly OperationReference[],
  suffix: string,
): Json {
  const [first] = references;
  if (first === undefined) throw new Error('an address without an operation');
  const fields = merged(references);
  const about = references.map(({ title, summary, signature }) =>
    [`**${title.zh} · ${title.en}**`, inBoth(summary), inBoth(recipeWords(signature))].join('\n\n'),
  );
  return {
    operationId: `${references.map(({ id }) => id).join('.')}${suffix}`,
    tags: [tag],
    summary: references.map(({ title }) => `${title.zh} · ${title.en}`).join(' / '),
    description: about.join('\n\n'),
    ...requestOf(method, fields, first.signature),
    responses: answersOf(references),
    'x-codes': codesOf(references),
  };
}

function pathsOf(reference: DialectReference): [path: string, item: Json][] {
  const { operations: references, title } = reference;
  const tag = title.zh;
  const paths = [...new Set(references.flatMap(({ operation }) => operation.paths))];
  return paths.map((path) => {
    const here = references.filter(({ operation }) => operation.paths.includes(path));
    const item = (['GET', 'POST'] as const).flatMap((method) => {
      const able = here.filter(({ methods, operation }) => (methods ?? operation.methods).includes(method));
      const suffix = `${method === 'GET' ? '.get' : ''}${here[0]?.operation.paths.indexOf(path) || ''}`;
      return able.length === 0
        ? []
        : [[method.toLowerCase(), operationOf(tag, method, able, suffix)] as const];
    });
    return [path, Object.fromEntries(item)];
  });
}

function webhookOf(tag: string, callback: CallbackReference, isAnswered: boolean): [id: string, item: Json] {
  const { id, title, summary, method, fields, signature } = callback;
  const operation = {
    operationId: id,
    tags: [tag],
    summary: `${title.zh} · ${title.en}`,
    description: [inBoth(summary), inBoth(recipeWords(signature))].join('\n\n'),
    ...requestOf(method, fields, signature),
    responses: {
      200: isAnswered
        ? {
            description: inBoth({ zh: '正文为 success', en: 'The body is success' }),
            content: { 'text/plain': { schema: { type: 'string', examples: ['success'] } } },
          }
        : { description: inBoth({ zh: '您的页面', en: 'Your page' }) },
    },
  };
  return [id, { [method.toLowerCase()]: operation }];
}

/** Every operation and callback of every dialect as one OpenAPI 3.1 document; the same bytes every time. */
export function openapi(): Json {
  const spoken = Object.values(dialects).map(({ reference }) => reference);
  const webhooks = spoken.flatMap(({ title, notification, redirect }) => [
    webhookOf(title.zh, notification, true),
    webhookOf(title.zh, redirect, false),
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Matou 码头',
      version: '1',
      description: inBoth({
        zh: '商户服务器可以调用的接口与收到的通知。HTTP 状态几乎总是 200，结果见 code。',
        en: 'What a merchant’s server may ask for and what it is told. The HTTP status is nearly always 200; the code says what came of it.',
      }),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: spoken.map(({ title, summary }) => ({ name: title.zh, description: inBoth(summary) })),
    security: [],
    paths: Object.fromEntries(spoken.flatMap(pathsOf)),
    webhooks: Object.fromEntries(webhooks),
  };
}
