import { type Codes, familyCodes, type Mishaps } from '@/lib/dialects/gatepay-family';

/** For what cannot happen to an operation; the tables have no word for a fault of ours either, so it is the family's. */
const UNKNOWN = { code: 199, msg: '未知错误' };

/** Nothing of the family's numbers is left: each table below names what can happen to it. */
const noCodes = {
  ...familyCodes,
  'merchant.method_closed': UNKNOWN,
  'order.notify_url_missing': UNKNOWN,
  'order.return_url_missing': UNKNOWN,
  'order.address_not_allowed': UNKNOWN,
  'order.port_shut': UNKNOWN,
  'order.reference_taken': UNKNOWN,
  'order.reference_closed': UNKNOWN,
  'plan.expired': UNKNOWN,
  'plan.quota_spent': UNKNOWN,
  'plan.feature_missing': UNKNOWN,
  'collection.no_channel': UNKNOWN,
  'collection.amounts_taken': UNKNOWN,
  'collection.too_many_open': UNKNOWN,
} satisfies Codes;

export const mishaps: Mishaps = {
  wrong_method: { code: 101, msg: '参数不完整：请求方式应为 POST' },
  too_large: { code: 101, msg: '参数不完整：请求体超过 64 KiB' },
  unavailable: { code: 199, msg: '未知错误：服务暂时不可用，请稍后重试' },
  fault: UNKNOWN,
};

/** Status table of 创建支付订单, spec gatepay-product-api. */
export const createCodes = {
  ...noCodes,
  'merchant.unknown': { code: 108, msg: '无效的秘钥' },
  'merchant.suspended': { code: 107, msg: '商铺信息不存在：商户已停用，请联系服务商' },
  'merchant.api_closed': { code: 107, msg: '商铺信息不存在：api 已关闭' },
  'order.notify_url_missing': { code: 107, msg: '商铺信息不存在：支付成功回调URL未填写' },
  'credential.signature_invalid': { code: 109, msg: '签名失败' },
  'credential.signature_misread': { code: 109, msg: '签名失败：相同的签名文本已用于其他请求' },
  'merchant.method_closed': { code: 102, msg: '无效的支付类型：当前支付方式已关闭' },
  'collection.no_channel': { code: 102, msg: '无效的支付类型：暂无可用的收款账户' },
  'collection.amounts_taken': { code: 102, msg: '无效的支付类型：该金额附近暂无空位，请稍后重试' },
  'plan.quota_spent': { code: 111, msg: '商铺当日额度已用完' },
  'plan.expired': { code: 112, msg: '商铺授权已过期' },
  'plan.feature_missing': { code: 107, msg: '商铺信息不存在：当前套餐不包含此接口' },
  'product.unknown': { code: 106, msg: '产品信息不存在' },
  'product.off_sale': { code: 106, msg: '产品信息不存在：产品已下架' },
  'product.out_of_stock': { code: 110, msg: '有效库存不足' },
  'order.amount_invalid': { code: 105, msg: '购买数量需要大于0，且合计金额不超过 99999999.99 元' },
  'order.reference_taken': { code: 101, msg: '参数不完整：out_order_id 已存在，且内容不同' },
  'order.reference_closed': { code: 101, msg: '参数不完整：订单已被商户关闭，请更换 out_order_id' },
} satisfies Codes;

/** Status table of 获取产品信息, spec gatepay-product-api. */
export const productCodes = {
  ...noCodes,
  'merchant.unknown': { code: 102, msg: '无效的秘钥' },
  'merchant.suspended': { code: 102, msg: '无效的秘钥：商户已停用，请联系服务商' },
  'merchant.api_closed': { code: 102, msg: '无效的秘钥：api 已关闭' },
  'credential.signature_invalid': { code: 103, msg: '签名失败' },
} satisfies Codes;

/** Status tables of 获取产品卡密 and 创建产品卡密, spec gatepay-product-api: the second goes on where the first ends. */
export const cardCodes = {
  ...noCodes,
  'product.unknown': { code: 103, msg: '产品不存在' },
  'merchant.suspended': { code: 104, msg: '商铺不存在：商户已停用，请联系服务商' },
  'merchant.unknown': { code: 105, msg: '秘钥错误' },
  'credential.signature_invalid': { code: 106, msg: '签名失败' },
  'credential.signature_misread': { code: 106, msg: '签名失败：相同的签名文本已用于其他请求' },
  'merchant.api_closed': { code: 107, msg: '接口已关闭' },
  'merchant.card_api_closed': { code: 107, msg: '接口已关闭：请在后台打开卡密接口' },
  'plan.feature_missing': { code: 107, msg: '接口已关闭：当前套餐不包含卡密接口' },
  'card.repeated': { code: 109, msg: '卡密内容本身有重复' },
  'card.unfit': { code: 110, msg: '卡密内容为空：有一行含乱码或不可见字符，请用 UTF-8 发送' },
  'card.none_given': { code: 110, msg: '卡密内容为空' },
  'card.too_many': { code: 111, msg: '最多支持批量上传500条记录' },
  'card.all_known': { code: 112, msg: '未能录入有效内容，新卡密在数据库中均已存在' },
} satisfies Codes;

const NOT_INSERTED = '未能录入有效内容，批量插入数据库失败';

/** A fault while keys are created has a number of its own. */
export const createCardsMishaps: Mishaps = {
  ...mishaps,
  unavailable: { code: 113, msg: `${NOT_INSERTED}，请稍后重试` },
  fault: { code: 113, msg: NOT_INSERTED },
};
