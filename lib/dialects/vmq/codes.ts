import type { DomainErrorCode } from '@/lib/core/errors';
import { type Problem, Refusal } from '@/lib/dialects/dialect';
import { envelope } from '@/lib/dialects/vmq/envelope';

type Words = Readonly<Record<DomainErrorCode, string>>;

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
  'order.reference_taken': '商户订单号已存在',
  'order.unknown': '云端订单编号不存在',
  'order.state_forbids': '订单状态不允许关闭',
  'collection.no_channel': '监控端状态异常，请检查',
  'collection.amounts_taken': '订单超出负荷，请稍后重试',
  // What follows belongs to no operation of the protocol.
  'merchant.cloud_closed': UNKNOWN,
  'merchant.email_taken': UNKNOWN,
  'merchant.setting_invalid': UNKNOWN,
  'merchant.card_api_closed': UNKNOWN,
  'merchant.refund_api_closed': UNKNOWN,
  'merchant.quick_pay_closed': UNKNOWN,
  'credential.already_revealed': UNKNOWN,
  'login.refused': UNKNOWN,
  'login.locked': UNKNOWN,
  'password.too_weak': UNKNOWN,
  'order.amount_invalid': UNKNOWN,
  'order.reference_paid': UNKNOWN,
  'order.choice_invalid': UNKNOWN,
  'product.unknown': UNKNOWN,
  'product.off_sale': UNKNOWN,
  'product.out_of_stock': UNKNOWN,
  'product.invalid': UNKNOWN,
  'product.picture_invalid': UNKNOWN,
  'category.unknown': UNKNOWN,
  'category.name_taken': UNKNOWN,
  'card.none_given': UNKNOWN,
  'card.too_many': UNKNOWN,
  'card.repeated': UNKNOWN,
  'card.all_known': UNKNOWN,
  'card.unknown': UNKNOWN,
  'link.unknown': UNKNOWN,
  'link.closed': UNKNOWN,
  'link.amount_invalid': UNKNOWN,
  'link.invalid': UNKNOWN,
  'refund.not_supported': UNKNOWN,
  'refund.amount_invalid': UNKNOWN,
  'refund.failed': UNKNOWN,
  'settlement.profile_missing': UNKNOWN,
  'settlement.amount_invalid': UNKNOWN,
  'account.unknown': UNKNOWN,
  'account.code_invalid': UNKNOWN,
  'monitor.unknown': UNKNOWN,
  'notice_rule.unknown': UNKNOWN,
  'notice_rule.changed': UNKNOWN,
  'notice_rule.pattern_invalid': UNKNOWN,
  'rule.unknown': UNKNOWN,
  'rule.invalid': UNKNOWN,
  'callback.unknown': UNKNOWN,
} satisfies Words;

/** `own` replaces words where one call of the protocol says the same thing differently. */
export function refuseWith(own: Partial<Words> = {}): (problem: Problem) => Response {
  const told: Words = { ...words, ...own };
  return (problem) => {
    if (problem === 'wrong_method') return envelope(-1, '请求方式不正确', null);
    if (problem === 'too_large') return envelope(-1, '请求体超过 64 KiB', null, 413);
    if (problem === 'unavailable') return envelope(-1, '服务暂时不可用，请稍后重试', null, 503);
    if (problem === 'fault') return envelope(-1, UNKNOWN, null);
    return envelope(-1, problem instanceof Refusal ? problem.message : told[problem.code], null);
  };
}
