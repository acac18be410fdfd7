import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { callbackOfOrder } from '@/lib/core/callbacks';
import { createProduct, importCards } from '@/lib/core/catalogue';
import { closeOrder, type Order, placeGoodsOrder, placeOrder, settleByHand } from '@/lib/core/orders';
import { refundOrder } from '@/lib/core/refunds';
import { fen } from '@/lib/platform/money';
import { openShop, type Shop } from '@/tests/support/shop';

const gateway = createGateway();

async function read(path: string): Promise<string> {
  return (await gateway.fetch(new Request(`http://localhost${path}`))).text();
}

/** The page's own slip, without the script that every page carries. */
async function slipOf(placed: Order): Promise<string> {
  return /<article.*<\/article>/s.exec(await read(`/pay/index?id=${placed.token}`))?.[0] ?? '';
}

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

async function sell(name: string, keys: readonly string[]): Promise<number> {
  const { merchantId } = shop;
  const { productId } = await createProduct({ merchantId, name, price: fen(500), categoryId: null });
  if (keys.length > 0) await stock(productId, keys);
  return productId;
}

function stock(productId: number, lines: readonly string[]) {
  return importCards({ merchantId: shop.merchantId, productId, mode: 'live', lines });
}

function buy(...lines: { productId: number; quantity: number }[]): Promise<Order> {
  return placeGoodsOrder({
    credential: shop.credential,
    dialect: 'gatepay-v1',
    outOrderId: randomUUID(),
    type: 'alipay',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
    lines,
  });
}

function pay(placed: Order) {
  const { merchantId, id: orderId, price } = placed;
  return settleByHand({ merchantId, orderId, actor: 'merchant:1', reason: 'seen', amount: price });
}

describe('card keys', () => {
  test('are on the receipt as soon as the order is paid, before the merchant has heard of it', async () => {
    const productId = await sell('Season card', ['KEY-0001', 'KEY-0002', 'KEY-0003']);
    const placed = await buy({ productId, quantity: 2 });
    expect(await slipOf(placed)).not.toContain('KEY-000');
    await pay(placed);
    const slip = await slipOf(placed);
    expect(slip).toContain('data-state="confirming"');
    expect([...slip.matchAll(/<code>(KEY-\d+)<\/code>/g)].map(([, key]) => key)).toEqual([
      'KEY-0001',
      'KEY-0002',
    ]);
    expect([...slip.matchAll(/data-copy="(KEY-\d+)"/g)].map(([, key]) => key)).toEqual([
      'KEY-0001',
      'KEY-0002',
    ]);
    expect(slip).toMatch(/data-all.*data-print/s);
  });

  test('are not what data readers, pollers or other orders’ buyers are told', async () => {
    const productId = await sell('Month card', ['SECRET-0001', 'SECRET-0002']);
    const [mine, other] = [await buy({ productId, quantity: 1 }), await buy({ productId, quantity: 1 })];
    await pay(mine);
    const { token } = mine;
    for (const path of [`/pay/api?id=${token}&format=json`, `/pay/state?id=${token}`]) {
      expect(await read(path)).not.toContain('SECRET-');
    }
    expect(await slipOf(other)).not.toContain('SECRET-');
    await pay(other);
    expect(await slipOf(other)).not.toContain('SECRET-0001');
  });

  test('stay text, whatever a merchant has typed, and so do the names of products', async () => {
    const nasty = `"></code><script>alert('&')</script>`;
    const placed = await buy({ productId: await sell(nasty, [nasty]), quantity: 1 });
    await pay(placed);
    const page = await read(`/pay/index?id=${placed.token}`);
    expect(page).not.toMatch(/<script>alert|"><\/code>/);
    const escaped = '&quot;&gt;&lt;/code&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;';
    expect(page).toContain(`<code>${escaped}</code>`);
    expect(page).toContain(`data-copy="${escaped}"`);
    expect(page).toContain(`<h3><span>${escaped}</span>`);
  });

  test('that ran out are owed in words, and appear when they are imported', async () => {
    const productId = await sell('Year card', ['YEAR-0001']);
    const placed = await buy({ productId, quantity: 1 });
    const { merchantId } = shop;
    // The stock goes while the buyer pays: his order ends, another takes its key, and his money comes after all.
    await closeOrder({ merchantId, orderId: placed.id, actor: 'test' });
    await pay(await buy({ productId, quantity: 1 }));
    await pay(placed);
    const short = await slipOf(placed);
    expect(short).toContain('data-owed="1"');
    expect(short).toContain('库存不足，剩余 1 条补货后自动显示在本页，请保存本页地址');
    await stock(productId, ['YEAR-0002']);
    const whole = await slipOf(placed);
    expect(whole).toContain('<code>YEAR-0002</code>');
    expect(whole).not.toContain('data-owed');
  });

  test('are gone from the page once the whole money is back', async () => {
    const placed = await buy({ productId: await sell('Trial', ['TRIAL-0001']), quantity: 1 });
    await pay(placed);
    expect(await slipOf(placed)).toContain('TRIAL-0001');
    await giveBack(placed, placed.price);
    const slip = await slipOf(placed);
    expect(slip).toContain('data-state="refunded"');
    expect(slip).not.toContain('TRIAL-0001');
  });
});

function giveBack({ merchantId, id: orderId }: Order, amount: Order['price']) {
  return refundOrder({ merchantId, orderId, amount, way: 'manual', reason: 'broken', actor: 'merchant:1' });
}

test('a part that was given back is on the receipt', async () => {
  const placed = await buy({ productId: await sell('Pack', ['P-1', 'P-2']), quantity: 2 });
  await pay(placed);
  await giveBack(placed, fen(300));
  const slip = await slipOf(placed);
  expect(slip).toMatch(/<dt>已退款<\/dt><dd><b>¥3\.00<\/b><\/dd>/);
  expect(slip).toContain('<code>P-1</code>');
});

test('an order that nobody is told of has a plain receipt, without waiting and without a way back', async () => {
  const alone = await openShop({ notifyUrl: null, returnUrl: null });
  const placed = await placeOrder({
    credential: { ...alone.credential, notifyUrl: null, returnUrl: null },
    dialect: 'gatepay-v1',
    outOrderId: randomUUID(),
    type: 'alipay',
    price: fen(1000),
    title: 'Tip',
    attachment: '',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    isReturnOptional: true,
    isTold: false,
    pin: null,
  });
  await pay(placed);
  expect(await callbackOfOrder({ merchantId: alone.merchantId, orderId: placed.id })).toBeNull();
  const slip = await slipOf(placed);
  expect(slip).toContain('data-state="paid"');
  expect(slip).not.toMatch(/data-go|返回|正在通知/);
});
