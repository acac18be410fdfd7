import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedOrder, signedQuery } from '@/tests/support/dialect-request';
import { type MerchantSite, openMerchantSite } from '@/tests/support/merchant-site';
import { type Product, startProduct } from '@/tests/support/product';

let product: Product;
let site: MerchantSite;

beforeAll(async () => {
  product = await startProduct();
  site = await openMerchantSite(product);
  await site.beat();
});

afterAll(async () => {
  await site?.close();
  await product?.discard();
});

interface Ask {
  readonly path: string;
  readonly init?: RequestInit;
}

const HEADERS = [
  'content-type',
  'cache-control',
  'allow',
  'retry-after',
  'location',
  'content-security-policy',
  'referrer-policy',
  'x-content-type-options',
];

/** A text without what is of the moment: its time, and what tells one drawing of a page from every other. */
function withoutMoment(text: string): string {
  return text
    .replace(/"time":"\d{10}"/, '"time":""')
    .replaceAll(/((?:data-mark="|[?&;]mark=))[\w-]{16}/g, '$1');
}

/** What must be alike: not the moment of the answer, and not what a server adds for its own connection. */
async function answerOf(base: string, { path, init }: Ask) {
  const response = await fetch(base + path, { redirect: 'manual', ...init });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isText = !response.headers.get('content-type')?.startsWith('image/');
  const body = isText ? withoutMoment(bytes.toString('utf8')) : bytes.toString('hex');
  const headers = Object.fromEntries(HEADERS.map((name) => [name, response.headers.get(name)]));
  return { status: response.status, headers, body };
}

const post = (path: string, body: RequestInit['body'], type?: string): Ask => ({
  path,
  init: {
    method: 'POST',
    body: body ?? '',
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
  },
});

function asks(): [name: string, ask: Ask][] {
  const keys = site;
  const form = (params: Record<string, string>) => new URLSearchParams(params);
  const multipart = new FormData();
  for (const [name, text] of Object.entries(signedOrder(keys, 'multipart'))) multipart.set(name, text);
  const json = JSON.stringify(signedOrder(keys, 'json', { price: '1.50' })).replace('"1.50"', '1.50');
  const picture = encodeURIComponent(`${product.publicUrl}/pay/api?id=x`);
  return [
    [
      'an order by form',
      post('/api/cloudpay/create', form(signedOrder(keys, 'form', { custom: '张三 & +' }))),
    ],
    ['an order with a picture', post('/api/anypay/create', form(signedOrder(keys, 'picture')))],
    ['an order by multipart', post('/api/cloudpay/create', multipart)],
    ['an order by JSON with a number', post('/api/cloudpay/create', json, 'application/json')],
    ['a trailing slash', post('/api/cloudpay/create/', form(signedOrder(keys, 'slash')))],
    ['a wrong signature', post('/api/cloudpay/create', form({ ...signedOrder(keys, 'x'), price: '1' }))],
    ['nothing', post('/api/cloudpay/create', '')],
    ['a body over 64 KiB', post('/api/cloudpay/create', 'x'.repeat(70_000))],
    ['a method that is none', { path: '/api/cloudpay/create', init: { method: 'PUT', body: 'x' } }],
    ['GET where POST belongs', { path: '/api/anypay/create?appkey=x' }],
    ['a query', { path: `/api/find/findOrder?${form(signedQuery(keys, 'form'))}` }],
    ['a query by its other path', { path: `/api/order/check?${form(signedQuery(keys, 'form'))}` }],
    ['an encoded query', { path: '/api/order/check?appkey=%E5%BC%A0%00%ff+x&out_order_id=%2F' }],
    ['an interface that is none', { path: '/api/nothing' }],
    ['a heartbeat with a foreign signature', { path: '/appHeart?t=1&sign=x' }],
    ['a push by POST', post('/appPush', form({ t: '1', type: '1', price: '1.0', sign: 'x' }))],
    ['a picture', { path: `/qrcode/build?size=200&text=${picture}` }],
    ['a picture of something else', { path: '/qrcode/build?text=https%3A%2F%2Fevil.example%2F' }],
    ['an order that is none', { path: '/pay/api?id=nothing&type=alipay&format=json' }],
    ['the page of an order that is none', { path: '/pay/api?id=nothing&type=alipay' }],
    ['a wallet for no order', { path: '/wallet?id=nothing' }],
    ['a code of nobody', { path: '/wallet/authorise?state=nothing' }],
    ['health', { path: '/healthz' }],
  ];
}

test('the front door and the Next route handlers answer alike', async () => {
  for (const [name, ask] of asks()) {
    const front = await answerOf(product.publicUrl, ask);
    expect({ name, ...(await answerOf(product.adminUrl, ask)) }).toEqual({ name, ...front });
    expect(front.status, name).toBeLessThan(500);
  }
});

test('a doubled leading slash reaches the same interface at the front door', async () => {
  const ask = post('//api/cloudpay/create', new URLSearchParams(signedOrder(site, 'doubled')));
  const { status, body } = await answerOf(product.publicUrl, ask);
  expect([status, JSON.parse(body).code]).toEqual([200, 100]);
});
