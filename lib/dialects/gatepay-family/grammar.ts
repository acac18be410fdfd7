import { Refusal } from '@/lib/dialects/dialect';
import { type Claim, textOf } from '@/lib/dialects/gatepay-family/claim';

/** How a field must look before its signature is worth computing. */
export interface FieldRule {
  readonly name: string;
  readonly isRequired: boolean;
  readonly pattern: RegExp;
  /** The rule in the merchant's words. */
  readonly hint: string;
}

const anything = { isRequired: true, pattern: /^.{1,64}$/u, hint: '1–64 个字符' };

/** Value and meaning of `price` and `type` are judged after the signature (201, 202). */
export const APPKEY: FieldRule = { ...anything, name: 'appkey' };
export const PRICE: FieldRule = { ...anything, name: 'price' };
export const TYPE: FieldRule = { ...anything, name: 'type' };
export const OUT_ORDER_ID: FieldRule = {
  name: 'out_order_id',
  isRequired: true,
  pattern: /^[A-Za-z0-9_\-.:@#]{1,64}$/,
  hint: '1–64 位字母、数字或 _ - . : @ #',
};
/** Must be there, and may be empty. */
export const CUSTOM: FieldRule = {
  name: 'custom',
  isRequired: true,
  pattern: /^\P{Cc}{0,255}$/u,
  hint: '不超过 255 个字符，不含控制字符',
};
const ADDRESS = { isRequired: false, pattern: /^\P{Cc}{0,1024}$/u, hint: '不超过 1024 个字符' };
export const NOTIFY_URL: FieldRule = { ...ADDRESS, name: 'notify_url' };
export const RETURN_URL: FieldRule = { ...ADDRESS, name: 'return_url' };

// `_t` is the time that the PHP client adds to its GET form.
const ALWAYS_ALLOWED = ['sign', '_t'];

const NAMEABLE = /^[A-Za-z0-9_[\].-]{1,40}$/;

function forbidden(name: string): Refusal {
  return new Refusal(106, NAMEABLE.test(name) ? `存在禁止传递的参数：${name}` : '存在禁止传递的参数');
}

function refuseMissingOrMalformed(claim: Claim, rule: FieldRule): void {
  const text = claim.fields.values.get(rule.name);
  const fault = claim.fields.faults.get(rule.name);
  if (text === undefined && fault === undefined) {
    if (rule.isRequired) throw new Refusal(105, `参数缺失：${rule.name}`);
    return;
  }
  if (text === '' && !rule.pattern.test('')) throw new Refusal(105, `参数缺失：${rule.name} 不能为空`);
  if (fault === 'unreadable' || (text !== undefined && !rule.pattern.test(text))) {
    throw new Refusal(105, `参数格式错误：${rule.name}（${rule.hint}）`);
  }
}

/**
 * Makes the check of an operation's fields: 103 without a signature, 105 for a field that is missing or
 * malformed, 106 for one that is not documented, comes twice, or is no plain text, in this order.
 */
export function fieldsMustBe(rules: readonly FieldRule[]): (claim: Claim) => void {
  const allowed = new Set([...rules.map((rule) => rule.name), ...ALWAYS_ALLOWED]);
  return (claim) => {
    const { values, faults } = claim.fields;
    if (textOf(claim, 'sign') === '' && !faults.has('sign')) throw new Refusal(103, '签名必须');
    for (const rule of rules) refuseMissingOrMalformed(claim, rule);
    for (const name of faults.keys()) throw forbidden(name);
    for (const name of values.keys()) if (!allowed.has(name)) throw forbidden(name);
  };
}
