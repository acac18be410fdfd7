import { z } from 'zod';
import { APPKEY } from '@/lib/dialects/gatepay-family';
import {
  AMOUNT,
  answerWith,
  notificationOf,
  redirectOf,
  signedOver,
} from '@/lib/dialects/gatepay-family/reference';
import {
  CREATE_CARDS_RULES,
  CREATE_CARDS_SIGNED,
  createCards,
} from '@/lib/dialects/gatepay-product/create-cards';
import { CREATE_RULES, CREATE_SIGNED, createOrder } from '@/lib/dialects/gatepay-product/create-order';
import { SHOW_CARDS_RULES, SHOW_CARDS_SIGNED, showCards } from '@/lib/dialects/gatepay-product/show-cards';
import {
  SHOW_PRODUCTS_RULES,
  SHOW_PRODUCTS_SIGNED,
  showProducts,
} from '@/lib/dialects/gatepay-product/show-products';
import {
  type CodeWords,
  type DialectReference,
  described,
  type OperationReference,
} from '@/lib/dialects/reference';

function whole(zh: string, en: string, example: number) {
  return described(z.number().int(), { zh, en, example });
}

function text(zh: string, en: string, example: string) {
  return described(z.string(), { zh, en, example });
}

const DONE: CodeWords = { 100: { zh: '成功', en: 'Success' } };
const INCOMPLETE: CodeWords = {
  101: { zh: '参数不完整，描述中有参数名', en: 'A field is missing or malformed; the message names it' },
};
const UNKNOWN: CodeWords = {
  199: { zh: '未知错误；HTTP 503 时请稍后重试', en: 'Unknown error; with HTTP 503 try again later' },
};

const create: OperationReference = {
  id: 'pay-create',
  title: { zh: '创建支付订单', en: 'Create an order' },
  summary: {
    zh: '为一种商品的若干件创建订单；onecode 给出一个微信与支付宝都能打开的二维码。',
    en: 'Makes an order for pieces of one product; onecode gives a code that WeChat and Alipay both open.',
  },
  operation: createOrder,
  fields: CREATE_RULES,
  signature: signedOver(...CREATE_SIGNED),
  answer: answerWith(
    z.strictObject({
      order_type: described(z.enum(['wechat', 'alipay', 'onecode']), {
        zh: '订单类型',
        en: 'The way to pay that was asked',
        example: 'alipay',
      }),
      order_price: described(z.number(), { zh: '订单价格，数字', en: 'The price, a number', example: 1.5 }),
      order_url: text(
        '支付链接',
        'The page to pay on',
        'https://pay.example/pay/index?id=rN1o7xH0m2c8XqPLsWd4Vg&type=alipay',
      ),
      order_qrcode: text(
        '支付二维码，data URI 形式的 PNG',
        'The link as a QR code, a PNG in a data URI',
        'data:image/png;base64,…',
      ),
    }),
  ),
  codes: {
    ...DONE,
    101: {
      zh: '参数不完整，或 out_order_id 已存在且内容不同，或其订单已被商户关闭；过期未付的按当前价格重新打开',
      en: 'A field is missing or malformed, or the order number exists with other content or you closed its order; one that expired unpaid is opened anew at the price of now',
    },
    102: { zh: '无效的支付类型，或当前不可用', en: 'No such way to pay, or not available now' },
    103: { zh: '微信支付只能单件购买', en: 'WeChat takes one piece only' },
    104: { zh: '产品编号不合法', en: 'The product’s number is malformed' },
    105: { zh: '购买数量需要大于 0', en: 'The number of pieces must be above 0' },
    106: { zh: '产品信息不存在：不存在或已下架', en: 'The product is unknown or off sale' },
    107: {
      zh: '商铺信息不存在：已停用、api 已关闭或回调地址未填写',
      en: 'Suspended, closed, or without a callback address',
    },
    108: { zh: '无效的秘钥', en: 'Nobody has this appkey' },
    109: { zh: '签名失败', en: 'The signature is wrong' },
    110: { zh: '有效库存不足', en: 'Out of stock' },
    111: { zh: '商铺当日额度已用完', en: 'The orders or the sum of your plan for today are used up' },
    112: { zh: '商铺授权已过期：套餐已到期', en: 'Your plan has expired' },
    ...UNKNOWN,
  },
};

const PRODUCT = z.strictObject({
  id: whole('产品编号', 'The product’s number', 8),
  admin_id: whole('产品所属用户编号，即 pid', 'The merchant’s pid', 1001),
  category_id: whole('产品所属类型编号，0 为未分类', 'The category’s number, 0 for none', 39),
  name: text('产品名称', 'The name', '视频会员月卡'),
  description: text('产品描述', 'The description', '30 天'),
  image: text(
    '产品图片地址，没有为空',
    'The picture’s address, empty for none',
    'https://pay.example/pay/picture?id=3q2-7w',
  ),
  price: described(AMOUNT, { zh: '产品价格', en: 'The price', example: '1.90' }),
  stock: whole('产品库存', 'How many are there', 12),
});

const products: OperationReference = {
  id: 'product-show',
  title: { zh: '获取产品信息', en: 'List products' },
  summary: { zh: '按类型列出在售产品与库存。', en: 'What is on sale, by category, with its stock.' },
  operation: showProducts,
  fields: SHOW_PRODUCTS_RULES,
  signature: signedOver(...SHOW_PRODUCTS_SIGNED),
  answer: answerWith(
    z.strictObject({
      category: z.array(
        z.strictObject({
          id: whole('产品类型编号', 'The category’s number', 39),
          name: text('产品类型名称', 'The category’s name', '会员卡'),
          product: z.array(PRODUCT),
        }),
      ),
    }),
  ),
  codes: {
    ...DONE,
    ...INCOMPLETE,
    102: { zh: '无效的秘钥，或商户已停用、api 已关闭', en: 'Nobody has this appkey, or suspended or closed' },
    103: { zh: '签名失败', en: 'The signature is wrong' },
    ...UNKNOWN,
  },
};

const CARD = z.strictObject({
  id: whole('卡密编号', 'The key’s number', 1272),
  admin_id: whole('商户编号，即 pid', 'The merchant’s pid', 1001),
  pay_product_id: whole('产品编号', 'The product’s number', 8),
  pay_order_id: whole('订单编号，未售为 0', 'The order, 0 for none', 0),
  content: text('卡密内容', 'The key', 'AAAA-BBBB-CCCC'),
  createtime: whole('创建时间（unix 秒）', 'When it came, in unix seconds', 1_795_240_009),
  updatetime: whole('更新时间（unix 秒）', 'When it last changed, in unix seconds', 1_795_240_009),
  status: described(z.enum(['soldin', 'locked', 'soldout']), {
    zh: '状态：soldin 未售、locked 已被订单锁定、soldout 已售',
    en: 'soldin is free, locked is reserved, soldout is sold',
    example: 'soldin',
  }),
});

const CARD_CODES: CodeWords = {
  ...DONE,
  ...INCOMPLETE,
  102: { zh: '产品编号不合法', en: 'The product’s number is malformed' },
  103: { zh: '产品不存在', en: 'The product is unknown' },
  104: { zh: '商铺不存在：商户已停用', en: 'The merchant is suspended' },
  105: { zh: '秘钥错误', en: 'Nobody has this appkey' },
  106: { zh: '签名失败', en: 'The signature is wrong, or its text already meant something else' },
  107: {
    zh: '接口已关闭：请在后台打开卡密接口，或当前套餐不包含卡密接口',
    en: 'Closed: open the card API in your settings; or your plan has no card API',
  },
};

const cards: OperationReference = {
  id: 'ka-show',
  title: { zh: '获取产品卡密', en: 'List card keys' },
  summary: {
    zh: '一种产品的全部卡密，每页 50 条。默认关闭，需要在后台打开卡密接口。查询一个与产品编号同名的订单与此请求的签名文本相同：请勿用九位以内的纯数字作订单号，并以 POST 查询。',
    en: 'All keys of a product, 50 a page. Closed until you open the card API in your settings. A query for an order that is named like a product’s number signs the same text: use no bare numbers of up to nine digits as order numbers, and query by POST.',
  },
  operation: showCards,
  fields: SHOW_CARDS_RULES,
  signature: signedOver(...SHOW_CARDS_SIGNED),
  answer: answerWith(
    z.strictObject({
      ka: z.strictObject({
        total: whole('产品卡密总数', 'How many there are', 70),
        per_page: whole('每页数量', 'How many a page', 50),
        current_page: whole('当前页', 'This page', 1),
        last_page: whole('总页数', 'The last page', 2),
        data: z.array(CARD),
      }),
    }),
  ),
  codes: { ...CARD_CODES, 108: { zh: '页数不合法', en: 'The page is no number from 1' }, ...UNKNOWN },
};

const createKeys: OperationReference = {
  id: 'ka-create',
  title: { zh: '创建产品卡密', en: 'Add card keys' },
  summary: {
    zh: '录入卡密，一行一条，最多 500 条；已有的会跳过。默认关闭，需要在后台打开卡密接口。',
    en: 'Adds keys, one a line, at most 500; known ones are passed over. Closed until you open the card API in your settings.',
  },
  operation: createCards,
  fields: CREATE_CARDS_RULES,
  signature: signedOver(...CREATE_CARDS_SIGNED),
  answer: answerWith(text('录入了多少条', 'How many were new', '成功录入:1条卡密')),
  codes: {
    ...CARD_CODES,
    109: { zh: '卡密内容本身有重复', en: 'A key comes twice' },
    110: { zh: '卡密内容为空', en: 'There is no key' },
    111: { zh: '最多支持批量上传 500 条记录', en: 'More than 500 keys' },
    112: { zh: '新卡密在数据库中均已存在', en: 'Every key is there already' },
    113: { zh: '批量插入数据库失败，请稍后重试', en: 'Nothing was added; try again later' },
  },
};

export const reference: DialectReference = {
  title: { zh: 'GatePay 产品接口', en: 'GatePay product API' },
  summary: {
    zh: '发卡网站用的接口：商品、卡密与按商品收款。',
    en: 'For shops that sell card keys: products, keys, and orders for products.',
  },
  operations: [create, products, cards, createKeys],
  notification: notificationOf('product-notification', 'GET', { appkey: APPKEY }),
  redirect: redirectOf('product-redirect'),
};
