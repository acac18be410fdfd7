import { DomainError } from '@/lib/core/errors';
import type { Order } from '@/lib/core/orders';
import { refuseUnplanned } from '@/lib/core/plans';
import { codes } from '@/lib/dialects/cloudpay/codes';
import type { Operation } from '@/lib/dialects/dialect';
import {
  ANY_AMOUNT_FIELDS,
  type Claim,
  paramsOf,
  payUrl,
  placeAnyAmount,
  qrcodeUrl,
  refuseWith,
  signedRequest,
  success,
} from '@/lib/dialects/gatepay-family';

/** 发起支付, spec gatepay-cloud. */
export const createOrder: Operation<Claim, Order> = {
  paths: ['/api/cloudpay/create'],
  methods: ['POST'],
  ...signedRequest(ANY_AMOUNT_FIELDS.rules, ANY_AMOUNT_FIELDS.signed),
  async run(claim, credential) {
    if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
    if (!credential.isCloudOpen) throw new DomainError('forbidden', 'merchant.cloud_closed');
    refuseUnplanned(credential, 'cloud_sessions');
    return placeAnyAmount(claim, credential, { dialect: 'cloudpay', types: ['alipay'] });
  },
  encode(order, claim) {
    return success({ pay_url: payUrl(order), qrcode_url: qrcodeUrl(order), params: paramsOf(claim) });
  },
  refuse: refuseWith(codes),
};
