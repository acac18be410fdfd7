import type { Order } from '@/lib/core/orders';
import { type Operation, Refusal } from '@/lib/dialects/dialect';
import { type Claim, readClaim } from '@/lib/dialects/epay-v1/claim';
import { BARE, leadTo, refuseOnPage } from '@/lib/dialects/epay-v1/page';
import { checkoutUrl, place, type Required } from '@/lib/dialects/epay-v1/place';
import { signedRequest } from '@/lib/dialects/epay-v1/signed-request';

const REQUIRED: Required = [
  ['out_trade_no', '订单号(out_trade_no)不能为空'],
  ['notify_url', '通知地址(notify_url)不能为空'],
  ['return_url', '回调地址(return_url)不能为空'],
  ['name', '商品名称(name)不能为空'],
  ['money', '金额(money)不能为空'],
];

/** 页面跳转支付, spec 易支付: the buyer's own browser brings the order and is sent on to the checkout. */
export const submit: Operation<Claim, Order> = {
  paths: ['/submit.php'],
  methods: ['GET', 'POST'],
  read(request) {
    const claim = readClaim(request);
    if (claim === null) throw new Refusal(BARE, '你还未配置支付接口商户！');
    return claim;
  },
  ...signedRequest,
  run: (claim, credential) => place(claim, credential, { required: REQUIRED, isReturnOptional: false }),
  encode: (order) => leadTo(checkoutUrl(order)),
  refuse: refuseOnPage,
};
