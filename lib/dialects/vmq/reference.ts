import { z } from 'zod';
import {
  type CodeWords,
  type DialectReference,
  described,
  type FieldReference,
  type OperationReference,
  type SignatureRecipe,
} from '@/lib/dialects/reference';
import { closeOrder } from '@/lib/dialects/vmq/close-order';
import { createOrder } from '@/lib/dialects/vmq/create-order';
import { getState } from '@/lib/dialects/vmq/get-state';
import { checkOrder, getOrder } from '@/lib/dialects/vmq/query-order';

function signedOver(...fields: string[]): SignatureRecipe {
  return { kind: 'joined', rounds: 1, fields, secret: 'vmqKey' };
}

function field(name: string, schema: z.ZodType, zh: string, en: string, example: string): FieldReference {
  return { name, isRequired: true, schema: described(schema, { zh, en, example }) };
}

function optional(...given: Parameters<typeof field>): FieldReference {
  return { ...field(...given), isRequired: false };
}

const REFERENCE = z.string().regex(/^[A-Za-z0-9_\-.:@#]{1,64}$/);
const ADDRESS = z.string().regex(/^\P{Cc}{0,1024}$/u);
const TOKEN = z.string().regex(/^[\w-]{16,64}$/);

const SIGN = field(
  'sign',
  z.string().regex(/^[0-9A-Fa-f]{32}$/),
  '签名，32 位十六进制',
  'The signature, 32 hex digits',
  'c0ffee254729296a45a3885639ac7e10',
);
const ORDER_ID = field(
  'orderId',
  TOKEN,
  '云端订单编号，由 /createOrder 给出',
  'Our order number, as /createOrder gave it',
  'rN1o7xH0m2c8XqPLsWd4Vg',
);
const PAY_ID = field('payId', REFERENCE, '商户订单号', 'Your order number', '20261121140509001');
const PARAM = optional(
  'param',
  z.string().regex(/^\P{Cc}{0,255}$/u),
  '自定义参数，回调时原样返回；不传按空签名',
  'Anything of yours, comes back in the callback; signed as empty when it is not sent',
  'customer-42',
);
const TYPE = field(
  'type',
  z.enum(['1', '2', '4']),
  '支付方式：1 微信、2 支付宝、4 QQ 钱包',
  'The way to pay: 1 WeChat, 2 Alipay, 4 QQ',
  '2',
);
const PRICE = field(
  'price',
  z.string().regex(/^(0|[1-9]\d{0,7})(\.\d{1,2})?$/),
  '订单金额，单位元，最多两位小数；按发送的原样签名',
  'The price in yuan, at most two decimals; signed exactly as it is sent',
  '10.23',
);

const MESSAGE = described(z.string(), { zh: '结果的说明', en: 'The result in words', example: '成功' });

function answerWith(data: z.ZodType) {
  const code = described(z.literal(1), { zh: '1 为成功', en: '1 is success', example: 1 });
  const refused = described(z.literal(-1), {
    zh: '-1 为失败，原因见 msg',
    en: '-1 is failure; msg says why',
    example: -1,
  });
  return {
    kind: 'json',
    success: z.strictObject({ code, msg: MESSAGE, data }),
    refusal: z.strictObject({ code: refused, msg: MESSAGE, data: z.null() }),
  } as const;
}

const CODES: CodeWords = {
  1: { zh: '成功', en: 'Success' },
  [-1]: { zh: '失败，原因见 msg', en: 'Refused; msg says why' },
};

function number(zh: string, en: string, example: number) {
  return described(z.number(), { zh, en, example });
}

const ORDER = z.strictObject({
  payId: PAY_ID.schema,
  orderId: ORDER_ID.schema,
  payType: number('支付方式', 'The way to pay', 2),
  price: number('订单金额', 'The price', 10.23),
  reallyPrice: number('实际应付金额', 'What the buyer must pay', 10.22),
  payUrl: described(z.string(), {
    zh: '买家扫的收款码内容',
    en: 'The text of the code that the buyer scans',
    example: 'https://qr.alipay.com/fkx0000000000',
  }),
  isAuto: number(
    '0 码内带金额，1 需要买家输入金额',
    '0 when the code carries the amount, 1 when the buyer types it',
    1,
  ),
  state: number('-1 已过期、0 等待支付、1 已支付', '-1 over, 0 waiting, 1 paid', 0),
  timeOut: number('有效期（分钟）', 'Minutes until it expires', 5),
  date: number('创建时间（unix 秒）', 'When it was made, in unix seconds', 1_795_240_009),
});

const create: OperationReference = {
  id: 'vmq-create',
  title: { zh: '创建订单', en: 'Create an order' },
  summary: {
    zh: '创建订单并给出收款码；isHtml=1 时直接跳转到支付页。',
    en: 'Makes an order and gives the code to scan; with isHtml=1 the buyer is sent to the checkout.',
  },
  operation: createOrder,
  fields: [
    PAY_ID,
    PARAM,
    TYPE,
    PRICE,
    optional(
      'notifyUrl',
      ADDRESS,
      '本订单的异步回调地址，只能指向已登记的域名',
      'Where the callback of this order goes, on a host that you registered',
      'https://shop.example/notify',
    ),
    optional(
      'returnUrl',
      ADDRESS,
      '本订单的同步跳转地址，只能指向已登记的域名',
      'Where the buyer of this order goes back to, on a host that you registered',
      'https://shop.example/thanks',
    ),
    optional(
      'isHtml',
      z.string(),
      '1 跳转到支付页，0 或不传返回 JSON',
      '1 sends the buyer to the checkout, otherwise JSON',
      '0',
    ),
    SIGN,
  ],
  signature: signedOver('payId', 'param', 'type', 'price'),
  answer: answerWith(ORDER),
  codes: CODES,
};

const get: OperationReference = {
  id: 'vmq-get',
  title: { zh: '查询订单', en: 'Show an order' },
  summary: { zh: '按云端订单编号给出订单。', en: 'Gives the order with our number.' },
  operation: getOrder,
  fields: [ORDER_ID],
  signature: { kind: 'none' },
  answer: answerWith(ORDER),
  codes: CODES,
};

const check: OperationReference = {
  id: 'vmq-check',
  title: { zh: '检查是否付款', en: 'Check whether it is paid' },
  summary: {
    zh: '已付款时给出带签名的同步跳转地址，否则 msg 说明原因。',
    en: 'Gives the signed address to go back to once it is paid; otherwise msg says why not.',
  },
  operation: checkOrder,
  fields: [ORDER_ID],
  signature: { kind: 'none' },
  answer: answerWith(
    described(z.string(), {
      zh: '带签名的跳转地址，没有设置时为空',
      en: 'The signed address, empty when none is set',
      example: 'https://shop.example/thanks?payId=20261121140509001',
    }),
  ),
  codes: CODES,
};

const close: OperationReference = {
  id: 'vmq-close',
  title: { zh: '关闭订单', en: 'Close an order' },
  summary: { zh: '关闭等待付款的订单。', en: 'Closes an order that waits to be paid.' },
  operation: closeOrder,
  fields: [ORDER_ID, SIGN],
  signature: signedOver('orderId'),
  answer: answerWith(z.null()),
  codes: CODES,
};

const state: OperationReference = {
  id: 'vmq-state',
  title: { zh: '监控端状态', en: 'Are payments watched' },
  summary: { zh: '现在付款能否被看到。', en: 'Whether a payment would be seen now.' },
  operation: getState,
  fields: [field('t', z.string().regex(/^\d{1,16}$/), '时间戳', 'A timestamp', '1795240009000'), SIGN],
  signature: signedOver('t'),
  answer: answerWith(
    z.strictObject({
      lastheart: number(
        '最后心跳（unix 秒），没有为 0',
        'The last sign of life in unix seconds, 0 for none',
        1_795_240_009,
      ),
      lastpay: number(
        '最后收款（unix 秒），没有为 0',
        'The last payment in unix seconds, 0 for none',
        1_795_240_009,
      ),
      jkstate: number('1 在线、0 掉线', '1 watched, 0 not', 1),
      state: number('同 jkstate', 'The same as jkstate', 1),
    }),
  ),
  codes: CODES,
};

const PAID_FIELDS: readonly FieldReference[] = [
  PAY_ID,
  { ...PARAM, isRequired: true },
  TYPE,
  field(
    'price',
    z.string(),
    '订单金额，两位小数；请与您的订单核对',
    'The price, two decimals; compare it with your own order',
    '10.23',
  ),
  field('reallyPrice', z.string(), '实付金额，两位小数', 'What was paid, two decimals', '10.22'),
  SIGN,
];
const paid = {
  method: 'GET',
  fields: PAID_FIELDS,
  signature: signedOver('payId', 'param', 'type', 'price', 'reallyPrice'),
} as const;

export const reference: DialectReference = {
  title: { zh: 'V免签接口', en: 'V免签 (vmq) API' },
  summary: {
    zh: '与 V免签商户接口一致；使用 V免签插件的商城改接口地址与密钥即可。',
    en: 'The merchant API of V免签; shops with its plugin only change the address and the key.',
  },
  operations: [create, get, check, close, state],
  notification: {
    ...paid,
    id: 'vmq-notification',
    title: { zh: '异步回调 notifyUrl', en: 'Callback to notifyUrl' },
    summary: { zh: '订单支付成功后以 GET 发出。', en: 'Sent by GET when an order is paid.' },
  },
  redirect: {
    ...paid,
    id: 'vmq-redirect',
    title: { zh: '同步跳转 returnUrl', en: 'Redirect to returnUrl' },
    summary: {
      zh: '买家付款后跳转，参数与异步回调相同。只用于展示；是否付款以异步回调为准。',
      en: 'Where the buyer goes after paying, with the fields of the callback. Show it, but trust only the callback.',
    },
  },
};
