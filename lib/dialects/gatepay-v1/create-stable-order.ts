import { z } from 'zod';
import type { Order } from '@/lib/core/orders';
import type { Operation } from '@/lib/dialects/dialect';
import {
  type Claim,
  type FieldRule,
  orderFields,
  refuseWith,
  signedRequest,
  textOf,
} from '@/lib/dialects/gatepay-family';
import { stableCodes } from '@/lib/dialects/gatepay-v1/codes';
import { created } from '@/lib/dialects/gatepay-v1/created';
import { paramsShown, placeGoods } from '@/lib/dialects/gatepay-v1/place-goods';
import { described } from '@/lib/dialects/reference';

const PRODUCT_ID: FieldRule = {
  name: 'product_id',
  isRequired: true,
  schema: described(z.string().regex(/^[1-9]\d{0,8}$/), {
    zh: '产品编号，见 后台 → 商品',
    en: 'The product’s number, from the admin’s products',
    example: '8',
  }),
  hint: '产品编号，1–9 位数字',
};

export const STABLE_FIELDS = orderFields(PRODUCT_ID);

/**
 * 固定商品支付接口, spec gatepay-api: one piece of one product.
 * Checks in this order: 105 106 101, 102, 103, 105, 106, 104 as every interface of the family; 102 suspended; 107;
 * 201 no such way to pay; 108, 109, 106 addresses; 202 the way to pay is closed; 104 the signed text had another
 * meaning; 205 the product is unknown or off sale; 206 out of stock; 203 no account is online; 204 the reference
 * has other content. 110 cannot happen here; 199 is a fault of ours.
 */
export const createStableOrder: Operation<Claim, Order> = {
  paths: ['/api/stablepay/create'],
  methods: ['POST'],
  ...signedRequest(STABLE_FIELDS.rules, STABLE_FIELDS.signed),
  run: (claim, credential) =>
    placeGoods(claim, credential, {
      endpoint: 'gatepay-v1/stablepay',
      signedFields: STABLE_FIELDS.signed,
      lines: [{ productId: Number(textOf(claim, 'product_id')), quantity: 1 }],
    }),
  encode: (order, claim) => created(order, paramsShown(claim)),
  refuse: refuseWith(stableCodes),
};
