import { z } from 'zod';
import { type RawRequest, Refusal } from '@/lib/dialects/dialect';
import { APPKEY, type Claim, type FieldRule } from '@/lib/dialects/gatepay-family';
import { described } from '@/lib/dialects/reference';
import { readBodyFields } from '@/lib/platform/fields';

/** A field, and what its table says of a malformed one; without a word of its own it counts as incomplete (101). */
export interface ProductRule extends FieldRule {
  readonly malformed?: { readonly code: number; readonly msg: string };
}

export const KEY: ProductRule = APPKEY;
export const SIGN: ProductRule = {
  name: 'sign',
  isRequired: true,
  schema: described(z.string().min(1), {
    zh: '签名，32 位十六进制，大小写均可',
    en: 'The signature, 32 hex digits of either case',
    example: '0b7a2c6d0d9c4f6f8a1e5b3c9d7f2e41',
  }),
  hint: '32 位十六进制',
};

/** Each table numbers a malformed product differently. */
export function productId(code: number): ProductRule {
  return {
    name: 'product_id',
    isRequired: true,
    schema: described(z.string().regex(/^[1-9]\d{0,8}$/), {
      zh: '产品编号，见 后台 → 商品；JSON 里写成数字或文本均可',
      en: 'The product’s number, from the admin’s products; a number or a text in JSON',
      example: 8,
    }),
    hint: '产品编号，1–9 位数字',
    malformed: { code, msg: '产品编号不合法' },
  };
}

function refuseMissing({ values, faults }: Claim['fields'], { name, isRequired, schema }: FieldRule): void {
  if (faults.has(name)) throw new Refusal(101, `参数不完整：${name} 只能传递一次，且须为文本或数字`);
  const text = values.get(name);
  if (text === undefined && isRequired) throw new Refusal(101, `参数不完整：缺少 ${name}`);
  if (text === '' && !schema.safeParse('').success) throw new Refusal(101, `参数不完整：${name} 不能为空`);
}

function refuseMalformed({ values }: Claim['fields'], { name, schema, hint, malformed }: ProductRule): void {
  const text = values.get(name);
  if (text === undefined || schema.safeParse(text).success) return;
  if (malformed !== undefined) throw new Refusal(malformed.code, malformed.msg);
  throw new Refusal(101, `参数不完整：${name} 格式错误（${hint}）`);
}

/**
 * Makes the reading of an operation. Its table counts what is wrong with a field before it asks for the key, so the
 * grammar is here: first that everything is there (101), then how it looks, in the order of the rules. Fields that
 * nobody asked for are passed over, because the tables have no number for them.
 */
export function readBy(rules: readonly ProductRule[]): (request: RawRequest) => Claim {
  return ({ body, contentType }) => {
    const fields = readBodyFields(body, contentType);
    if (fields === null) throw new Refusal(101, '参数不完整：请求体无法读取，与 Content-Type 不符');
    for (const rule of rules) refuseMissing(fields, rule);
    for (const rule of rules) refuseMalformed(fields, rule);
    return { appkey: fields.values.get('appkey') ?? '', fields };
  };
}

/** The grammar was refused while reading. */
export function nothingLeft(): void {}
