import { z } from 'zod';
import type { GoodsLine, Order } from '@/lib/core/orders';
import type { Operation } from '@/lib/dialects/dialect';
import {
  type Claim,
  type FieldRule,
  orderFields,
  refuseWith,
  signedRequest,
  textOf,
} from '@/lib/dialects/gatepay-family';
import { groupCodes } from '@/lib/dialects/gatepay-v1/codes';
import { created } from '@/lib/dialects/gatepay-v1/created';
import { paramsShown, placeGoods } from '@/lib/dialects/gatepay-v1/place-goods';
import { described } from '@/lib/dialects/reference';

const PAIR = '[1-9]\\d{0,8}:(?:[1-9]\\d{0,2}|1000)';
const PAIRS = new RegExp(`^${PAIR}(?:,${PAIR}){0,19}$`);

/** `8:2,7:3` as lines. */
function linesOf(text: string): GoodsLine[] {
  return text.split(',').map((pair) => {
    const [productId, quantity] = pair.split(':');
    return { productId: Number(productId), quantity: Number(quantity) };
  });
}

function namesEachOnce(text: string): boolean {
  const lines = linesOf(text);
  return new Set(lines.map(({ productId }) => productId)).size === lines.length;
}

const GOODS: FieldRule = {
  name: 'fields',
  isRequired: true,
  schema: described(z.string().regex(PAIRS).refine(namesEachOnce), {
    zh: '商品：商品ID:购买件数，逗号隔开；最多 20 种，每种 1–1000 件，同一商品只写一次',
    en: 'The goods as product:pieces with commas between; at most 20 products, each once, 1–1000 pieces',
    example: '8:1,7:1',
  }),
  hint: '商品ID:购买件数，逗号隔开，最多 20 种，每种 1–1000 件，同一商品只写一次',
};

export const GROUP_FIELDS = orderFields(GOODS);

/**
 * 组合商品支付接口, spec gatepay-api. A product that is named twice is refused (105) like any malformed `fields`.
 * Checks in this order: 105 106 101, 102, 103, 105, 106, 104 as every interface of the family; 102 suspended; 107;
 * 201 no such way to pay; 108, 109, 106 addresses; 202 the way to pay is closed; 104 the signed text had another
 * meaning; 204 a product is unknown, off sale or short; 105 the sum is too large; 203 no account is online;
 * 208 the reference has other content. 205 to 207 and 110 cannot happen here; 199 is a fault of ours.
 */
export const createGroupOrder: Operation<Claim, Order> = {
  paths: ['/api/grouppay/create'],
  methods: ['POST'],
  ...signedRequest(GROUP_FIELDS.rules, GROUP_FIELDS.signed),
  run: (claim, credential) =>
    placeGoods(claim, credential, {
      endpoint: 'gatepay-v1/grouppay',
      signedFields: GROUP_FIELDS.signed,
      lines: linesOf(textOf(claim, 'fields')),
    }),
  encode: (order, claim) => created(order, paramsShown(claim)),
  refuse: refuseWith(groupCodes),
};
