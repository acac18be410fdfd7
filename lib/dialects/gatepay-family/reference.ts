import { z } from 'zod';
import { PAY_TYPES } from '@/lib/core/vocabulary';
import { CUSTOM, OUT_ORDER_ID } from '@/lib/dialects/gatepay-family/grammar';
import {
  type CallbackReference,
  type CodeWords,
  described,
  type FieldReference,
  type SignatureRecipe,
  type Words,
  wordsOf,
} from '@/lib/dialects/reference';

/** md5(md5(the fields) + appsecret). */
export function signedOver(...fields: string[]): SignatureRecipe {
  return { kind: 'joined', rounds: 2, fields, secret: 'appsecret' };
}

export const SIGN: FieldReference = {
  name: 'sign',
  isRequired: true,
  schema: described(z.string().regex(/^[0-9A-Fa-f]{32}$/), {
    zh: '签名，32 位十六进制，大小写均可',
    en: 'The signature, 32 hex digits of either case',
    example: '0b7a2c6d0d9c4f6f8a1e5b3c9d7f2e41',
  }),
};

const MESSAGE = described(z.string(), { zh: '状态描述', en: 'What the code means', example: '请求成功' });
const TIME = described(z.string().regex(/^\d{10}$/), {
  zh: '响应时间戳（秒）',
  en: 'The time of the answer in unix seconds',
  example: '1795240009',
});

/** The family's answer around what an operation gives. */
export function answerWith(data: z.ZodType) {
  const code = described(z.literal(100), {
    zh: '状态码，100 为成功',
    en: 'The code; 100 is success',
    example: 100,
  });
  const refused = described(z.number().int(), { zh: '状态码', en: 'The code', example: 104 });
  return {
    kind: 'json',
    success: z.strictObject({ code, msg: MESSAGE, time: TIME, data }),
    refusal: z.strictObject({ code: refused, msg: MESSAGE, time: TIME, data: z.null() }),
  } as const;
}

export const PARAMS = z.record(z.string(), z.string()).meta({
  zh: '请求的参数，原样',
  en: 'What you sent, as it came',
});

const PAY_ADDRESS = 'https://pay.example/pay/api?id=rN1o7xH0m2c8XqPLsWd4Vg&type=alipay';

export const PAY_URL = described(z.string(), {
  zh: '支付页地址，让买家的浏览器打开它',
  en: 'The checkout: send the buyer there',
  example: PAY_ADDRESS,
});
export const QRCODE_URL = described(z.string(), {
  zh: '支付页地址的二维码图片地址',
  en: 'A picture of the checkout’s address as a QR code',
  example: `https://pay.example/qrcode/build?size=130&text=${encodeURIComponent(PAY_ADDRESS)}`,
});

/** What every operation of the family may answer. */
export const COMMON_CODES: CodeWords = {
  100: { zh: '请求成功', en: 'Success' },
  101: { zh: '秘钥必须：没有 appkey', en: 'There is no appkey' },
  102: {
    zh: '无效的秘钥：appkey 不存在，或商户已停用',
    en: 'Nobody has this appkey, or the merchant is suspended',
  },
  103: { zh: '签名必须：没有 sign', en: 'There is no sign' },
  104: {
    zh: '无效的签名：字段顺序、取值或 appsecret 与收到的不符，或相同的签名文本已用于其他请求',
    en: 'The signature is wrong: order, values or secret differ from what came, or the same signed text already served another request',
  },
  105: {
    zh: '参数缺失或格式错误，描述中有参数名',
    en: 'A field is missing or malformed; the message names it',
  },
  106: {
    zh: '存在禁止传递的参数：未在文档中、重复传递，或地址指向未登记的域名',
    en: 'A field is not documented or comes twice, or an address leads to a host that you did not register',
  },
  107: { zh: 'api 已关闭', en: 'You closed the API in your settings' },
  199: { zh: '未知错误；HTTP 503 时请稍后重试', en: 'Unknown error; with HTTP 503 try again later' },
};

/** What a merchant's plan may refuse of any new order. */
export const PLAN_CODES: CodeWords = {
  103: {
    zh: '签名必须：没有 sign；或秘钥已过期：套餐已到期',
    en: 'There is no sign; or, as the message says, your plan has expired',
  },
  110: {
    zh: '套餐已超额：今天的笔数或金额已用完',
    en: 'The orders or the sum of your plan for today are used up',
  },
};

/** What making an order may answer beside them. */
export const CREATE_CODES: CodeWords = {
  ...COMMON_CODES,
  ...PLAN_CODES,
  108: { zh: '回调接口 url 未填写', en: 'There is no callback address, neither here nor in your settings' },
  109: { zh: '通知接口 url 未填写', en: 'There is no return address, neither here nor in your settings' },
  201: { zh: '价格无效：须大于 0，最多两位小数', en: 'The price must be above 0 with at most two decimals' },
  202: { zh: '无效的支付方式', en: 'No such way to pay here' },
  203: { zh: '当前支付方式已关闭', en: 'You closed this way to pay' },
  204: {
    zh: '无可用支付方式：没有在线账户，或该金额附近暂无空位',
    en: 'No account is online, or no amount near the price is free',
  },
  208: {
    zh: '队列创建错误：out_order_id 已存在且内容不同，或其订单已被商户关闭；内容相同时返回同一订单，过期未付的重新打开，过期满十天可用于新内容',
    en: 'The order number exists with other content, or you closed its order; the same content gets the same order again, opened anew after it expired unpaid; ten days later other content may have the number',
  },
};

export const ORDER_ID = described(z.number().int(), {
  zh: '平台订单号，16 位数字',
  en: 'Our order number, 16 digits',
  example: 1_000_000_000_000_522,
});
export const AMOUNT = z.string().regex(/^\d+\.\d{2}$/);
export const PAY_TYPE = described(z.enum(PAY_TYPES), {
  zh: '支付方式：alipay（支付宝）、wechat（微信）、qq（QQ 钱包）',
  en: 'The way to pay',
  example: 'alipay',
});

function sent(name: string, schema: z.ZodType, words?: Words): FieldReference {
  return {
    name,
    isRequired: true,
    schema: words === undefined ? schema : described(schema, { ...wordsOf(schema), ...words }),
  };
}

const PRICE = described(AMOUNT, {
  zh: '订单金额，总是两位小数；请与您的订单核对',
  en: 'The price you asked, always two decimals; compare it with your own order',
  example: '10.23',
});
const REAL_PRICE = described(AMOUNT, {
  zh: '实付金额，可能与订单金额差几分',
  en: 'What was paid; may differ from the price by some cents',
  example: '10.22',
});
const PAY_TIME = described(z.string().regex(/^\d{10}$/), {
  zh: '付款时间（unix 秒）',
  en: 'When it was paid, in unix seconds',
  example: '1795240050',
});
const ORDER_NUMBER = described(z.string().regex(/^\d{16}$/), {
  zh: '平台订单号，16 位数字',
  en: 'Our order number, 16 digits',
  example: '1000000000000522',
});
const PRODUCT = described(z.string(), {
  zh: '产品编号；任意金额订单为空，仍参与签名',
  en: 'The product’s number; empty for an order for any amount, and signed all the same',
  example: '',
});

const NEWS_FIELDS: readonly FieldReference[] = [
  sent('order_id', ORDER_NUMBER),
  sent('out_order_id', OUT_ORDER_ID.schema, { zh: '商户订单号', en: 'Your order number' }),
  sent('price', PRICE),
  sent('realprice', REAL_PRICE),
  sent('type', PAY_TYPE),
  sent('paytime', PAY_TIME),
  sent('extend', CUSTOM.schema, { zh: '下单时的 custom，原样返回', en: 'Your custom text, as you sent it' }),
];
const NEWS_SIGNED = signedOver('appkey', ...NEWS_FIELDS.map(({ name }) => name));

/** The callback of one dialect; `appkey` is always signed and may not travel. */
export function notificationOf(
  id: string,
  method: 'GET' | 'POST',
  { appkey }: { appkey: FieldReference | null },
): CallbackReference {
  const leading = appkey === null ? [] : [appkey];
  return {
    id,
    title: { zh: '支付成功通知（异步回调）', en: 'Payment callback' },
    summary:
      appkey === null
        ? {
            zh: '订单支付成功后，以 POST 表单发往异步回调地址。appkey 参与签名，但不传递。',
            en: 'Sent as a POST form to your callback address when an order is paid. The appkey is signed and does not travel.',
          }
        : {
            zh: '订单支付成功后，以 GET 请求发往异步回调地址，参数在查询串中。',
            en: 'Sent by GET to your callback address when an order is paid, with the fields in the query.',
          },
    method,
    fields: [...leading, ...NEWS_FIELDS, SIGN],
    signature: NEWS_SIGNED,
  };
}

/** The way back of one dialect. */
export function redirectOf(id: string): CallbackReference {
  const fields = [
    sent('price', PRICE),
    sent('type', PAY_TYPE),
    sent('product_id', PRODUCT),
    sent('order_id', ORDER_NUMBER),
    sent('out_order_id', OUT_ORDER_ID.schema, { zh: '商户订单号', en: 'Your order number' }),
  ];
  return {
    id,
    title: { zh: '支付成功同步跳转', en: 'Redirect after payment' },
    summary: {
      zh: '异步回调得到 success 后，买家的浏览器带着签名跳转到同步跳转地址。appkey 参与签名，但不传递。只用于展示；是否付款以异步回调或查询为准。',
      en: 'When your server has answered the callback with success, the buyer’s browser goes to your return address, signed. The appkey is signed and does not travel. Show it, but trust only the callback or a query.',
    },
    method: 'GET',
    fields: [...fields, SIGN],
    signature: signedOver('appkey', ...fields.map(({ name }) => name)),
  };
}
