import { stateOf } from '@/gateway/checkout/checkout-state';
import type { Refusal } from '@/gateway/checkout/checkout-view';
import type { Facts } from '@/gateway/checkout/describe-checkout';
import { isOpen } from '@/lib/core/orders';
import { formatYuan } from '@/lib/platform/money';

const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  // Whoever holds the order's unguessable token may read it from any page; merchants draw their own with it.
  'access-control-allow-origin': '*',
};

/** The words of a refusal beyond those of the specification's table. */
const REFUSALS: Readonly<Record<Refusal, string>> = {
  no_channel: '无可用支付方式',
  amounts_taken: '无可用支付方式：该金额附近暂无空位，请稍后重试',
  too_many_open: '无可用支付方式：等待付款的订单过多，请先完成付款，或等待订单过期后重试',
};

type JsonStatus = 'pending' | 'paid' | 'expired' | 'closed' | 'refunded';

/** The form has no word for money that came late: the order is what it is without it. */
function lateStatusOf({ order, now }: Facts): JsonStatus {
  if (order.status === 'closed') return 'closed';
  return isOpen(order) && now.getTime() < order.expiresAt.getTime() ? 'pending' : 'expired';
}

function statusOf(facts: Facts): JsonStatus {
  if (facts.order.status === 'paid') return 'paid';
  const state = stateOf(facts);
  if (state === 'late') return lateStatusOf(facts);
  if (state === 'expired' || state === 'closed' || state === 'refunded') return state;
  return 'pending';
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

/** The JSON envelope of the page, in the manner of the API's answers: `time` is unix seconds as text. */
export function answerJson(code: number, msg: string, data: unknown, status = 200): Response {
  const time = String(Math.floor(Date.now() / 1000));
  const headers = status === 503 ? { ...HEADERS, 'retry-after': '2' } : HEADERS;
  return new Response(JSON.stringify({ code, msg, time, data }), { status, headers });
}

/**
 * `format=json`: the page as data, for merchants who draw their own. Amounts are strings with two decimals,
 * times unix seconds; the addresses and the code's text are null while they do not apply. `type` is null until the
 * buyer has chosen one of `choices`. Card keys are never told here.
 */
export function answerCheckoutJson(facts: Facts): Response {
  const { order, instruction, refusal, now } = facts;
  if (refusal !== null) return answerJson(204, REFUSALS[refusal], null);
  const status = statusOf(facts);
  return answerJson(100, '请求成功', {
    order_id: order.id,
    out_order_id: order.outOrderId,
    title: order.title,
    status,
    price: formatYuan(order.price),
    realprice: formatYuan(order.payable ?? order.paid ?? order.price),
    type: order.type,
    // Only while there is something to choose: the fields of every other order are those that clients know.
    ...(order.type === null ? { choices: facts.choices } : {}),
    qrcode: status === 'pending' ? (instruction?.qrText ?? null) : null,
    isexact: instruction?.carriesAmount ?? false,
    created_at: seconds(order.createdAt),
    expires_at: seconds(order.expiresAt),
    server_time: seconds(now),
    redirect_url: facts.redirectUrl,
    timeout_url: status === 'expired' ? facts.timeoutUrl : null,
  });
}

/** What a waiting page asks for again and again: at most 400 bytes. Times in milliseconds. */
export function tellState(situation: Parameters<typeof stateOf>[0]): string {
  return JSON.stringify({
    state: stateOf(situation),
    now: situation.now.getTime(),
    expiresAt: situation.order.expiresAt.getTime(),
  });
}

export function answerState(situation: Parameters<typeof stateOf>[0] | null): Response {
  if (situation === null) return new Response('{"state":"not_found"}', { status: 404, headers: HEADERS });
  return new Response(tellState(situation), { headers: HEADERS });
}
