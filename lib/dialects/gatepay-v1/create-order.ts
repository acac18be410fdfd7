import { DomainError } from '@/lib/core/errors';
import type { Order } from '@/lib/core/orders';
import type { Operation } from '@/lib/dialects/dialect';
import {
  type Claim,
  CREATE_FIELD_RULES,
  CREATE_SIGNED_FIELDS,
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
  ...signedRequest(CREATE_FIELD_RULES, CREATE_SIGNED_FIELDS),
  async run(claim, credential) {
    if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
    return placeAnyAmount(claim, credential, { dialect: 'gatepay-v1', types: ['wechat', 'alipay'] });
  },
  encode: (order, claim) => created(order, paramsOf(claim)),
  refuse: refuseWith(codes),
};
