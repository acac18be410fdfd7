import { createHash, randomBytes } from 'node:crypto';
import { type Keys, type Params, signedOrder, signedOver } from '@/tests/support/dialect-request';
import { epayOrder } from '@/tests/support/epay-site';
import type { MerchantSite } from '@/tests/support/merchant-site';

export const CREATE_PATHS = ['/api/cloudpay/create', '/api/anypay/create'] as const;
/** Orders for a product, which reserve a card key each. */
export const GOODS_PATHS = ['/api/grouppay/create', '/api/stablepay/create', '/api/pay/create'] as const;
/**
 * The other dialects. `isHtml=1` sends the buyer to the checkout; without it `/createOrder` also opens the order, whose
 * amount and code it answers: what that costs stands among the openings.
 */
export const FOREIGN_PATHS = ['/mapi.php', '/submit.php', '/createOrder?isHtml=1'] as const;
export type GoodsPath = (typeof GOODS_PATHS)[number];
type ForeignPath = (typeof FOREIGN_PATHS)[number];
export type CreatePath = (typeof CREATE_PATHS)[number] | GoodsPath | ForeignPath;

/** What a good answer to a create carries. */
export function expectedOf(path: CreatePath): string {
  const answers: Readonly<Record<ForeignPath, string>> = {
    '/mapi.php': '"code":1,',
    '/submit.php': 'window.location.href=',
    '/createOrder?isHtml=1': ' 303 ',
  };
  return path in answers ? answers[path as ForeignPath] : '"code":100';
}

export function postRequest(path: string, params: Params): Buffer {
  const body = new URLSearchParams(params).toString();
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

export function getRequest(target: string): Buffer {
  return Buffer.from(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
}

/** References never used before. */
function references(count: number): string[] {
  const series = randomBytes(6).toString('hex');
  return Array.from({ length: count }, (_, index) => `${series}-${index}`);
}

/** Signed orders for any amount, as the bytes to send; made before anything is measured. */
export function createRequests(path: CreatePath, keys: Keys, count: number): Buffer[] {
  return references(count).map((id) => postRequest(path, signedOrder(keys, id, { custom: '张三' })));
}

const GOODS_FIELDS: Readonly<Record<GoodsPath, (product: string) => Params>> = {
  '/api/grouppay/create': (product) => ({ fields: `${product}:1`, type: 'alipay' }),
  '/api/stablepay/create': (product) => ({ product_id: product, type: 'alipay' }),
  '/api/pay/create': (product) => ({ product_id: product, product_num: '1', pay_type: 'alipay' }),
};

/** Signed orders for one piece of a product. */
export function goodsRequests(path: GoodsPath, keys: Keys, count: number, product: string): Buffer[] {
  const fields = GOODS_FIELDS[path](product);
  const signed = [...Object.keys(fields), 'out_order_id', 'custom'];
  return references(count).map((id) =>
    postRequest(path, signedOver(keys, signed, { ...fields, out_order_id: id, custom: '张三' })),
  );
}

function vmqOrder(vmqKey: string, payId: string): Params {
  const sign = createHash('md5').update(`${payId}张三210.00${vmqKey}`, 'utf8').digest('hex');
  return { payId, param: '张三', type: '2', price: '10.00', sign };
}

/** Signed orders of the other dialects. */
export function foreignRequests(path: ForeignPath, site: MerchantSite, count: number): Buffer[] {
  const paramsOf: Readonly<Record<ForeignPath, (id: string) => Params>> = {
    '/mapi.php': (id) => epayOrder(site.epay.live, { out_trade_no: id, clientip: '127.0.0.1', device: 'pc' }),
    '/submit.php': (id) => epayOrder(site.epay.live, { out_trade_no: id }),
    '/createOrder?isHtml=1': (id) => vmqOrder(site.vmqKey, id),
  };
  return references(count).map((id) => postRequest(path, paramsOf[path](id)));
}
