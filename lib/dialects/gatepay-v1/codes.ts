import { type Codes, familyCodes } from '@/lib/dialects/gatepay-family';

/** Status tables of spec gatepay-api: 任意金额支付接口 and 付款结果查询接口. */
export const codes = {
  ...familyCodes,
  'order.unknown': { code: 201, msg: '订单不存在' },
} satisfies Codes;

/** What 组合商品支付接口 and 固定商品支付接口 number alike; theirs has no price, so all is one lower than above. */
const goodsCodes = {
  ...familyCodes,
  'merchant.method_closed': { code: 202, msg: '当前支付方式已关闭' },
  'collection.no_channel': { code: 203, msg: '无可用支付方式' },
  'collection.amounts_taken': { code: 203, msg: '无可用支付方式：该金额附近暂无空位，请稍后重试' },
  'collection.too_many_open': { code: 203, msg: '无可用支付方式：等待付款的订单过多，请稍后重试' },
} satisfies Codes;

/** Status table of 组合商品支付接口. */
export const groupCodes = {
  ...goodsCodes,
  'product.unknown': { code: 204, msg: '组合内无有效库存商品：商品不存在' },
  'product.off_sale': { code: 204, msg: '组合内无有效库存商品：商品已下架' },
  'product.out_of_stock': { code: 204, msg: '组合内无有效库存商品：库存不足' },
  'order.amount_invalid': { code: 105, msg: '参数格式错误：fields（合计金额超出上限 99999999.99 元）' },
} satisfies Codes;

/** Status table of 固定商品支付接口. */
export const stableCodes = {
  ...goodsCodes,
  'order.reference_taken': { code: 204, msg: '队列创建错误：out_order_id 已存在，且内容不同' },
  'order.reference_closed': { code: 204, msg: '队列创建错误：订单已被商户关闭，请更换 out_order_id' },
  'product.unknown': { code: 205, msg: '产品不可获得：产品不存在' },
  'product.off_sale': { code: 205, msg: '产品不可获得：产品已下架' },
  'product.out_of_stock': { code: 206, msg: '当前产品无库存' },
} satisfies Codes;
