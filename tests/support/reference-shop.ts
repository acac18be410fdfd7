import { randomUUID } from 'node:crypto';
import { openOrder } from '@/lib/core/allocation';
import { matchArrival, recordArrival } from '@/lib/core/arrivals';
import { createProduct, importCards } from '@/lib/core/catalogue';
import { findCredential } from '@/lib/core/merchants';
import { findOrderByReference, placeOrder } from '@/lib/core/orders';
import type { OperationReference } from '@/lib/dialects/reference';
import { wordsOf } from '@/lib/dialects/reference';
import { fen } from '@/lib/platform/money';
import { openShop } from '@/tests/support/shop';

const PRICE = fen(150);

/** A shop in test mode with everything open, a product with keys, an order that waits and one that is paid. */
export async function openReferenceShop() {
  const shop = await openShop({ isCardApiOpen: true, isRefundApiOpen: true });
  const { merchantId } = shop;
  const keys = shop.merchant.test;
  const credential = await findCredential(merchantId, 'test');
  if (credential === null) throw new Error('the shop has no test keys');
  const { productId } = await createProduct({
    merchantId,
    name: '视频会员月卡',
    price: PRICE,
    categoryId: null,
  });
  const lines = Array.from({ length: 20 }, () => randomUUID());
  await importCards({ merchantId, productId, mode: 'test', lines });

  const place = (outOrderId: string) =>
    placeOrder({
      credential,
      dialect: 'epay-v1',
      outOrderId,
      type: 'alipay',
      price: PRICE,
      title: 'VIP会员',
      attachment: '',
      notifyUrl: 'http://127.0.0.1:9/notify',
      returnUrl: 'http://127.0.0.1:9/return',
      areAddressesSigned: true,
      pin: null,
    });
  const waiting = await place(randomUUID());
  const paid = await place(randomUUID());
  await payInTest(paid);
  return { keys, credential, merchantId, productId, waiting, paid };
}

export type ReferenceShop = Awaited<ReturnType<typeof openReferenceShop>>;

/** Pays an order of test mode as the pretend wallet would. */
export async function payInTest(order: { token: string }): Promise<void> {
  const opened = await openOrder({ token: order.token, payerIp: '127.0.0.1', device: 'pc' });
  if (opened === null || opened.payable === null || opened.type === null) throw new Error('not opened');
  const { merchantId, mode, type, accountId, payable: amount } = opened;
  const { arrivalId } = await recordArrival({
    merchantId,
    mode,
    type,
    accountId,
    monitorId: null,
    source: 'test',
    dedupeKey: randomUUID(),
    amount,
    paidAt: new Date(),
    raw: {},
  });
  await matchArrival({ merchantId, arrivalId });
}

export async function statusOf(
  { credential }: ReferenceShop,
  outOrderId: string,
): Promise<string | undefined> {
  const { merchantId, mode } = credential;
  return (await findOrderByReference({ merchantId, mode, outOrderId }))?.status;
}

/** The examples of an operation's required fields with the shop's own things in their places; neither key nor sign. */
export function fieldsFor(
  { id, fields, signature }: OperationReference,
  shop: ReferenceShop,
): Map<string, string> {
  const { keys, productId, waiting, paid } = shop;
  const own: Readonly<Record<string, string>> = {
    appkey: keys.appkey,
    pid: String(keys.pid),
    product_id: String(productId),
    fields: `${productId}:1`,
    out_order_id: id === 'find-order' ? waiting.outOrderId : randomUUID(),
    out_trade_no:
      id === 'epay-order' ? waiting.outOrderId : id === 'epay-refund' ? paid.outOrderId : randomUUID(),
    payId: randomUUID(),
    orderId: id === 'vmq-check' ? paid.token : waiting.token,
    content: randomUUID(),
    notify_url: 'http://127.0.0.1:9/notify',
    return_url: 'http://127.0.0.1:9/return',
  };
  const unsaid = new Set(['sign', signature.kind === 'bearer' ? signature.field : '']);
  const asked = fields.filter(
    ({ name, isRequired }) =>
      !unsaid.has(name) && (isRequired || (name === 'out_trade_no' && /order|refund/.test(id))),
  );
  return new Map(asked.map(({ name, schema }) => [name, own[name] ?? String(wordsOf(schema).example)]));
}

/** The secret that a recipe takes, of the shop's test keys. */
export function secretOf({ signature }: OperationReference, { keys }: ReferenceShop): string {
  return signature.kind === 'none' ? '' : keys[signature.secret];
}
