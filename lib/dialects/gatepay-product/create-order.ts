import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { type Order, placeGoodsOrder } from '@/lib/core/orders';
import type { PayType } from '@/lib/core/vocabulary';
import { type Operation, type RawRequest, Refusal } from '@/lib/dialects/dialect';
import {
  type Claim,
  CUSTOM,
  OUT_ORDER_ID,
  picture,
  pinOf,
  refuseWith,
  success,
  textOf,
  verifiedOver,
} from '@/lib/dialects/gatepay-family';
import {
  KEY,
  nothingLeft,
  type ProductRule,
  productId,
  readBy,
  SIGN,
} from '@/lib/dialects/gatepay-product/claim';
import { createCodes, mishaps } from '@/lib/dialects/gatepay-product/codes';
import { described } from '@/lib/dialects/reference';
import { env } from '@/lib/platform/env';
import { formatYuan } from '@/lib/platform/money';

/** More pieces than the shelf of any order holds. */
const PIECES_MAX = 1000;

/** What a `pay_type` leaves to the buyer: nothing, or with one code for both wallets the choice between them. */
const CHOICES: Readonly<Record<string, readonly PayType[]>> = {
  wechat: ['wechat'],
  alipay: ['alipay'],
  onecode: ['wechat', 'alipay'],
};

const PAY_TYPE: ProductRule = {
  name: 'pay_type',
  isRequired: true,
  schema: described(z.enum(['wechat', 'alipay', 'onecode']) as z.ZodType<string>, {
    zh: '支付类型：wechat（微信，只能单件购买）、alipay（支付宝）、onecode（一码，买家用微信或支付宝扫）',
    en: 'wechat (one piece only), alipay, or onecode, a code that both wallets open',
    example: 'alipay',
  }),
  hint: 'wechat、alipay、onecode',
  malformed: { code: 102, msg: '无效的支付类型：可用 wechat、alipay、onecode' },
};
const PRODUCT_NUM: ProductRule = {
  name: 'product_num',
  isRequired: true,
  schema: described(z.string().regex(/^[1-9]\d{0,8}$/), {
    zh: '购买产品数量，1–1000；JSON 里写成数字或文本均可',
    en: 'How many pieces, 1–1000; a number or a text in JSON',
    example: 1,
  }),
  hint: '正整数',
  malformed: { code: 105, msg: '购买数量需要大于0' },
};

/** In the order in which a malformed one is refused. */
export const CREATE_RULES: readonly ProductRule[] = [
  KEY,
  PAY_TYPE,
  productId(104),
  PRODUCT_NUM,
  OUT_ORDER_ID,
  CUSTOM,
  SIGN,
];
export const CREATE_SIGNED = ['appkey', 'product_id', 'product_num', 'pay_type', 'out_order_id', 'custom'];

const readFields = readBy(CREATE_RULES);

function read(request: RawRequest): Claim {
  const claim = readFields(request);
  if (textOf(claim, 'pay_type') === 'wechat' && textOf(claim, 'product_num') !== '1') {
    throw new Refusal(103, '微信支付只能单件购买');
  }
  return claim;
}

/** The page that a phone's browser or either wallet opens. */
function orderUrl(order: Order, claim: Claim): string {
  return `${env.publicUrl}/pay/index?id=${order.token}&type=${textOf(claim, 'pay_type')}`;
}

/**
 * 创建支付订单, spec gatepay-product-api and gatepay-pay-create.
 * Checks in this order: 101 something is missing; 102 no such way to pay; 104 the product's number; 105 the number of
 * pieces; 101 reference or custom malformed; 103 more than one piece by WeChat; 108 nobody has this appkey; 109 the
 * signature is wrong; 107 suspended, closed, or without callback address; 110 more than 1000 pieces; 102 the way to
 * pay is closed; 109 the signed text had another meaning; 106 the product is unknown or off sale; 105 the sum is too
 * large; 110 out of stock; 102 no account is online; 101 the reference has other content.
 */
export const createOrder: Operation<Claim, Order> = {
  paths: ['/api/pay/create'],
  methods: ['POST'],
  read,
  check: nothingLeft,
  ...verifiedOver(CREATE_SIGNED),
  async run(claim, credential) {
    if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
    const quantity = Number(textOf(claim, 'product_num'));
    if (quantity > PIECES_MAX) throw new Refusal(110, `有效库存不足：单笔最多 ${PIECES_MAX} 件`);
    const choices = CHOICES[textOf(claim, 'pay_type')] ?? [];
    return placeGoodsOrder({
      credential,
      dialect: 'gatepay-product',
      outOrderId: textOf(claim, 'out_order_id'),
      type: choices.length === 1 ? (choices[0] ?? null) : null,
      choices,
      lines: [{ productId: Number(textOf(claim, 'product_id')), quantity }],
      attachment: textOf(claim, 'custom'),
      notifyUrl: null,
      returnUrl: null,
      areAddressesSigned: false,
      isReturnOptional: true,
      pin: pinOf(claim, 'gatepay-product/pay', CREATE_SIGNED),
    });
  },
  encode(order, claim) {
    const address = orderUrl(order, claim);
    return success({
      order_type: textOf(claim, 'pay_type'),
      // A number here, as in the spec's example.
      order_price: Number(formatYuan(order.price)),
      order_url: address,
      order_qrcode: picture(address),
    });
  },
  refuse: refuseWith(createCodes, mishaps),
};
