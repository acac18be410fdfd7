import { randomUUID } from 'node:crypto';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { removeAccount } from '@/lib/core/accounts';
import {
  changeProduct,
  createCategory,
  findProduct,
  goodsOfOrder,
  importCards,
  listCards,
  removeProduct,
  setProductPicture,
} from '@/lib/core/catalogue';
import type { MerchantSettings } from '@/lib/core/merchants';
import { expireDueOrders, findOrderByReference, placeGoodsOrder, settleByHand } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';
import { type Params, signedOrder, signedOver, signedQuery } from '@/tests/support/dialect-request';
import { addProduct, openStall, type Stall } from '@/tests/support/stall';

const gateway = createGateway();

interface Answer<Data = Record<string, unknown> | null> {
  code: number;
  msg: string;
  time: string;
  data: Data;
}

async function ask<Data = Record<string, unknown> | null>(
  path: string,
  init: RequestInit = {},
): Promise<Answer<Data>> {
  const response = await gateway.fetch(new Request(`http://localhost${path}`, init));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return (await response.json()) as Answer<Data>;
}

function post<Data = Record<string, unknown> | null>(
  path: string,
  params: Params | URLSearchParams | FormData,
) {
  const body = params instanceof FormData ? params : new URLSearchParams(params);
  return ask<Data>(path, { method: 'POST', body });
}

function postJson(path: string, text: string) {
  return ask(path, { method: 'POST', body: text, headers: { 'content-type': 'application/json' } });
}

const without = (params: Params, name: string) =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));

const lines = (count: number, prefix = 'key') =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

/** A stall whose merchant has opened the card API. */
const openCards = (keys: readonly string[], settings: Partial<MerchantSettings> = {}) =>
  openStall(keys, { isCardApiOpen: true, ...settings });

async function suspend({ merchantId }: Stall) {
  await sql()`update merchants set status = 'suspended' where id = ${merchantId}`;
}

describe('/api/pay/create', () => {
  const path = '/api/pay/create';
  const names = ['product_id', 'product_num', 'pay_type', 'out_order_id', 'custom'];
  const create = (params: Params | URLSearchParams | FormData) => post(path, params);

  function signed(shop: Stall, extra: Params = {}): Params {
    return signedOver(shop.merchant, names, {
      product_id: String(shop.productId),
      product_num: '1',
      pay_type: 'wechat',
      out_order_id: randomUUID(),
      custom: 'terry',
      ...extra,
    });
  }

  let stall: Stall;
  beforeAll(async () => {
    stall = await openStall(lines(300));
  });

  test.each(['wechat', 'alipay', 'onecode'])(
    '%s is answered as the spec’s example, with its types',
    async (type) => {
      const { code, msg, time, data } = await create(signed(stall, { pay_type: type }));
      expect({ code, msg }).toEqual({ code: 100, msg: '请求成功' });
      expect(time).toMatch(/^\d{10}$/);
      expect(Object.keys(data ?? {})).toEqual(['order_type', 'order_price', 'order_url', 'order_qrcode']);
      expect(data).toMatchObject({ order_type: type, order_price: 1.5 });
      expect(data?.order_url).toMatch(
        new RegExp(`^http://127.0.0.1:3999/pay/index\\?id=[\\w-]{22}&type=${type}$`),
      );
      const [label, base64 = ''] = String(data?.order_qrcode).split(',');
      expect(label).toBe('data:image/png;base64');
      const { data: pixels, width, height } = PNG.sync.read(Buffer.from(base64, 'base64'));
      expect([width, height]).toEqual([160, 160]);
      expect(jsqr(new Uint8ClampedArray(pixels), width, height)?.data).toBe(data?.order_url);
    },
  );

  test('onecode leaves the choice between both wallets to the buyer', async () => {
    const params = signed(stall, { pay_type: 'onecode' });
    await create(params);
    const order = await findOrderByReference({
      merchantId: stall.merchantId,
      mode: 'live',
      outOrderId: params.out_order_id ?? '',
    });
    expect(order).toMatchObject({ type: null, choices: ['wechat', 'alipay'], dialect: 'gatepay-product' });
    const found = await post('/api/find/findOrder', signedQuery(stall.merchant, params.out_order_id ?? ''));
    expect(found.data).toMatchObject({ order_title: '月卡×1', order_price: '1.50', order_status: 'pending' });
  });

  test('numbers are taken as numbers and as text; JSON, multipart, slashes and unknown fields are', async () => {
    const bare = (params: Params) =>
      JSON.stringify(params).replace(/"(product_id|product_num)":"(\d+)"/g, '"$1":$2');
    const params = signed(stall, { product_num: '2', pay_type: 'alipay' });
    expect((await postJson(path, bare(params))).data).toMatchObject({ order_price: 3 });
    expect((await postJson(path, JSON.stringify(signed(stall)))).code).toBe(100);
    const form = new FormData();
    for (const [name, text] of Object.entries(signed(stall))) form.set(name, text);
    expect((await create(form)).code).toBe(100);
    expect((await post(`${path}/`, signed(stall, { custom: '' }))).code).toBe(100);
    expect((await post(`/${path}`, { ...signed(stall), colour: 'red', _t: '1' })).code).toBe(100);
  });

  test('the same order is the same address, whatever it costs by now', async () => {
    const shop = await openStall(lines(3));
    const params = signed(shop);
    const first = await create(params);
    await changeProduct({ merchantId: shop.merchantId, productId: shop.productId, price: fen(9900) });
    expect((await create(params)).data).toEqual(first.data);
    const again = signed(shop, { out_order_id: params.out_order_id ?? '', pay_type: 'alipay' });
    expect(await create(again)).toMatchObject({ code: 101, msg: expect.stringContaining('out_order_id') });
    expect(await findProduct({ ...shop, mode: 'live' })).toMatchObject({ locked: 1, unsold: 2 });
  });

  const refusals: [code: number, word: RegExp, why: string, params: () => Params][] = [
    ...['appkey', ...names, 'sign'].map((name): [number, RegExp, string, () => Params] => [
      101,
      new RegExp(name),
      `no ${name}`,
      () => without(signed(stall), name),
    ]),
    [101, /product_id/, 'an empty product', () => signed(stall, { product_id: '' })],
    [101, /out_order_id/, 'a reference with a space', () => signed(stall, { out_order_id: 'a b' })],
    [101, /custom/, 'a control character', () => signed(stall, { custom: 'a\nb' })],
    [102, /无效的支付类型/, 'an unknown type', () => signed(stall, { pay_type: 'cash' })],
    [102, /无效的支付类型/, 'qq', () => signed(stall, { pay_type: 'qq' })],
    [103, /微信支付只能单件购买/, 'two by WeChat', () => signed(stall, { product_num: '2' })],
    [104, /产品编号不合法/, 'a product 0', () => signed(stall, { product_id: '0' })],
    [104, /产品编号不合法/, 'a word', () => signed(stall, { product_id: 'a8' })],
    [104, /产品编号不合法/, 'a fraction', () => signed(stall, { product_id: '8.0' })],
    [104, /产品编号不合法/, 'full-width digits', () => signed(stall, { product_id: '８' })],
    [105, /大于0/, 'nothing bought', () => signed(stall, { product_num: '0' })],
    [105, /大于0/, 'less than nothing', () => signed(stall, { product_num: '-1' })],
    [105, /大于0/, 'half a piece', () => signed(stall, { product_num: '0.5' })],
    [105, /大于0/, 'an exponent', () => signed(stall, { product_num: '1e2' })],
    [106, /产品信息不存在/, 'an unknown product', () => signed(stall, { product_id: '99999999' })],
    [108, /无效的秘钥/, 'an unknown appkey', () => ({ ...signed(stall), appkey: 'f'.repeat(32) })],
    [109, /签名失败/, 'a wrong sign', () => ({ ...signed(stall), sign: '0'.repeat(32) })],
    [109, /签名失败/, 'a sign that is no hex', () => ({ ...signed(stall), sign: '签名' })],
    [109, /签名失败/, 'another product', () => ({ ...signed(stall), product_id: '9' })],
    [
      110,
      /有效库存不足/,
      'more than there is',
      () => signed(stall, { product_num: '999', pay_type: 'alipay' }),
    ],
    [110, /有效库存不足/, 'more than 1000', () => signed(stall, { product_num: '1001', pay_type: 'alipay' })],
  ];
  test.each(refusals)('%i %s: %s', async (code, word, _why, params) => {
    const answer = await create(params());
    expect(answer).toMatchObject({ code, data: null });
    expect(answer.msg).toMatch(word);
  });

  test('101: a body that is not what its type says, a field that comes twice or is an object, and GET', async () => {
    expect((await postJson(path, '{"appkey":')).code).toBe(101);
    const twice = new URLSearchParams([...Object.entries(signed(stall)), ['product_num', '1']]);
    expect((await create(twice)).code).toBe(101);
    expect((await postJson(path, JSON.stringify({ ...signed(stall), custom: { a: 1 } }))).code).toBe(101);
    expect((await ask(`${path}?${new URLSearchParams(signed(stall))}`)).code).toBe(101);
    const large = new Request(`http://localhost${path}`, { method: 'POST', body: 'x'.repeat(65_537) });
    const response = await gateway.fetch(large);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 101, data: null });
  });

  test('102 closed or without account, 107 closed, suspended or without callback address; no return address is needed', async () => {
    const withoutWechat = await openStall(['a'], { isWechatOpen: false });
    expect(await create(signed(withoutWechat))).toMatchObject({
      code: 102,
      msg: expect.stringContaining('已关闭'),
    });
    expect((await create(signed(withoutWechat, { pay_type: 'onecode' }))).code).toBe(100);
    const offline = await openStall(['a']);
    await removeAccount(offline);
    expect((await create(signed(offline, { pay_type: 'alipay' }))).code).toBe(102);
    expect((await create(signed(offline, { pay_type: 'onecode' }))).code).toBe(100);
    const closed = await openStall(['a'], { isApiOpen: false });
    expect((await create(signed(closed))).code).toBe(107);
    const unheard = await openStall(['a'], { notifyUrl: null });
    expect(await create(signed(unheard))).toMatchObject({ code: 107, msg: expect.stringContaining('URL') });
    const stranded = await openStall(['a'], { returnUrl: null });
    expect((await create(signed(stranded))).code).toBe(100);
    const suspended = await openStall(['a']);
    await suspend(suspended);
    expect(await create(signed(suspended))).toMatchObject({
      code: 107,
      msg: expect.stringContaining('停用'),
    });
  });

  test('105 a sum that cannot be paid, 106 off sale, removed and foreign products, 110 sold out', async () => {
    const shop = await openStall(['a']);
    const { merchantId, productId } = shop;
    const dear = await addProduct(merchantId, { price: fen(9_999_999_999), delivery: 'none' });
    const two = { product_id: String(dear), product_num: '2', pay_type: 'alipay' };
    expect(await create(signed(shop, two))).toMatchObject({
      code: 105,
      msg: expect.stringContaining('合计'),
    });
    expect((await create(signed(shop, { product_id: String(stall.productId) }))).code).toBe(106);
    await changeProduct({ merchantId, productId, isOnSale: false });
    expect(await create(signed(shop))).toMatchObject({ code: 106, msg: expect.stringContaining('下架') });
    await changeProduct({ merchantId, productId, isOnSale: true });
    expect((await create(signed(shop))).code).toBe(100);
    expect((await create(signed(shop))).code).toBe(110);
    await removeProduct({ merchantId, productId });
    expect((await create(signed(shop))).code).toBe(106);
  });

  test('109: a text that was signed for another order is not taken, nor one of another reading', async () => {
    const stable = signedOver(stall.merchant, ['product_id', 'type', 'out_order_id', 'custom'], {
      product_id: `${stall.productId}1`,
      type: 'wechat',
      out_order_id: 'D1',
      custom: '',
    });
    const { sign = '' } = stable;
    const common = { appkey: stall.merchant.appkey, pay_type: 'wechat', custom: '', sign };
    const cut = { ...common, product_id: String(stall.productId), product_num: '1', out_order_id: 'D1' };
    // What was refused did nothing, and stands in nobody's way.
    expect((await post('/api/stablepay/create', stable)).code).toBe(205);
    expect((await create(cut)).code).toBe(100);
    expect((await post('/api/stablepay/create', stable)).code).toBe(104);
    const twelve = signed(stall, { product_num: '12', pay_type: 'alipay' });
    expect((await create(twelve)).code).toBe(100);
    const two = { ...twelve, product_id: `${stall.productId}1`, product_num: '2' };
    expect((await create(two)).code).toBe(109);
  });

  test('an order that expires gives its keys back, and paid all the same it is owed and then filled', async () => {
    const shop = await openStall(['a', 'b']);
    const params = signed(shop, { product_num: '2', pay_type: 'alipay' });
    await create(params);
    const { merchantId, productId } = shop;
    const reference = { merchantId, mode: 'live', outOrderId: params.out_order_id ?? '' } as const;
    const order = await findOrderByReference(reference);
    const key = { merchantId, orderId: order?.id ?? 0 };
    await sql()`update orders set expires_at = now() - interval '1 second' where id = ${key.orderId}`;
    await expireDueOrders({ limit: 100 });
    expect(await findProduct({ ...shop, mode: 'live' })).toMatchObject({ unsold: 2, locked: 0 });
    expect((await create(signed(shop))).code).toBe(100);
    const paid = await settleByHand({ ...key, actor: 'merchant:1', reason: 'seen', amount: fen(300) });
    expect(paid.status).toBe('paid');
    expect(await goodsOfOrder(key)).toMatchObject([{ quantity: 2, owed: 1, keys: ['b'] }]);
    await importCards({ merchantId, productId, mode: 'live', lines: ['c'] });
    expect(await goodsOfOrder(key)).toMatchObject([{ owed: 0, keys: ['b', 'c'] }]);
  });
});

describe('/api/product/show', () => {
  const path = '/api/product/show';
  const signed = (shop: Stall) => signedOver(shop.merchant, [], {});

  interface Tree {
    category: { id: number; name: string; product: Record<string, unknown>[] }[];
  }

  test('shows what is on sale by category, and products without one last, with the types of the spec', async () => {
    const shop = await openStall(lines(4));
    const { merchantId, productId } = shop;
    const { categoryId } = await createCategory({ merchantId, name: '会员' });
    await createCategory({ merchantId, name: '空' });
    const facts = { name: '年卡', description: '一年', price: fen(1000), categoryId };
    const inCategory = await addProduct(merchantId, facts, ['y']);
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
    await setProductPicture({ merchantId, productId: inCategory, bytes: png });
    const served = await addProduct(merchantId, { delivery: 'none', categoryId });
    const hidden = await addProduct(merchantId);
    await changeProduct({ merchantId, productId: hidden, isOnSale: false });
    const { code, data } = await post<Tree>(path, signed(shop));
    expect(code).toBe(100);
    const admin_id = shop.credential.pid;
    expect(data.category).toEqual([
      {
        id: categoryId,
        name: '会员',
        product: [
          {
            id: inCategory,
            admin_id,
            category_id: categoryId,
            name: '年卡',
            description: '一年',
            image: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3999\/pay\/picture\?id=[\w-]{22}$/),
            price: '10.00',
            stock: 1,
          },
          expect.objectContaining({ id: served, image: '', stock: 9999 }),
        ],
      },
      {
        id: 0,
        name: '未分类',
        product: [expect.objectContaining({ id: productId, category_id: 0, price: '1.50', stock: 4 })],
      },
    ]);
  });

  test('a reserved key is no stock, and the test keys have a stock of their own', async () => {
    const shop = await openStall(['a', 'b']);
    await placeGoodsOrder({
      credential: shop.credential,
      dialect: 'gatepay-product',
      outOrderId: 'a',
      type: 'alipay',
      attachment: '',
      notifyUrl: null,
      returnUrl: null,
      areAddressesSigned: false,
      pin: null,
      lines: [{ productId: shop.productId, quantity: 1 }],
    });
    const live = await post<Tree>(path, signed(shop));
    expect(live.data.category[0]?.product[0]).toMatchObject({ stock: 1 });
    const inTest = await post<Tree>(path, signedOver(shop.merchant.test, [], {}));
    expect(inTest.data.category[0]?.product[0]).toMatchObject({ stock: 0 });
  });

  test('a merchant without products has no category', async () => {
    const shop = await openStall([]);
    await removeProduct(shop);
    expect((await post<Tree>(path, signed(shop))).data).toEqual({ category: [] });
  });

  test('101, 102 and 103', async () => {
    const shop = await openStall([]);
    expect((await post(path, {})).code).toBe(101);
    expect((await post(path, without(signed(shop), 'sign'))).code).toBe(101);
    expect((await post(path, { ...signed(shop), appkey: 'f'.repeat(32) })).code).toBe(102);
    expect((await post(path, { ...signed(shop), sign: '0'.repeat(32) })).code).toBe(103);
    const closed = await openStall([], { isApiOpen: false });
    expect((await post(path, signed(closed))).code).toBe(102);
    const suspended = await openStall([]);
    await suspend(suspended);
    expect(await post(path, signed(suspended))).toMatchObject({
      code: 102,
      msg: expect.stringContaining('停用'),
    });
  });
});

describe('/api/ka/show', () => {
  const path = '/api/ka/show';
  function signed(shop: Stall, extra: Params = {}): Params {
    return signedOver(shop.merchant, ['product_id'], {
      product_id: String(shop.productId),
      page: '1',
      ...extra,
    });
  }

  interface Page {
    ka: {
      total: number;
      per_page: number;
      current_page: number;
      last_page: number;
      data: Record<string, unknown>[];
    };
  }

  test('pages of fifty, oldest first, with the types of the spec', async () => {
    const shop = await openCards(lines(70));
    const first = await post<Page>(path, signed(shop));
    expect(first.data.ka).toMatchObject({ total: 70, per_page: 50, current_page: 1, last_page: 2 });
    expect(first.data.ka.data).toHaveLength(50);
    const second = await post<Page>(path, signed(shop, { page: '2' }));
    expect(second.data.ka).toMatchObject({ total: 70, current_page: 2 });
    const contents = [...first.data.ka.data, ...second.data.ka.data].map(({ content }) => content);
    expect(contents).toEqual(lines(70));
    expect(first.data.ka.data[0]).toEqual({
      id: expect.any(Number),
      admin_id: shop.credential.pid,
      pay_product_id: shop.productId,
      pay_order_id: 0,
      content: 'key-1',
      createtime: expect.any(Number),
      updatetime: expect.any(Number),
      status: 'soldin',
    });
    expect(String(first.data.ka.data[0]?.createtime)).toMatch(/^\d{10}$/);
    const third = await post<Page>(path, signed(shop, { page: '3' }));
    expect(third.data.ka).toMatchObject({ total: 70, current_page: 3, last_page: 2, data: [] });
  });

  test('a product without keys has one page, an empty one', async () => {
    const shop = await openCards([]);
    const { data } = await post<Page>(path, signed(shop));
    expect(data.ka).toEqual({ total: 0, per_page: 50, current_page: 1, last_page: 1, data: [] });
  });

  test('reserved and sold keys name their order', async () => {
    const shop = await openCards(['a', 'b', 'c']);
    const buy = () =>
      placeGoodsOrder({
        credential: shop.credential,
        dialect: 'gatepay-product',
        outOrderId: randomUUID(),
        type: 'alipay',
        attachment: '',
        notifyUrl: null,
        returnUrl: null,
        areAddressesSigned: false,
        pin: null,
        lines: [{ productId: shop.productId, quantity: 1 }],
      });
    const [sold, locked] = [await buy(), await buy()];
    const { merchantId } = shop;
    await settleByHand({ merchantId, orderId: sold.id, actor: 'test', reason: 'r', amount: fen(150) });
    const { data } = await post<Page>(path, signed(shop));
    expect(data.ka.data).toMatchObject([
      { content: 'a', status: 'soldout', pay_order_id: sold.id },
      { content: 'b', status: 'locked', pay_order_id: locked.id },
      { content: 'c', status: 'soldin', pay_order_id: 0 },
    ]);
  });

  test('JSON with bare numbers is taken, and the page may change under one signature', async () => {
    const shop = await openCards(lines(51));
    const text = JSON.stringify({ ...signed(shop), page: 2, product_id: shop.productId });
    expect((await postJson(path, text)).data).toMatchObject({ ka: { current_page: 2 } });
    expect((await post(`/${path}/`, { ...signed(shop), page: '1' })).code).toBe(100);
  });

  test('101 to 108, one at a time', async () => {
    const shop = await openCards(['a']);
    for (const name of ['appkey', 'product_id', 'page', 'sign']) {
      expect((await post(path, without(signed(shop), name))).code).toBe(101);
    }
    expect((await post(path, signed(shop, { page: '' }))).code).toBe(101);
    expect((await post(path, signed(shop, { product_id: 'x' }))).code).toBe(102);
    expect((await post(path, signed(shop, { product_id: '99999999' }))).code).toBe(103);
    const foreign = await openCards(['b']);
    expect((await post(path, signed(shop, { product_id: String(foreign.productId) }))).code).toBe(103);
    expect((await post(path, { ...signed(shop), appkey: 'f'.repeat(32) })).code).toBe(105);
    expect((await post(path, { ...signed(shop), sign: '0'.repeat(32) })).code).toBe(106);
    for (const page of ['0', '-1', '1.5', 'x', '１']) {
      expect((await post(path, signed(shop, { page }))).code).toBe(108);
    }
    await suspend(foreign);
    expect((await post(path, signed(foreign))).code).toBe(104);
  });

  test('107: closed until the merchant opens it, and with the whole API', async () => {
    const shop = await openStall(['a']);
    expect(await post(path, signed(shop))).toMatchObject({ code: 107, data: null });
    expect((await post(path, signed(await openCards(['a'], { isApiOpen: false })))).code).toBe(107);
  });

  test('a query for an order that is named like the product leaves its keys to the merchant', async () => {
    const shop = await openCards(['a']);
    const query = signedQuery(shop.merchant, String(shop.productId));
    expect((await post('/api/find/findOrder', query)).code).toBe(201);
    expect((await post(path, signed(shop))).code).toBe(100);
  });
});

describe('/api/ka/create', () => {
  const path = '/api/ka/create';
  function signed(shop: Stall, content: string, extra: Params = {}): Params {
    return signedOver(shop.merchant, ['product_id', 'content'], {
      product_id: String(shop.productId),
      content,
      ...extra,
    });
  }
  const create = (shop: Stall, content: string, extra: Params = {}) =>
    post<string | null>(path, signed(shop, content, extra));

  async function contents(shop: Stall): Promise<string[]> {
    const { rows } = await listCards({ ...shop, mode: 'live', page: 1, pageSize: 1000 });
    return rows.map(({ content }) => content);
  }

  test.each(['\n', '\r\n', '\r', '\n\n'])('lines ending in %j are one key each', async (end) => {
    const shop = await openCards([]);
    expect(await create(shop, ['a', ' b ', 'c'].join(end) + end)).toMatchObject({
      code: 100,
      msg: '请求成功',
      data: '成功录入:3条卡密',
    });
    expect(await contents(shop)).toEqual(['a', 'b', 'c']);
  });

  test('only new keys are counted; the same request again finds them all there', async () => {
    const shop = await openCards(['a']);
    expect((await create(shop, 'a\nb')).data).toBe('成功录入:1条卡密');
    expect(await create(shop, 'a\nb')).toMatchObject({ code: 112, data: null });
  });

  test('JSON, multipart and a body of 64 KiB are taken', async () => {
    const shop = await openCards([]);
    const params = signed(shop, '卡号 1\r\n卡号 2');
    const text = JSON.stringify(params).replace(/"product_id":"(\d+)"/, '"product_id":$1');
    expect((await postJson(path, text)).data).toBe('成功录入:2条卡密');
    const form = new FormData();
    for (const [name, value] of Object.entries(signed(shop, 'x\r\ny'))) form.set(name, value);
    expect((await post(path, form)).data).toBe('成功录入:2条卡密');
    const large = lines(500).map((line) => line.padEnd(129, 'x'));
    const body = new URLSearchParams(signed(shop, large.join('\n').slice(0, 63_000))).toString();
    expect(body.length).toBeGreaterThan(63_000);
    expect((await create(shop, large.join('\n').slice(0, 63_000))).code).toBe(100);
  });

  test('a key with a sign that none can hold is refused, and none beside it is taken', async () => {
    const shop = await openCards([]);
    // What could not be read is refused in any field.
    for (const [sign, code] of [
      ['\ufffd', 101],
      ['\u001b', 110],
      ['\u200b', 110],
      ['\u202e', 110],
    ] as const) {
      expect([sign, (await create(shop, `good\nb${sign}d`)).code]).toEqual([sign, code]);
    }
    expect(await contents(shop)).toEqual([]);
  });

  test('101 to 112, one at a time', async () => {
    const shop = await openCards(['known']);
    for (const name of ['appkey', 'product_id', 'content', 'sign']) {
      expect((await post(path, without(signed(shop, 'a'), name))).code).toBe(101);
    }
    expect((await create(shop, 'a', { product_id: '0' })).code).toBe(102);
    expect((await create(shop, 'a', { product_id: '99999999' })).code).toBe(103);
    const foreign = await openCards([]);
    expect((await create(shop, 'a', { product_id: String(foreign.productId) })).code).toBe(103);
    expect((await post(path, { ...signed(shop, 'a'), appkey: 'f'.repeat(32) })).code).toBe(105);
    expect((await post(path, { ...signed(shop, 'a'), content: 'b' })).code).toBe(106);
    expect((await create(shop, 'a\nb\na')).code).toBe(109);
    expect((await create(shop, '')).code).toBe(110);
    expect((await create(shop, ' \r\n \r\n')).code).toBe(110);
    expect((await create(shop, lines(501).join('\n'))).code).toBe(111);
    expect((await create(shop, `${lines(500).join('\n')}\n\n\n`)).data).toBe('成功录入:500条卡密');
    expect((await create(shop, 'known')).code).toBe(112);
    await suspend(foreign);
    expect((await create(foreign, 'a')).code).toBe(104);
    expect(await contents(shop)).toEqual(['known', ...lines(500)]);
  });

  test('107: closed until the merchant opens it, and with the whole API', async () => {
    expect((await create(await openStall([]), 'a')).code).toBe(107);
    expect((await create(await openCards([], { isApiOpen: false }), 'a')).code).toBe(107);
  });

  test('113: a fault while they are inserted, and nothing is there', async () => {
    const shop = await openCards([]);
    await sql()`alter table card_keys add constraint broken check (merchant_id <> ${sql().unsafe(String(shop.merchantId))}) not valid`;
    try {
      expect(await create(shop, 'a')).toMatchObject({ code: 113, data: null });
    } finally {
      await sql()`alter table card_keys drop constraint broken`;
    }
    expect((await create(shop, 'a')).code).toBe(100);
  });

  test('106: the signature of an order or of a query plants no key', async () => {
    const shop = await openCards([]);
    const { merchant } = shop;
    const amount = signedOrder(merchant, 'E1', { price: `${shop.productId}.00`, custom: '' });
    // Never sent as an order: it is the shape that gives it away.
    const { appkey = '', sign = '' } = amount;
    const planted = { appkey, product_id: String(shop.productId), sign };
    const tail = await post(path, { ...planted, content: '.00alipayE1' });
    expect(tail).toMatchObject({ code: 106, msg: expect.stringContaining('同形') });
    expect((await post('/api/anypay/create', amount)).code).toBe(100);
    const query = signedQuery(merchant, `${shop.productId}ABCD`);
    await post('/api/find/findOrder', query);
    const replay = { ...planted, content: 'ABCD', sign: query.sign ?? '' };
    expect(await post(path, replay)).toMatchObject({ code: 106, msg: expect.stringContaining('其他请求') });
    expect(await contents(shop)).toEqual([]);
  });

  test.each([
    '.00alipayE1custom',
    '12wechatE1',
    ':1,7:1alipayE1',
    '1onecodeE1',
    '0001234E10.500.50wechat1556614084terry',
  ])('106: the key %s looks like an order', async (content) => {
    expect((await create(await openCards([]), content)).code).toBe(106);
  });

  test.each(['alipay', 'alipay 账号', '账号alipay1', '13800138000 alipay1', 'AAAA-1.50-BBBB'])(
    'the key %s is one',
    async (content) => {
      expect((await create(await openCards([]), content)).code).toBe(100);
    },
  );

  test('keys go to the paid orders that are owed some', async () => {
    const shop = await openCards(['a']);
    const { merchantId, productId, credential } = shop;
    const order = await placeGoodsOrder({
      credential,
      dialect: 'gatepay-product',
      outOrderId: 'owed',
      type: 'alipay',
      attachment: '',
      notifyUrl: null,
      returnUrl: null,
      areAddressesSigned: false,
      pin: null,
      lines: [{ productId, quantity: 1 }],
    });
    await sql()`delete from card_keys where merchant_id = ${merchantId}`;
    await settleByHand({ merchantId, orderId: order.id, actor: 'test', reason: 'r', amount: fen(150) });
    expect(await goodsOfOrder({ merchantId, orderId: order.id })).toMatchObject([{ owed: 1 }]);
    expect((await create(shop, 'b\nc')).data).toBe('成功录入:2条卡密');
    expect(await goodsOfOrder({ merchantId, orderId: order.id })).toMatchObject([{ owed: 0, keys: ['b'] }]);
  });
});
