import { DomainError } from '@/lib/core/errors';
import { type Credential, pinSignature } from '@/lib/core/merchants';
import { findOrderByToken, isOpen, isPaid, type Order, type PaidOrder } from '@/lib/core/orders';
import { type Operation, Refusal } from '@/lib/dialects/dialect';
import { type Claim, knownByOrder, reader, textOf } from '@/lib/dialects/vmq/claim';
import { refuseWith } from '@/lib/dialects/vmq/codes';
import { success } from '@/lib/dialects/vmq/envelope';
import { orderView } from '@/lib/dialects/vmq/order-view';
import { redirect } from '@/lib/dialects/vmq/redirect';

const NO_ORDER = '云端订单编号不存在';
const read = reader([
  { name: 'orderId', pattern: /^[\w-]{16,64}$/, missing: '请传入云端订单编号', malformed: NO_ORDER },
]);
const refuse = refuseWith({ 'merchant.unknown': NO_ORDER });

async function orderOf(claim: Claim): Promise<Order> {
  const order = await findOrderByToken(textOf(claim, 'orderId'));
  if (order === null) throw new DomainError('not_found', 'order.unknown');
  return order;
}

/** `/getOrder`: the order as at its creation. Unsigned; the order's number cannot be guessed. */
export const getOrder: Operation<Claim, Awaited<ReturnType<typeof orderView>>> = {
  paths: ['/getOrder'],
  methods: ['GET', 'POST'],
  read,
  ...knownByOrder,
  run: async (claim) => orderView(await orderOf(claim)),
  encode: success,
  refuse,
};

async function returnAddress(order: PaidOrder, credential: Credential): Promise<string> {
  const way = redirect(order, credential);
  if (way?.pin) await pinSignature(order.merchantId, way.pin);
  return way?.address ?? '';
}

/** `/checkOrder`: the signed address to go back to once the order is paid; empty when there is none. */
export const checkOrder: Operation<Claim, string> = {
  paths: ['/checkOrder'],
  methods: ['GET', 'POST'],
  read,
  ...knownByOrder,
  async run(claim: Claim, credential: Credential) {
    const order = await orderOf(claim);
    if (isPaid(order)) return returnAddress(order, credential);
    throw new Refusal(-1, isOpen(order) ? '订单未支付' : '订单已过期');
  },
  encode: success,
  refuse,
};
