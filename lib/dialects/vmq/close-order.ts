import { DomainError } from '@/lib/core/errors';
import { closeOrder as close, findOrderByToken } from '@/lib/core/orders';
import type { Operation } from '@/lib/dialects/dialect';
import { type Claim, pinOf, reader, signedBy, textOf } from '@/lib/dialects/vmq/claim';
import { refuseWith, WRONG_SIGN } from '@/lib/dialects/vmq/codes';
import { success } from '@/lib/dialects/vmq/envelope';

const SIGNED = ['orderId'];

/** `/closeOrder`, sign = md5(orderId + key). */
export const closeOrder: Operation<Claim, null> = {
  paths: ['/closeOrder'],
  methods: ['GET', 'POST'],
  read: reader([
    {
      name: 'orderId',
      pattern: /^[\w-]{16,64}$/,
      missing: '请传入云端订单编号',
      malformed: '云端订单编号不存在',
    },
    { name: 'sign', pattern: /./, missing: '请传入签名', malformed: '' },
  ]),
  ...signedBy(SIGNED),
  async run(claim, { merchantId, mode }) {
    const order = await findOrderByToken(textOf(claim, 'orderId'));
    if (order === null || order.merchantId !== merchantId || order.mode !== mode) {
      throw new DomainError('not_found', 'order.unknown');
    }
    const pin = pinOf(claim, 'vmq/closeOrder', SIGNED);
    await close({ merchantId, orderId: order.id, actor: 'merchant', pin });
    return null;
  },
  encode: success,
  refuse: refuseWith(WRONG_SIGN),
};
