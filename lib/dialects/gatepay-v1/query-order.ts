import { DomainError } from '@/lib/core/errors';
import { pinSignature } from '@/lib/core/merchants';
import { findOrderByReference, type Order } from '@/lib/core/orders';
import type { Operation } from '@/lib/dialects/dialect';
import {
  APPKEY,
  type Claim,
  OUT_ORDER_ID,
  readingPinOf,
  refuseWith,
  signedRequest,
  success,
  textOf,
} from '@/lib/dialects/gatepay-family';
import { codes } from '@/lib/dialects/gatepay-v1/codes';
import { formatYuan } from '@/lib/platform/money';

const SIGNED_FIELDS = ['appkey', 'out_order_id'];

/**
 * 付款结果查询接口, spec gatepay-api. Later editions of the documentation moved it to /api/order/check and
 * called the title `order_name`; both paths and both names are served.
 * The signed text is kept as one that reads, found or not, so that whoever sees it cannot move anything with it; the
 * merchant's other readings of it stay his. A query is never refused for its text, because it gives away nothing but what
 * its own reading names.
 */
export const queryOrder: Operation<Claim, Order> = {
  paths: ['/api/find/findOrder', '/api/order/check'],
  methods: ['GET', 'POST'],
  ...signedRequest([APPKEY, OUT_ORDER_ID], SIGNED_FIELDS),
  async run(claim, credential) {
    if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
    const { merchantId, mode } = credential;
    const [order] = await Promise.all([
      findOrderByReference({ merchantId, mode, outOrderId: textOf(claim, 'out_order_id') }),
      pinSignature(merchantId, readingPinOf(claim, SIGNED_FIELDS)),
    ]);
    if (order === null) throw new DomainError('not_found', 'order.unknown');
    return order;
  },
  encode(order) {
    return success({
      order_id: order.id,
      order_title: order.title,
      order_name: order.title,
      order_price: formatYuan(order.price),
      order_type: order.type,
      // An order that no buyer has opened yet waits like any other.
      order_status: order.status === 'created' ? 'pending' : order.status,
    });
  },
  refuse: refuseWith(codes),
};
