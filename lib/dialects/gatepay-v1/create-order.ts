import { DomainError } from '@/lib/core/errors';
import type { Order } from '@/lib/core/orders';
import type { Operation } from '@/lib/dialects/dialect';
import {
  type Claim,
  CREATE_FIELD_RULES,
  CREATE_SIGNED_FIELDS,
  paramsOf,
  payUrl,
  placeAnyAmount,
  qrcodeUrl,
  refuseWith,
  signedRequest,
  success,
} from '@/lib/dialects/gatepay-family';
import { codes } from '@/lib/dialects/gatepay-v1/codes';
import { qrPng } from '@/lib/platform/qr';

/** The side of the pictures in the spec's examples. */
const PICTURE_PIXELS = 160;

/** The spec's example says image/jpeg of what is a PNG in truth; the label follows the truth. */
function picture(text: string): string {
  return `data:image/png;base64,${qrPng(text, PICTURE_PIXELS).toString('base64')}`;
}

/** 任意金额支付接口, spec gatepay-api. */
export const createOrder: Operation<Claim, Order> = {
  paths: ['/api/anypay/create'],
  methods: ['POST'],
  ...signedRequest(CREATE_FIELD_RULES, CREATE_SIGNED_FIELDS),
  async run(claim, credential) {
    if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
    return placeAnyAmount(claim, credential, { dialect: 'gatepay-v1', types: ['wechat', 'alipay'] });
  },
  encode(order, claim) {
    const address = payUrl(order);
    return success({
      pay_url: address,
      api_url: `${address}&format=json`,
      qrcode_url: qrcodeUrl(order),
      qrcode_body: picture(address),
      params: paramsOf(claim),
    });
  },
  refuse: refuseWith(codes),
};
