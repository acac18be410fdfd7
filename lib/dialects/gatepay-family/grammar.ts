import { z } from 'zod';
import { Refusal } from '@/lib/dialects/dialect';
import { type Claim, textOf } from '@/lib/dialects/gatepay-family/claim';
import { described } from '@/lib/dialects/reference';

/** How a field must look before its signature is worth computing. */
export interface FieldRule {
  readonly name: string;
  readonly isRequired: boolean;
  /** Takes the text as it came, and carries the field's words for the reference. */
  readonly schema: z.ZodType<string>;
  /** The rule in the merchant's words. */
  readonly hint: string;
}

const anything = z.string().regex(/^.{1,64}$/u);
const ANYTHING_HINT = '1–64 个字符';

export const APPKEY: FieldRule = {
  name: 'appkey',
  isRequired: true,
  schema: described(anything, {
    zh: '秘钥：后台 API 密钥 页里的 appkey',
    en: 'The appkey, from the admin’s API keys',
    example: '098f6bcd4621d373cade4e832627b4f6',
  }),
  hint: ANYTHING_HINT,
};
/** Value and meaning of `price` and `type` are judged after the signature (201, 202). */
export const PRICE: FieldRule = {
  name: 'price',
  isRequired: true,
  schema: described(anything, {
    zh: '商品价格，单位元，大于 0，最多两位小数；按发送的原样签名',
    en: 'The price in yuan, above 0, at most two decimals; signed exactly as it is sent',
    example: '10.23',
  }),
  hint: ANYTHING_HINT,
};
const TYPE: FieldRule = {
  name: 'type',
  isRequired: true,
  schema: described(anything, {
    zh: '支付方式：wechat（微信）、alipay（支付宝）',
    en: 'The way to pay: wechat or alipay',
    example: 'alipay',
  }),
  hint: ANYTHING_HINT,
};
export const OUT_ORDER_ID: FieldRule = {
  name: 'out_order_id',
  isRequired: true,
  schema: described(z.string().regex(/^[A-Za-z0-9_\-.:@#]{1,64}$/), {
    zh: '商户订单号，同一商户内唯一；1–64 位字母、数字或 _ - . : @ #',
    en: 'Your order number, unique in your shop; 1–64 letters, digits or _ - . : @ #',
    example: '20261121140509001',
  }),
  hint: '1–64 位字母、数字或 _ - . : @ #',
};
/** Must be there, and may be empty. */
export const CUSTOM: FieldRule = {
  name: 'custom',
  isRequired: true,
  schema: described(z.string().regex(/^\P{Cc}{0,255}$/u), {
    zh: '自定义信息，如用户编号或邮箱；必须传递，可以为空，不超过 255 个字符；回调时以 extend 原样返回',
    en: 'Anything of yours, such as a customer or an address; must be sent, may be empty, at most 255 characters; comes back as extend',
    example: 'customer-42',
  }),
  hint: '不超过 255 个字符，不含控制字符',
};
const ADDRESS_HINT = '不超过 1024 个字符';
/** Line ends around it are blanks, which are cut. */
const address = z.string().regex(/^\s{0,8}\P{Cc}{0,1024}\s{0,8}$/u);
const NOTIFY_URL: FieldRule = {
  name: 'notify_url',
  isRequired: false,
  schema: described(address, {
    zh: '本订单的异步回调地址，不参与签名；只能指向商户已登记的域名，不传时用商户设置',
    en: 'Where the callback of this order goes; not signed, so only to a host that you registered; without it your settings decide',
    example: 'https://shop.example/notify',
  }),
  hint: ADDRESS_HINT,
};
const RETURN_URL: FieldRule = {
  name: 'return_url',
  isRequired: false,
  schema: described(address, {
    zh: '本订单的同步跳转地址，不参与签名；只能指向商户已登记的域名，不传时用商户设置',
    en: 'Where the buyer of this order goes back to; not signed, so only to a host that you registered; without it your settings decide',
    example: 'https://shop.example/thanks',
  }),
  hint: ADDRESS_HINT,
};

/** The fields that ask for an order, in the order they are checked, and the signed ones in the order they are joined. */
interface OrderFields {
  readonly rules: readonly FieldRule[];
  readonly signed: readonly string[];
}

/**
 * What gatepay v1 and cloudpay ask for an order with; `what` is the field that says what is bought. `notify_url` and
 * `return_url` are not signed; the core lets them lead only to the merchant's own hosts.
 */
export function orderFields(what: FieldRule): OrderFields {
  return {
    rules: [APPKEY, what, TYPE, OUT_ORDER_ID, CUSTOM, NOTIFY_URL, RETURN_URL],
    signed: ['appkey', what.name, 'type', 'out_order_id', 'custom'],
  };
}

// `_t` is the time that the PHP client adds to its GET form.
const ALWAYS_ALLOWED = ['sign', '_t'];

const NAMEABLE = /^[A-Za-z0-9_[\].-]{1,40}$/;

function forbidden(name: string): Refusal {
  return new Refusal(106, NAMEABLE.test(name) ? `存在禁止传递的参数：${name}` : '存在禁止传递的参数');
}

function isTakenBy(rule: FieldRule, text: string): boolean {
  return rule.schema.safeParse(text).success;
}

function refuseMissingOrMalformed(claim: Claim, rule: FieldRule): void {
  const text = claim.fields.values.get(rule.name);
  const fault = claim.fields.faults.get(rule.name);
  if (text === undefined && fault === undefined) {
    if (rule.isRequired) throw new Refusal(105, `参数缺失：${rule.name}`);
    return;
  }
  if (text === '' && !isTakenBy(rule, '')) throw new Refusal(105, `参数缺失：${rule.name} 不能为空`);
  if (fault === 'not_utf8')
    throw new Refusal(105, `参数格式错误：${rule.name} 不是 UTF-8 编码，请使用 UTF-8`);
  if (fault === 'unreadable' || (text !== undefined && !isTakenBy(rule, text))) {
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
