import { openOrder } from '@/lib/core/allocation';
import { DomainError } from '@/lib/core/errors';
import type { Credential } from '@/lib/core/merchants';
import { isOpen, type Order, placeOrder } from '@/lib/core/orders';
import { type Operation, Refusal } from '@/lib/dialects/dialect';
import { type Claim, pinOf, reader, signedBy, textOf } from '@/lib/dialects/vmq/claim';
import { refuseWith } from '@/lib/dialects/vmq/codes';
import { success } from '@/lib/dialects/vmq/envelope';
import { orderView } from '@/lib/dialects/vmq/order-view';
import { typeOfWire } from '@/lib/dialects/vmq/types';
import { env } from '@/lib/platform/env';
import { parseYuan } from '@/lib/platform/money';
import { trimBlanks } from '@/lib/platform/web-address';

const SIGNED = ['payId', 'param', 'type', 'price'];
const WRONG_TYPE = '支付方式错误=>1|微信 2|支付宝';
/** Line ends around it are blanks, which are cut. */
const ADDRESS = { pattern: /^\s{0,8}\P{Cc}{0,1024}\s{0,8}$/u, missing: '' };

const read = reader([
  {
    name: 'payId',
    pattern: /^[A-Za-z0-9_\-.:@#]{1,64}$/,
    missing: '请传入商户订单号',
    malformed: '商户订单号格式错误：1–64 位字母、数字或 _ - . : @ #',
  },
  { name: 'type', pattern: /^[124]$/, missing: '请传入支付方式=>1|微信 2|支付宝', malformed: WRONG_TYPE },
  {
    name: 'price',
    pattern: /^(0|[1-9]\d{0,7})(\.\d{1,2})?$/,
    missing: '请传入订单金额',
    malformed: '订单金额格式错误：最多两位小数，例如 10.23',
  },
  { name: 'price', pattern: /[1-9]/, missing: '', malformed: '订单金额必须大于0' },
  { name: 'sign', pattern: /./, missing: '请传入签名', malformed: '' },
  {
    name: 'param',
    pattern: /^\P{Cc}{0,255}$/u,
    missing: '',
    malformed: 'param 不超过 255 个字符，不含控制字符',
  },
  { ...ADDRESS, name: 'notifyUrl', malformed: 'notifyUrl 格式错误' },
  { ...ADDRESS, name: 'returnUrl', malformed: 'returnUrl 格式错误' },
]);

async function place(claim: Claim, credential: Credential): Promise<Order> {
  const type = typeOfWire(textOf(claim, 'type'));
  const price = parseYuan(textOf(claim, 'price'));
  if (type === null) throw new Refusal(-1, WRONG_TYPE);
  if (price === null) throw new Refusal(-1, '请传入订单金额');
  return placeOrder({
    credential,
    dialect: 'vmq',
    outOrderId: textOf(claim, 'payId'),
    type,
    price,
    title: `订单 ${textOf(claim, 'payId')}`,
    attachment: textOf(claim, 'param'),
    notifyUrl: trimBlanks(textOf(claim, 'notifyUrl')) || null,
    returnUrl: trimBlanks(textOf(claim, 'returnUrl')) || null,
    areAddressesSigned: false,
    mayAddressesLeadAnywhere: credential.isVmqAddressOpen,
    livesOnce: true,
    pin: pinOf(claim, 'vmq/createOrder', SIGNED),
  });
}

function isPageWanted(claim: Claim): boolean {
  return textOf(claim, 'isHtml') === '1';
}

type Created = { address: string } | { view: Awaited<ReturnType<typeof orderView>> };

/**
 * `/createOrder` (reference: V免签 merchant side). The checks come in the order of its messages, and the fields stand
 * before the signature. The answer carries the exact amount and the code, so the order is opened at once; with
 * `isHtml=1` the buyer is sent to the checkout instead, which opens it with his own address known.
 * Repeating an order that still waits answers it again; a reference that is over is refused.
 */
export const createOrder: Operation<Claim, Created> = {
  paths: ['/createOrder'],
  methods: ['GET', 'POST'],
  read,
  ...signedBy(SIGNED),
  async run(claim, credential) {
    if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
    const order = await place(claim, credential);
    if (!isOpen(order)) throw new DomainError('conflict', 'order.reference_taken', { orderId: order.id });
    if (isPageWanted(claim)) return { address: `${env.publicUrl}/pay/api?id=${order.token}` };
    const opened = await openOrder({ token: order.token, payerIp: 'unknown', device: 'api' });
    return { view: await orderView(opened ?? order) };
  },
  encode(created) {
    if ('view' in created) return success(created.view);
    const headers = { location: created.address, 'cache-control': 'no-store' };
    return new Response(null, { status: 303, headers });
  },
  refuse: refuseWith(),
};
