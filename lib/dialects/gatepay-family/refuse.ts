import { DomainError } from '@/lib/core/errors';
import { type Problem, Refusal } from '@/lib/dialects/dialect';
import { envelope } from '@/lib/dialects/gatepay-family/envelope';
import { type Answers, answerFrom } from '@/lib/dialects/unraised-codes';

export interface Answer {
  readonly code: number;
  readonly msg: string;
}

export type Codes = Answers<Answer>;

const UNKNOWN: Answer = { code: 199, msg: '未知错误' };

/** What the dialects of the family say alike (status tables of spec gatepay-api and gatepay-cloud). */
export const familyCodes = {
  'merchant.unknown': { code: 102, msg: '无效的秘钥' },
  'merchant.suspended': { code: 102, msg: '无效的秘钥：商户已停用，请联系服务商' },
  'merchant.api_closed': { code: 107, msg: 'api已关闭' },
  'merchant.method_closed': { code: 203, msg: '当前支付方式已关闭' },
  'credential.signature_invalid': { code: 104, msg: '无效的签名' },
  'credential.signature_misread': { code: 104, msg: '无效的签名：相同的签名文本已用于其他请求' },
  'order.notify_url_missing': { code: 108, msg: '回调接口url未填写' },
  'order.return_url_missing': { code: 109, msg: '通知接口url未填写' },
  'order.address_not_allowed': {
    code: 106,
    msg: '存在禁止传递的参数：notify_url、return_url 只能指向已登记的域名',
  },
  'order.port_shut': { code: 106, msg: '存在禁止传递的参数：notify_url 的端口不允许使用，请换用其他端口' },
  'order.reference_taken': { code: 208, msg: '队列创建错误：out_order_id 已存在，且内容不同' },
  'order.reference_closed': { code: 208, msg: '队列创建错误：订单已被商户关闭，请更换 out_order_id' },
  'plan.expired': { code: 103, msg: '秘钥已过期：套餐已到期，请续费' },
  'plan.quota_spent': { code: 110, msg: '套餐已超额' },
  'plan.feature_missing': { code: 107, msg: 'api已关闭：当前套餐不包含此接口' },
  'collection.no_channel': { code: 204, msg: '无可用支付方式' },
  'collection.amounts_taken': { code: 204, msg: '无可用支付方式：该金额附近暂无空位，请稍后重试' },
  'collection.too_many_open': { code: 204, msg: '无可用支付方式：等待付款的订单过多，请稍后重试' },
  // What follows has no word in the tables and belongs to no operation of theirs.
  'merchant.cloud_closed': UNKNOWN,
  'merchant.card_api_closed': UNKNOWN,
  'merchant.refund_api_closed': UNKNOWN,
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
  'order.unknown': UNKNOWN,
  'order.state_forbids': UNKNOWN,
  'order.amount_invalid': UNKNOWN,
} satisfies Codes;

/** The answers for what concerns no field. */
export type Mishaps = Readonly<Record<Exclude<Problem, Refusal | DomainError>, Answer>>;

const familyMishaps: Mishaps = {
  wrong_method: { code: 199, msg: '未知错误：请求方式不正确' },
  too_large: { code: 105, msg: '参数过长：请求体超过 64 KiB' },
  unavailable: { code: 199, msg: '未知错误：服务暂时不可用，请稍后重试' },
  fault: UNKNOWN,
};

/** Refusals are HTTP 200 as the family does; only a body too large and a database away have a status. */
const STATUS: Partial<Record<keyof Mishaps, number>> = { too_large: 413, unavailable: 503 };

/** Makes an operation's refusals from its table; `mishaps` are its numbers for what concerns no field. */
export function refuseWith(codes: Codes, mishaps: Mishaps = familyMishaps): (problem: Problem) => Response {
  return (problem) => {
    if (problem instanceof Refusal) return envelope(Number(problem.code), problem.message, null);
    const { code, msg } =
      problem instanceof DomainError ? answerFrom(codes, problem.code, UNKNOWN) : mishaps[problem];
    return envelope(code, msg, null, problem instanceof DomainError ? 200 : STATUS[problem]);
  };
}
