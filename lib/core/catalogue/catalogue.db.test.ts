import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { listAudit } from '@/lib/core/audit';
import {
  changeProduct,
  createCategory,
  createProduct,
  fillBackorders,
  findPicture,
  findProduct,
  goodsOfOrder,
  importCards,
  listCards,
  listCategories,
  listProducts,
  removeCards,
  removeCategory,
  removeProduct,
  removeProductPicture,
  renameCategory,
  setProductPicture,
} from '@/lib/core/catalogue';
import {
  closeOrder,
  eventsOfOrder,
  expireDueOrders,
  type Order,
  placeGoodsOrder,
  settleByHand,
} from '@/lib/core/orders';
import type { Mode } from '@/lib/core/vocabulary';
import { fen } from '@/lib/platform/money';
import { openShop, type Shop } from '@/tests/support/shop';

async function shopWithProduct(price = 990) {
  const shop = await openShop();
  const { merchantId } = shop;
  const { productId } = await createProduct({
    merchantId,
    name: 'card',
    price: fen(price),
    categoryId: null,
  });
  return { ...shop, productId };
}

type Stall = Awaited<ReturnType<typeof shopWithProduct>>;

const lines = (count: number, prefix = 'key') =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

function stock(stall: Stall, keys: readonly string[], mode: Mode = 'live') {
  const { merchantId, productId } = stall;
  return importCards({ merchantId, productId, mode, lines: keys });
}

function buy({ credential }: Shop, wanted: Record<number, number>): Promise<Order> {
  return placeGoodsOrder({
    credential,
    dialect: 'cloudpay',
    outOrderId: randomUUID(),
    type: 'alipay',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
    lines: Object.entries(wanted).map(([productId, quantity]) => ({
      productId: Number(productId),
      quantity,
    })),
  });
}

function pay({ merchantId }: Shop, order: Order) {
  return settleByHand({ merchantId, orderId: order.id, actor: 'test', reason: 'r', amount: order.price });
}

async function expire(order: Order) {
  await sql()`update orders set expires_at = now() - interval '1 second' where id = ${order.id}`;
  await expireDueOrders({ limit: 10 });
}

async function keysOf({ merchantId }: Shop, order: Order): Promise<string[]> {
  const goods = await goodsOfOrder({ merchantId, orderId: order.id });
  return goods.flatMap(({ keys }) => keys);
}

async function deedsOf(merchantId: number, kind: string) {
  const { rows } = await listAudit({ merchantId, action: kind, page: 1, pageSize: 50 });
  return rows.map(({ action, subject, data }) => [action, subject, data]).reverse();
}

describe('categories', () => {
  test('have a name once per merchant, and tell how many products they hold', async () => {
    const { merchantId } = await openShop();
    const { categoryId } = await createCategory({ merchantId, name: ' 会员 ' });
    await expect(createCategory({ merchantId, name: '会员' })).rejects.toMatchObject({
      code: 'category.name_taken',
    });
    await createProduct({ merchantId, name: 'a', price: fen(1), categoryId });
    expect(await listCategories(merchantId)).toEqual([{ id: categoryId, name: '会员', productCount: 1 }]);
    const other = await createCategory({ merchantId, name: '点卡' });
    await expect(renameCategory({ merchantId, categoryId, name: '点卡' })).rejects.toMatchObject({
      code: 'category.name_taken',
    });
    await renameCategory({ merchantId, ...other, name: '充值' });
    expect((await listCategories(merchantId)).map(({ name }) => name)).toEqual(['会员', '充值']);
  });

  test('leave their products when they go, and their name is free again', async () => {
    const { merchantId } = await openShop();
    const { categoryId } = await createCategory({ merchantId, name: '会员' });
    const { productId } = await createProduct({ merchantId, name: 'a', price: fen(1), categoryId });
    await removeCategory({ merchantId, categoryId });
    expect(await findProduct({ merchantId, productId, mode: 'live' })).toMatchObject({
      categoryId: null,
      categoryName: null,
    });
    await createCategory({ merchantId, name: '会员' });
    await expect(removeCategory({ merchantId, categoryId })).rejects.toMatchObject({
      code: 'category.unknown',
    });
    await expect(renameCategory({ merchantId, categoryId, name: 'x' })).rejects.toMatchObject({
      code: 'category.unknown',
    });
  });

  test('keep to their merchant', async () => {
    const [mine, foreign] = [await openShop(), await openShop()];
    const { categoryId } = await createCategory({ merchantId: mine.merchantId, name: '会员' });
    const { merchantId } = foreign;
    await expect(renameCategory({ merchantId, categoryId, name: 'x' })).rejects.toMatchObject({
      code: 'category.unknown',
    });
    await expect(removeCategory({ merchantId, categoryId })).rejects.toMatchObject({
      code: 'category.unknown',
    });
    await expect(createProduct({ merchantId, name: 'a', price: fen(1), categoryId })).rejects.toMatchObject({
      code: 'category.unknown',
    });
  });
});

describe('what is done stands in the audit log, and what was refused does not', () => {
  test('to a category', async () => {
    const [{ merchantId }, foreign] = [await openShop(), await openShop()];
    const { categoryId } = await createCategory({ merchantId, name: '会员' });
    const other = await createCategory({ merchantId: foreign.merchantId, name: '点卡' });
    await renameCategory({ merchantId, categoryId, name: '充值' });
    for (const attempt of [
      () => createCategory({ merchantId, name: '充值' }),
      () => renameCategory({ merchantId, ...other, name: 'x' }),
      () => removeCategory({ merchantId, ...other }),
    ]) {
      await expect(attempt()).rejects.toThrow();
    }
    await removeCategory({ merchantId, categoryId });
    const subject = `category:${categoryId}`;
    expect(await deedsOf(merchantId, 'category')).toEqual([
      ['category.added', subject, { name: '会员' }],
      ['category.changed', subject, { name: '充值' }],
      ['category.removed', subject, { name: '充值' }],
    ]);
  });

  test('to a product, with what was named', async () => {
    const [{ merchantId }, foreign] = [await openShop(), await shopWithProduct()];
    const made = { name: '月卡', description: '', categoryId: null, delivery: 'cards' } as const;
    const { productId } = await createProduct({ merchantId, ...made, price: fen(990) });
    const key = { merchantId, productId };
    await changeProduct({ ...key, price: fen(1000), isOnSale: false });
    await changeProduct({ ...key, name: '年卡' });
    await changeProduct(key);
    await setProductPicture({ ...key, bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) });
    const stranger = { merchantId, productId: foreign.productId };
    for (const attempt of [
      () => createProduct({ merchantId, name: 'a', price: fen(1), categoryId: 999_999_999 }),
      () => changeProduct({ ...key, categoryId: 999_999_999 }),
      () => changeProduct({ ...stranger, name: 'x' }),
      () => removeProduct(stranger),
    ]) {
      await expect(attempt()).rejects.toThrow();
    }
    await removeProduct(key);
    const subject = `product:${productId}`;
    expect(await deedsOf(merchantId, 'product')).toEqual([
      ['product.added', subject, { ...made, priceFen: 990, isOnSale: true }],
      ['product.changed', subject, { priceFen: 1000, isOnSale: false }],
      ['product.changed', subject, { name: '年卡' }],
      ['product.removed', subject, { name: '年卡' }],
    ]);
  });
});

describe('products', () => {
  test('are as they were made, and change only where it is said', async () => {
    const { merchantId } = await openShop();
    const { categoryId } = await createCategory({ merchantId, name: '会员' });
    const { productId } = await createProduct({ merchantId, name: ' 月卡 ', price: fen(990), categoryId });
    const key = { merchantId, productId };
    expect(await findProduct({ ...key, mode: 'live' })).toMatchObject({
      id: productId,
      name: '月卡',
      description: '',
      categoryName: '会员',
      price: 990,
      delivery: 'cards',
      isOnSale: true,
      pictureToken: null,
      unsold: 0,
      owed: 0,
    });
    await changeProduct({ ...key, price: fen(1000), isOnSale: false });
    await changeProduct({
      ...key,
      description: '三十天',
      categoryId: null,
      delivery: 'none',
      name: undefined,
    });
    expect(await findProduct({ ...key, mode: 'live' })).toMatchObject({
      name: '月卡',
      description: '三十天',
      categoryId: null,
      price: 1000,
      delivery: 'none',
      isOnSale: false,
    });
  });

  test.each([
    ['name', { name: ' ' }],
    ['price', { price: fen(0) }],
    ['price', { price: fen(10_000_000_000) }],
    ['description', { description: 'a'.repeat(2001) }],
  ])('with a wrong %s are refused', async (field, wrong) => {
    const { merchantId, productId } = await shopWithProduct();
    const refusal = { code: 'product.invalid', details: { field } };
    const right = { merchantId, name: 'a', price: fen(1), categoryId: null };
    await expect(createProduct({ ...right, ...wrong })).rejects.toMatchObject(refusal);
    await expect(changeProduct({ merchantId, productId, ...wrong })).rejects.toMatchObject(refusal);
  });

  test('of others and removed ones are unknown', async () => {
    const { merchantId, productId } = await shopWithProduct();
    const foreign = await openShop();
    const unknown = { code: 'product.unknown' };
    const stolen = { merchantId: foreign.merchantId, productId };
    expect(await findProduct({ ...stolen, mode: 'live' })).toBeNull();
    await expect(changeProduct({ ...stolen, name: 'x' })).rejects.toMatchObject(unknown);
    await expect(removeProduct(stolen)).rejects.toMatchObject(unknown);
    await expect(importCards({ ...stolen, mode: 'live', lines: ['a'] })).rejects.toMatchObject(unknown);
    expect(await removeCards({ ...stolen, cardIds: [1] })).toBe(0);
    await removeProduct({ merchantId, productId });
    expect(await listProducts({ merchantId, mode: 'live' })).toEqual([]);
    await expect(changeProduct({ merchantId, productId, name: 'x' })).rejects.toMatchObject(unknown);
    await expect(importCards({ merchantId, productId, mode: 'live', lines: ['a'] })).rejects.toMatchObject(
      unknown,
    );
  });
});

describe('pictures', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
  test('are what their bytes are, and a new one has a new address', async () => {
    const { merchantId, productId } = await shopWithProduct();
    const key = { merchantId, productId };
    await setProductPicture({ ...key, bytes: png });
    const first = (await findProduct({ ...key, mode: 'live' }))?.pictureToken ?? '';
    expect(await findPicture(first)).toEqual({ contentType: 'image/png', bytes: png });
    await setProductPicture({ ...key, bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) });
    expect(await findPicture(first)).toBeNull();
    const second = (await findProduct({ ...key, mode: 'live' }))?.pictureToken ?? '';
    expect(await findPicture(second)).toMatchObject({ contentType: 'image/jpeg' });
    await setProductPicture({ ...key, bytes: Buffer.from('RIFF0000WEBPVP8 ') });
    await removeProductPicture(key);
    expect((await findProduct({ ...key, mode: 'live' }))?.pictureToken).toBeNull();
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<svg onload=alert(1)>')],
    ['more than 512 KiB', Buffer.concat([png, Buffer.alloc(512 * 1024)])],
  ])('%s is no picture', async (_what, bytes) => {
    const { merchantId, productId } = await shopWithProduct();
    await expect(setProductPicture({ merchantId, productId, bytes })).rejects.toMatchObject({
      code: 'product.picture_invalid',
    });
  });

  test('are given to own products only', async () => {
    const { productId } = await shopWithProduct();
    const { merchantId } = await openShop();
    await expect(setProductPicture({ merchantId, productId, bytes: png })).rejects.toMatchObject({
      code: 'product.unknown',
    });
  });
});

describe('importing keys', () => {
  test('keeps their order, drops empty lines and spaces, and tells known ones apart', async () => {
    const stall = await shopWithProduct();
    expect(await stock(stall, ['b\r', '', '  a  ', '\t'])).toEqual({ added: 2, duplicate: 0, filled: 0 });
    expect(await stock(stall, ['c', 'a'])).toEqual({ added: 1, duplicate: 1, filled: 0 });
    const { rows, total } = await listCards({ ...stall, mode: 'live', page: 1, pageSize: 50 });
    expect(total).toBe(3);
    expect(rows.map(({ content }) => content)).toEqual(['b', 'a', 'c']);
    expect(rows[0]).toMatchObject({ status: 'unsold', orderId: null });
  });

  test('refuses nothing, too much, repeated and known keys, each in its own word', async () => {
    const stall = await shopWithProduct();
    await expect(stock(stall, ['', ' '])).rejects.toMatchObject({ code: 'card.none_given' });
    await expect(stock(stall, lines(501))).rejects.toMatchObject({ code: 'card.too_many' });
    await expect(stock(stall, ['a', '', 'b', ' a'])).rejects.toMatchObject({
      code: 'card.repeated',
      details: { line: 4 },
    });
    await expect(stock(stall, ['a', '', 'b\u0000'])).rejects.toMatchObject({
      code: 'card.unfit',
      details: { line: 3, sign: 'U+0000' },
    });
    expect(await stock(stall, [...lines(500), '', ''])).toMatchObject({ added: 500 });
    await expect(stock(stall, ['key-1', 'key-2'])).rejects.toMatchObject({ code: 'card.all_known' });
  });

  test('knows each mode, each product and each merchant for itself', async () => {
    const stall = await shopWithProduct();
    const other = await shopWithProduct();
    await stock(stall, ['same']);
    expect(await stock(stall, ['same'], 'test')).toMatchObject({ added: 1 });
    expect(await stock(other, ['same'])).toMatchObject({ added: 1 });
    const hashes = await sql()`select distinct content_hash from card_keys
      where merchant_id in (${stall.merchantId}, ${other.merchantId})`;
    expect(hashes).toHaveLength(2);
    expect(await findProduct({ ...stall, mode: 'test' })).toMatchObject({ unsold: 1 });
  });

  test('is shown page by page without a gap or a repetition, whatever was imported between and taken back', async () => {
    const stall = await shopWithProduct();
    const other = await shopWithProduct();
    for (const part of ['a', 'b', 'c']) {
      await stock(stall, lines(500, part));
      await stock(stall, lines(300, part), 'test');
      await stock(other, lines(500, part));
    }
    const pages = async (status?: 'unsold') => {
      const ids: number[] = [];
      for (let page = 1; ; page += 1) {
        const { rows, total } = await listCards({ ...stall, mode: 'live', status, page, pageSize: 130 });
        ids.push(...rows.map(({ id }) => id));
        if (rows.length === 0) return { ids, total };
      }
    };
    const known = async () => {
      const rows = await sql()<{ id: number }[]>`select id from card_keys
        where product_id = ${stall.productId} and mode = 'live' order by id`;
      return rows.map(({ id }) => id);
    };
    const all = await known();
    expect(await pages()).toEqual({ ids: all, total: 1500 });
    const gone = all.filter((_, index) => index < 200 || index % 7 === 0);
    await Promise.all([
      removeCards({ ...stall, cardIds: gone }),
      removeCards({ ...stall, cardIds: gone.toReversed() }),
    ]);
    const left = all.filter((id) => !gone.includes(id));
    expect(await known()).toEqual(left);
    expect(await pages()).toEqual({ ids: left, total: left.length });
    expect(await pages('unsold')).toEqual({ ids: left, total: left.length });
  });

  test('leaves nothing in the table that can be read', async () => {
    const stall = await shopWithProduct();
    await stock(stall, ['SECRET-KEY-4711']);
    const [row] = await sql()<{ dump: string }[]>`
      select string_agg(k::text || encode(k.content_hash, 'escape') || convert_from(content_sealed::bytea, 'utf8'), '') as dump
      from card_keys k where merchant_id = ${stall.merchantId}`;
    expect(row?.dump).toContain('v1.');
    expect(row?.dump).not.toContain('4711');
    expect(row?.dump).not.toContain(Buffer.from('SECRET-KEY-4711').toString('base64').slice(0, 16));
  });

  test('takes back only what nobody has ordered', async () => {
    const stall = await shopWithProduct();
    await stock(stall, ['a', 'b', 'c']);
    await pay(stall, await buy(stall, { [stall.productId]: 1 }));
    await buy(stall, { [stall.productId]: 1 });
    const { rows } = await listCards({ ...stall, mode: 'live', page: 1, pageSize: 9 });
    expect(rows.map(({ status }) => status)).toEqual(['sold', 'locked', 'unsold']);
    expect(await removeCards({ ...stall, cardIds: rows.map(({ id }) => id) })).toBe(1);
    const sold = await listCards({ ...stall, mode: 'live', status: 'sold', page: 1, pageSize: 9 });
    expect(sold).toMatchObject({ total: 1, rows: [{ content: 'a' }] });
  });
});

describe('a bought key', () => {
  test('is shown once it is paid, not while it is reserved, and at the price of that day', async () => {
    const stall = await shopWithProduct();
    await stock(stall, lines(3));
    const order = await buy(stall, { [stall.productId]: 2 });
    expect(await keysOf(stall, order)).toEqual([]);
    await changeProduct({ ...stall, price: fen(5000), name: 'other' });
    await pay(stall, order);
    expect(await goodsOfOrder({ ...stall, orderId: order.id })).toEqual([
      {
        productId: stall.productId,
        name: 'card',
        unitPrice: 990,
        quantity: 2,
        owed: 0,
        keys: ['key-1', 'key-2'],
      },
    ]);
    const foreign = await openShop();
    expect(await goodsOfOrder({ merchantId: foreign.merchantId, orderId: order.id })).toEqual([]);
  });

  test('goes back on the shelf when its order ends, and a product that the site delivers needs none', async () => {
    const stall = await shopWithProduct();
    await stock(stall, ['a']);
    const order = await buy(stall, { [stall.productId]: 1 });
    await closeOrder({ merchantId: stall.merchantId, orderId: order.id, actor: 'test' });
    expect(await findProduct({ ...stall, mode: 'live' })).toMatchObject({ unsold: 1, locked: 0 });
    await changeProduct({ ...stall, delivery: 'none' });
    const served = await buy(stall, { [stall.productId]: 5 });
    await pay(stall, served);
    expect(await goodsOfOrder({ ...stall, orderId: served.id })).toMatchObject([{ owed: 0, keys: [] }]);
  });
});

/** Paid orders that are owed `quantities` keys, in this order. */
async function owing(stall: Stall, quantities: readonly number[]): Promise<Order[]> {
  const all = quantities.reduce((sum, quantity) => sum + quantity, 0);
  await stock(stall, lines(all, 'taken'));
  const orders: Order[] = [];
  for (const quantity of quantities) orders.push(await buy(stall, { [stall.productId]: quantity }));
  for (const order of orders) await expire(order);
  await pay(stall, await buy(stall, { [stall.productId]: all }));
  for (const order of orders) await pay(stall, order);
  return orders;
}

describe('owed keys', () => {
  test('are filled in the import, whoever paid first first and as far as they go', async () => {
    const stall = await shopWithProduct();
    const [first, second, third] = (await owing(stall, [2, 2, 1])) as [Order, Order, Order];
    expect(await findProduct({ ...stall, mode: 'live' })).toMatchObject({ owed: 5 });
    expect(await stock(stall, lines(3))).toEqual({ added: 3, duplicate: 0, filled: 3 });
    expect(await keysOf(stall, first)).toEqual(['key-1', 'key-2']);
    expect(await keysOf(stall, second)).toEqual(['key-3']);
    expect(await keysOf(stall, third)).toEqual([]);
    expect(await stock(stall, lines(4, 'later'))).toEqual({ added: 4, duplicate: 0, filled: 2 });
    expect(await keysOf(stall, second)).toEqual(['key-3', 'later-1']);
    expect(await keysOf(stall, third)).toEqual(['later-2']);
    expect(await findProduct({ ...stall, mode: 'live' })).toMatchObject({ owed: 0, unsold: 2 });
    const events = await eventsOfOrder({ ...stall, orderId: second.id });
    expect(events.filter(({ kind }) => kind === 'keys_delivered').map(({ data }) => data)).toEqual([
      { productId: stall.productId, count: 1, owed: 1 },
      { productId: stall.productId, count: 1, owed: 0 },
    ]);
  });

  test('are filled from keys that another order gives back', async () => {
    const stall = await shopWithProduct();
    await stock(stall, ['a']);
    const early = await buy(stall, { [stall.productId]: 1 });
    await expire(early);
    const holder = await buy(stall, { [stall.productId]: 1 });
    await pay(stall, early);
    expect(await fillBackorders({ limit: 10 })).toBe(0);
    await expire(holder);
    expect(await fillBackorders({ limit: 10 })).toBe(1);
    expect(await keysOf(stall, early)).toEqual(['a']);
  });

  test('are owed no more once the order was given back', async () => {
    const stall = await shopWithProduct();
    const [order] = (await owing(stall, [1])) as [Order];
    await sql()`update orders set status = 'refunded', refunded_fen = paid_fen where id = ${order.id}`;
    expect(await stock(stall, ['a'])).toMatchObject({ filled: 0 });
    expect(await fillBackorders({ limit: 10 })).toBe(0);
    expect(await keysOf(stall, order)).toEqual([]);
  });

  test('are filled by sixteen workers once', async () => {
    const stall = await shopWithProduct();
    const orders = await owing(stall, [1, 2, 3, 1]);
    const spare = await shopWithProduct();
    await stock(spare, ['x']);
    // Keys that lie there while orders are owed some, as after an expiry.
    const { merchantId, productId } = stall;
    await sql()`
      insert into card_keys (merchant_id, product_id, mode, content_sealed, content_hash)
      select ${merchantId}, ${productId}, 'live', k.content_sealed, sha256(n::text::bytea)
      from card_keys k, generate_series(1, 6) n where k.merchant_id = ${spare.merchantId}`;
    const given = await Promise.all(Array.from({ length: 16 }, () => fillBackorders({ limit: 10 })));
    // Workers that come at once pass over what the others hold.
    given.push(await fillBackorders({ limit: 10 }));
    expect(given.reduce((sum, count) => sum + count, 0)).toBe(6);
    const keys = await Promise.all(orders.map((order) => keysOf(stall, order)));
    expect(keys.flat()).toHaveLength(6);
    expect(await findProduct({ merchantId, productId, mode: 'live' })).toMatchObject({ owed: 1, unsold: 0 });
  });
});

test('64 importers of the same keys and 64 buyers: each key is there once and sold once', async () => {
  const stall = await shopWithProduct();
  await stock(stall, lines(10));
  const results = await Promise.allSettled(
    Array.from({ length: 64 }, async (_, way) => {
      const imported = stock(stall, way % 2 === 0 ? lines(40) : lines(40).reverse());
      const [bought] = await Promise.allSettled([buy(stall, { [stall.productId]: 1 }), imported]);
      if (bought.status === 'rejected') throw bought.reason;
      await pay(stall, bought.value);
      return keysOf(stall, bought.value);
    }),
  );
  const sold = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'product.out_of_stock' });
  }
  expect(new Set(sold).size).toBe(sold.length);
  const { rows, total } = await listCards({ ...stall, mode: 'live', page: 1, pageSize: 100 });
  expect(total).toBe(40);
  expect(new Set(rows.map(({ content }) => content))).toEqual(new Set(lines(40)));
  expect(rows.filter(({ status }) => status === 'sold').map(({ content }) => content)).toEqual(
    expect.arrayContaining(sold),
  );
});
