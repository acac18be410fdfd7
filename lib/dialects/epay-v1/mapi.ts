import type { Order } from '@/lib/core/orders';
import { answerJson } from '@/lib/dialects/answer-json';
import { type Operation, Refusal } from '@/lib/dialects/dialect';
import { type Claim, readClaim } from '@/lib/dialects/epay-v1/claim';
import { payCodes } from '@/lib/dialects/epay-v1/codes';
import { checkoutUrl, place, type Required } from '@/lib/dialects/epay-v1/place';
import { refuseInJson } from '@/lib/dialects/epay-v1/refuse-in-json';
import { signedRequest } from '@/lib/dialects/epay-v1/signed-request';

const REQUIRED: Required = [
  ['out_trade_no', '订单号(out_trade_no)不能为空'],
  ['notify_url', '通知地址(notify_url)不能为空'],
  ['name', '商品名称(name)不能为空'],
  ['money', '金额(money)不能为空'],
  ['type', '支付方式(type)不能为空'],
  ['clientip', '用户IP地址(clientip)不能为空'],
];

/**
 * API接口支付, spec 易支付. Every device gets `payurl`: the amount to pay may differ from the price by cents, and only
 * the checkout shows it, so neither a bare code nor a scheme would be honest.
 */
export const mapi: Operation<Claim, Order> = {
  paths: ['/mapi.php'],
  methods: ['GET', 'POST'],
  read(request) {
    const claim = readClaim(request);
    if (claim === null) throw new Refusal(-4, '未传入任何参数');
    return claim;
  },
  ...signedRequest,
  run: (claim, credential) => place(claim, credential, { required: REQUIRED, isReturnOptional: true }),
  encode: (order) => answerJson({ code: 1, trade_no: String(order.id), payurl: checkoutUrl(order) }),
  refuse: refuseInJson(payCodes),
};
