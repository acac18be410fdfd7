import { type Problem, Refusal } from '@/lib/dialects/dialect';
import { type Answers, answerFrom } from '@/lib/dialects/unraised-codes';
import { envelope } from '@/lib/dialects/vmq/envelope';

type Words = Answers<string>;

const UNKNOWN = '系统错误，请稍后重试';
const NO_MERCHANT = '商户已停用，请联系服务商';

/** The protocol has one code, -1; its messages tell the refusals apart (reference: V免签 merchant side). */
const words = {
  'merchant.unknown': '签名错误',
  'merchant.suspended': NO_MERCHANT,
  'merchant.api_closed': '接口已关闭',
  'merchant.method_closed': '当前支付方式已关闭',
  'credential.signature_invalid': '签名错误',
  'credential.signature_misread': '签名错误：相同的签名文本已用于其他请求',
  'order.notify_url_missing': '请您先进入后台配置程序',
  'order.return_url_missing': '请您先进入后台配置程序',
  'order.address_not_allowed': 'notifyUrl、returnUrl 只能指向已登记的域名',
  'order.port_shut': 'notifyUrl 的端口不允许使用，请换用其他端口',
  'order.reference_taken': '商户订单号已存在',
  'order.reference_closed': '商户订单号已存在',
  'order.unknown': '云端订单编号不存在',
  'order.state_forbids': '订单状态不允许关闭',
  'plan.expired': '商户套餐已到期，请联系服务商',
  'plan.quota_spent': '商户套餐今日额度已用完',
  'plan.feature_missing': '当前套餐不包含此接口',
  'collection.no_channel': '监控端状态异常，请检查',
  'collection.amounts_taken': '订单超出负荷，请稍后重试',
  'collection.too_many_open': '等待付款的订单过多，请稍后重试',
  // What follows belongs to no operation of the protocol.
  'merchant.cloud_closed': UNKNOWN,
  'merchant.card_api_closed': UNKNOWN,
  'merchant.refund_api_closed': UNKNOWN,
  'order.amount_invalid': UNKNOWN,
  'order.reference_paid': UNKNOWN,
  'product.unknown': UNKNOWN,
  'product.off_sale': UNKNOWN,
  'product.out_of_stock': UNKNOWN,
  'card.none_given': UNKNOWN,
  'card.too_many': UNKNOWN,
  'card.repeated': UNKNOWN,
  'card.unfit': UNKNOWN,
  'card.all_known': UNKNOWN,
  'refund.not_supported': UNKNOWN,
  'refund.amount_invalid': UNKNOWN,
  'refund.failed': UNKNOWN,
} satisfies Words;

/** What `/closeOrder` and `/getState` call a wrong signature. */
export const WRONG_SIGN: Partial<Words> = {
  'merchant.unknown': '签名校验不通过',
  'credential.signature_invalid': '签名校验不通过',
};

/** `own` replaces words where one call of the protocol says the same thing differently. */
export function refuseWith(own: Partial<Words> = {}): (problem: Problem) => Response {
  const told: Words = { ...words, ...own };
  return (problem) => {
    if (problem === 'wrong_method') return envelope(-1, '请求方式不正确', null);
    if (problem === 'too_large') return envelope(-1, '请求体超过 64 KiB', null, 413);
    if (problem === 'unavailable') return envelope(-1, '服务暂时不可用，请稍后重试', null, 503);
    if (problem === 'fault') return envelope(-1, UNKNOWN, null);
    const text = problem instanceof Refusal ? problem.message : answerFrom(told, problem.code, UNKNOWN);
    return envelope(-1, text, null);
  };
}
