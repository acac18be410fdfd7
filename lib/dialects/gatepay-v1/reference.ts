import { z } from 'zod';
import {
  APPKEY,
  CREATE_FIELD_RULES,
  CREATE_SIGNED_FIELDS,
  OUT_ORDER_ID,
} from '@/lib/dialects/gatepay-family';
import {
  AMOUNT,
  answerWith,
  COMMON_CODES,
  CREATE_CODES,
  notificationOf,
  ORDER_ID,
  PARAMS,
  PAY_TYPE,
  PAY_URL,
  QRCODE_URL,
  redirectOf,
  SIGN,
  signedOver,
} from '@/lib/dialects/gatepay-family/reference';
import { createOrder } from '@/lib/dialects/gatepay-v1/create-order';
import { queryOrder } from '@/lib/dialects/gatepay-v1/query-order';
import { type DialectReference, described, type OperationReference } from '@/lib/dialects/reference';

const CREATED = z.strictObject({
  pay_url: PAY_URL,
  api_url: described(z.string(), {
    zh: '支付页的 JSON 形式，用来自行绘制支付页',
    en: 'The checkout as JSON, to draw your own page from',
    example: 'https://pay.example/pay/api?id=rN1o7xH0m2c8XqPLsWd4Vg&type=alipay&format=json',
  }),
  qrcode_url: QRCODE_URL,
  qrcode_body: described(z.string().startsWith('data:image/png;base64,'), {
    zh: '同一二维码，data URI 形式的 PNG',
    en: 'The same QR code as a PNG in a data URI',
    example: 'data:image/png;base64,…',
  }),
  params: PARAMS,
});

const create: OperationReference = {
  id: 'anypay-create',
  title: { zh: '任意金额支付', en: 'Pay any amount' },
  summary: {
    zh: '按您给出的金额创建订单，返回支付页地址。同一 out_order_id 以相同内容重复请求，得到同一订单。',
    en: 'Makes an order for the amount you name and gives the checkout’s address. Asking again with the same number and content gives the same order.',
  },
  operation: createOrder,
  fields: [...CREATE_FIELD_RULES, SIGN],
  signature: signedOver(...CREATE_SIGNED_FIELDS),
  answer: answerWith(CREATED),
  codes: CREATE_CODES,
};

const TITLE = described(z.string(), {
  zh: '订单标题',
  en: 'The order’s title',
  example: '任意金额支付:10.23元',
});

const ORDER = z.strictObject({
  order_id: ORDER_ID,
  order_title: TITLE,
  order_name: described(TITLE, {
    zh: '同 order_title',
    en: 'The same as order_title',
    example: '任意金额支付:10.23元',
  }),
  order_price: described(AMOUNT, { zh: '订单金额', en: 'The price', example: '10.23' }),
  order_type: PAY_TYPE.nullable(),
  order_status: described(z.enum(['pending', 'paid', 'expired', 'closed', 'refunded']), {
    zh: '交易状态：pending 等待付款、paid 支付成功、expired 已过期、closed 已关闭、refunded 已退款',
    en: 'pending, paid, expired, closed or refunded',
    example: 'paid',
  }),
});

const query: OperationReference = {
  id: 'find-order',
  title: { zh: '付款结果查询', en: 'Find an order' },
  summary: {
    zh: '按商户订单号查询订单。收到回调后，大额订单建议再查询一次；也可以走 /api/order/check。',
    en: 'Finds an order by your number. Ask once more after the callback of a large order; /api/order/check is the same.',
  },
  operation: queryOrder,
  fields: [APPKEY, OUT_ORDER_ID, SIGN],
  signature: signedOver('appkey', 'out_order_id'),
  answer: answerWith(ORDER),
  codes: { ...COMMON_CODES, 201: { zh: '订单不存在', en: 'There is no such order' } },
};

export const reference: DialectReference = {
  title: { zh: 'GatePay 支付接口', en: 'GatePay API' },
  summary: {
    zh: '按金额或按商品收款的接口；新接入、自己写程序的网站选它。',
    en: 'Orders for an amount or for products; the one to choose for a site of your own.',
  },
  operations: [create, query],
  notification: notificationOf('gatepay-notification', 'GET', { appkey: APPKEY }),
  redirect: redirectOf('gatepay-redirect'),
};
