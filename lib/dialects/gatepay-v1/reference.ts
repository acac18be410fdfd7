import { z } from 'zod';
import { ANY_AMOUNT_FIELDS, APPKEY, OUT_ORDER_ID } from '@/lib/dialects/gatepay-family';
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
  PLAN_CODES,
  QRCODE_URL,
  redirectOf,
  SIGN,
  signedOver,
} from '@/lib/dialects/gatepay-family/reference';
import { createGroupOrder, GROUP_FIELDS } from '@/lib/dialects/gatepay-v1/create-group-order';
import { createOrder } from '@/lib/dialects/gatepay-v1/create-order';
import { createStableOrder, STABLE_FIELDS } from '@/lib/dialects/gatepay-v1/create-stable-order';
import { queryOrder } from '@/lib/dialects/gatepay-v1/query-order';
import {
  type CodeWords,
  type DialectReference,
  described,
  type OperationReference,
} from '@/lib/dialects/reference';

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
    zh: '按您给出的金额创建订单，返回支付页地址。同一 out_order_id 以相同内容重复请求，得到同一订单；已过期未付的会重新打开，支付方式可以更换。',
    en: 'Makes an order for the amount you name and gives the checkout’s address. Asking again with the same number and content gives the same order, opened anew when it expired unpaid, also with another way to pay.',
  },
  operation: createOrder,
  fields: [...ANY_AMOUNT_FIELDS.rules, SIGN],
  signature: signedOver(...ANY_AMOUNT_FIELDS.signed),
  answer: answerWith(CREATED),
  codes: CREATE_CODES,
};

/** Interfaces for products have no price to refuse, so all is numbered one lower. */
const GOODS_CODES: CodeWords = {
  ...COMMON_CODES,
  ...PLAN_CODES,
  108: { zh: '回调接口 url 未填写', en: 'There is no callback address, neither here nor in your settings' },
  109: { zh: '通知接口 url 未填写', en: 'There is no return address, neither here nor in your settings' },
  201: { zh: '无效的支付方式', en: 'No such way to pay here' },
  202: { zh: '当前支付方式已关闭', en: 'You closed this way to pay' },
  203: { zh: '无可用支付方式', en: 'No account is online, or no amount near the price is free' },
};

const group: OperationReference = {
  id: 'grouppay-create',
  title: { zh: '组合商品支付', en: 'Pay for several products' },
  summary: {
    zh: '为一种或多种商品创建订单，按商品当前价格合计；库存作为整体检查，下单时锁定卡密。',
    en: 'Makes an order for one or more products at their prices of now; the stock is checked as a whole and the keys are reserved.',
  },
  operation: createGroupOrder,
  fields: [...GROUP_FIELDS.rules, SIGN],
  signature: signedOver(...GROUP_FIELDS.signed),
  answer: answerWith(CREATED),
  codes: {
    ...GOODS_CODES,
    204: { zh: '组合内无有效库存商品', en: 'A product is unknown, off sale or short' },
    208: {
      zh: '队列创建错误：out_order_id 已存在且内容不同，或其订单已被商户关闭；过期未付的按当前价格重新打开',
      en: 'The order number exists with other content, or you closed its order; one that expired unpaid is opened anew at the prices of now',
    },
  },
};

const stable: OperationReference = {
  id: 'stablepay-create',
  title: { zh: '固定商品支付', en: 'Pay for one product' },
  summary: {
    zh: '为一件商品创建订单，金额为商品当前价格；下单时锁定一条卡密。',
    en: 'Makes an order for one piece of a product at its price of now, and reserves a key.',
  },
  operation: createStableOrder,
  fields: [...STABLE_FIELDS.rules, SIGN],
  signature: signedOver(...STABLE_FIELDS.signed),
  answer: answerWith(CREATED),
  codes: {
    ...GOODS_CODES,
    204: {
      zh: '队列创建错误：out_order_id 已存在且内容不同',
      en: 'The order number exists with other content',
    },
    205: { zh: '产品不可获得：不存在或已下架', en: 'The product is unknown or off sale' },
    206: { zh: '当前产品无库存', en: 'Out of stock' },
  },
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
  operations: [create, group, stable, query],
  notification: notificationOf('gatepay-notification', 'GET', { appkey: APPKEY }),
  redirect: redirectOf('gatepay-redirect'),
};
