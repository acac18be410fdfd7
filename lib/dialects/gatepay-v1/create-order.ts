import { DomainError } from '@/lib/core/errors';
import type { Order } from '@/lib/core/orders';
import type { Operation } from '@/lib/dialects/dialect';
import {
  ANY_AMOUNT_FIELDS,
  type Claim,
  paramsOf,
  placeAnyAmount,
  refuseWith,
  signedRequest,
} from '@/lib/dialects/gatepay-family';
import { codes } from '@/lib/dialects/gatepay-v1/codes';
import { created } from '@/lib/dialects/gatepay-v1/created';

/** 任意金额支付接口, spec gatepay-api. */
export const createOrder: Operation<Claim, Order> = {
  paths: ['/api/anypay/create'],
  methods: ['POST'],
  ...signedRequest(ANY_AMOUNT_FIELDS.rules, ANY_AMOUNT_FIELDS.signed),
  async run(claim, credential) {
    if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
    return placeAnyAmount(claim, credential, { dialect: 'gatepay-v1', types: ['wechat', 'alipay'] });
  },
  encode: (order, claim) => created(order, paramsOf(claim)),
  refuse: refuseWith(codes),
};
