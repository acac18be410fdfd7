import { z } from 'zod';
import { createOrder } from '@/lib/dialects/cloudpay/create-order';
import { ANY_AMOUNT_FIELDS } from '@/lib/dialects/gatepay-family';
import {
  answerWith,
  CREATE_CODES,
  notificationOf,
  PARAMS,
  PAY_URL,
  QRCODE_URL,
  redirectOf,
  SIGN,
  signedOver,
} from '@/lib/dialects/gatepay-family/reference';
import type { DialectReference, OperationReference } from '@/lib/dialects/reference';

const create: OperationReference = {
  id: 'cloudpay-create',
  title: { zh: '发起支付', en: 'Start a payment' },
  summary: {
    zh: '按金额创建支付宝订单，返回支付页地址。同一 out_order_id 以相同内容重复请求，得到同一订单；已过期未付的会重新打开，支付方式可以更换。',
    en: 'Makes an Alipay order for an amount and gives the checkout’s address. Asking again with the same number and content gives the same order, opened anew when it expired unpaid, also with another way to pay.',
  },
  operation: createOrder,
  fields: [...ANY_AMOUNT_FIELDS.rules, SIGN],
  signature: signedOver(...ANY_AMOUNT_FIELDS.signed),
  answer: answerWith(z.strictObject({ pay_url: PAY_URL, qrcode_url: QRCODE_URL, params: PARAMS })),
  codes: {
    ...CREATE_CODES,
    107: {
      zh: 'api 已关闭，或当前套餐不包含云端会话',
      en: 'You closed the API in your settings, or your plan has no cloud sessions',
    },
    209: { zh: '非代理用户：云端支付未开通', en: 'The cloud is not open to you; ask your operator' },
  },
};

export const reference: DialectReference = {
  title: { zh: '云端支付', en: 'Cloud payments' },
  summary: {
    zh: '云端账户的支付宝收款；已按云端文档接入的网站无需改动。',
    en: 'Alipay through the cloud’s accounts; sites built on the cloud’s documentation need no change.',
  },
  operations: [create],
  notification: notificationOf('cloudpay-notification', 'POST', { appkey: null }),
  redirect: redirectOf('cloudpay-redirect'),
};
