import { type Problem, Refusal } from '@/lib/dialects/dialect';
import { type Answers, answerFrom } from '@/lib/dialects/unraised-codes';

type Details = Readonly<Record<string, string | number>>;

interface Rule {
  readonly code: number;
  readonly msg: string | ((details: Details) => string);
}

export type Codes = Answers<Rule>;

/** What is said of a problem, in whatever form the address answers. */
export interface Answer {
  readonly code: number;
  readonly msg: string;
  readonly status: 200 | 413 | 503;
}

const UNKNOWN: Rule = { code: -1, msg: '系统异常，请稍后重试' };

function isPaidStatus({ status }: Details): boolean {
  return status === 'paid' || status === 'refunded';
}

const alreadyPaid = ({ outOrderId }: Details) => `该订单(${outOrderId})已完成支付，请勿重复发起支付`;

/** What submit.php and mapi.php say (reference: 易支付 V1); the page leaves the number out. */
export const payCodes = {
  'merchant.unknown': { code: -1, msg: '商户不存在！' },
  'merchant.suspended': { code: -1, msg: '商户已被封禁，无法支付！' },
  'merchant.api_closed': { code: -1, msg: '商户已关闭下单接口，无法支付！' },
  'merchant.method_closed': { code: -1, msg: '当前支付方式已关闭，请选择其他支付方式！' },
  'credential.signature_invalid': { code: -3, msg: 'MD5签名校验失败' },
  'credential.signature_misread': { code: -3, msg: 'MD5签名校验失败' },
  'order.notify_url_missing': { code: -1, msg: '通知地址(notify_url)不能为空' },
  'order.return_url_missing': { code: -1, msg: '回调地址(return_url)不能为空' },
  'order.address_not_allowed': {
    code: -1,
    msg: '通知地址(notify_url)或回调地址(return_url)不正确，须以http://或https://开头',
  },
  'order.port_shut': {
    code: -1,
    msg: ({ port }) => `通知地址(notify_url)的端口${port}不允许使用，请换用其他端口`,
  },
  'order.reference_taken': {
    code: -1,
    msg: (details) =>
      isPaidStatus(details)
        ? alreadyPaid(details)
        : `该订单(${details.outOrderId})支付参数有变化，请更换订单号重新发起支付`,
  },
  'order.reference_closed': {
    code: -1,
    msg: ({ outOrderId }) => `该订单(${outOrderId})已被商户关闭，请更换订单号重新发起支付`,
  },
  'order.reference_paid': { code: -1, msg: alreadyPaid },
  'plan.expired': { code: -1, msg: '商户套餐已到期，无法支付！' },
  'plan.quota_spent': { code: -1, msg: '商户今日套餐额度已用完，无法支付！' },
  'plan.feature_missing': { code: -1, msg: '商户套餐不包含此接口，无法支付！' },
  'collection.no_channel': { code: -1, msg: '当前支付方式暂不可用，请选择其他支付方式！' },
  'collection.amounts_taken': { code: -1, msg: '当前支付方式暂不可用，请稍后重试！' },
  'collection.too_many_open': { code: -1, msg: '等待付款的订单过多，请稍后重试！' },
  // What follows belongs to no call of the protocol.
  'merchant.cloud_closed': UNKNOWN,
  'merchant.card_api_closed': UNKNOWN,
  'merchant.refund_api_closed': UNKNOWN,
  'order.unknown': UNKNOWN,
  'order.state_forbids': UNKNOWN,
  'order.amount_invalid': UNKNOWN,
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
} satisfies Codes;

/** What api.php says, which knows the merchant by his key. */
export const apiCodes = {
  ...payCodes,
  'merchant.unknown': { code: -3, msg: '商户ID不存在' },
  'merchant.suspended': { code: -1, msg: '商户已被封禁' },
  'merchant.refund_api_closed': { code: -2, msg: '商户未开启订单退款API接口' },
  'credential.signature_invalid': { code: -3, msg: '商户密钥错误' },
  'plan.feature_missing': { code: -2, msg: '商户套餐不包含订单退款API接口' },
  'order.unknown': { code: -1, msg: '当前订单不存在！' },
  'order.state_forbids': {
    code: -1,
    msg: ({ status }) => (status === 'refunded' ? '该订单已全额退款！' : '该订单状态不支持退款！'),
  },
  'refund.amount_invalid': { code: -1, msg: '退款金额不能超过该订单剩余可退款金额！' },
  'refund.not_supported': {
    code: -1,
    msg: '退款失败：该订单的收款通道不支持接口退款，请在商户后台登记线下退款',
  },
  'refund.failed': { code: -1, msg: ({ reason }) => `退款失败：${reason}` },
} satisfies Codes;

/** Refusals are HTTP 200; only a body too large and a database away have a status of their own. */
export function answerTo(problem: Problem, codes: Codes): Answer {
  if (problem === 'wrong_method') return { code: -1, msg: '请求方式不正确', status: 200 };
  if (problem === 'too_large') return { code: -1, msg: '请求体超过64KiB', status: 413 };
  if (problem === 'unavailable') return { code: -1, msg: '服务暂时不可用，请稍后重试', status: 503 };
  if (problem instanceof Refusal) return { code: Number(problem.code), msg: problem.message, status: 200 };
  const { code, msg } = problem === 'fault' ? UNKNOWN : answerFrom(codes, problem.code, UNKNOWN);
  return {
    code,
    msg: typeof msg === 'string' ? msg : msg(problem === 'fault' ? {} : problem.details),
    status: 200,
  };
}
