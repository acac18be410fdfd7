import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { findCredential } from '@/lib/core/merchants';
import { findOrder, type Order, placeOrder } from '@/lib/core/orders';
import { refundOrder } from '@/lib/core/refunds';
import { fen } from '@/lib/platform/money';
import { open, openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

async function testOrder(price: number): Promise<Order> {
  const credential = await findCredential(shop.merchantId, 'test');
  if (credential === null) throw new Error('no test keys');
  const placed = await placeOrder({
    credential,
    dialect: 'cloudpay',
    outOrderId: randomUUID(),
    type: 'alipay',
    price: fen(price),
    title: 'goods',
    attachment: 'buyer',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
  });
  return open(placed);
}

function get(token: string): Promise<Response> {
  return Promise.resolve(gateway.fetch(new Request(`http://localhost/wallet?id=${token}`)));
}

async function act(token: string, name: string, notice = ''): Promise<string[]> {
  const body = new URLSearchParams({ act: name, notice });
  const answer = await gateway.fetch(
    new Request(`http://localhost/wallet?id=${token}`, { method: 'POST', body }),
  );
  return [...(await answer.text()).matchAll(/data-outcome="(\w+)"/g)].map(([, outcome]) => outcome ?? '');
}

const statusOf = async (placed: Order) =>
  (await findOrder({ merchantId: shop.merchantId, orderId: placed.id }))?.status;

describe('the pretend wallet', () => {
  test('shows whom it pays and how much, and says that no money moves', async () => {
    const placed = await testOrder(1000);
    const answer = await get(placed.token);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('模拟钱包');
    expect(page).toContain('不会产生真实扣款');
    expect(page).toContain('付款 ¥10.00');
  });

  test('pays', async () => {
    const placed = await testOrder(1100);
    expect(await act(placed.token, 'exact')).toEqual(['matched']);
    expect(await statusOf(placed)).toBe('paid');
  });

  test('pays nobody with a cent too little', async () => {
    const placed = await testOrder(1200);
    expect(await act(placed.token, 'short')).toEqual(['unmatched']);
    expect(await statusOf(placed)).toBe('pending');
  });

  test('pays late, which settles nothing by itself', async () => {
    const placed = await testOrder(1300);
    expect(await act(placed.token, 'late')).toEqual(['late']);
    expect(await statusOf(placed)).toBe('pending');
  });

  test('pays twice, of which one settles', async () => {
    const placed = await testOrder(1400);
    expect(await act(placed.token, 'twice')).toEqual(['matched', 'unmatched']);
  });

  test('repeats a notice, which counts once', async () => {
    const placed = await testOrder(1500);
    expect(await act(placed.token, 'repeat')).toEqual(['matched', 'repeat']);
  });

  test('takes a second tap on the same button for the same payment', async () => {
    const placed = await testOrder(1600);
    const notice = 'a'.repeat(32);
    expect(await act(placed.token, 'exact', notice)).toEqual(['matched']);
    expect(await act(placed.token, 'exact', notice)).toEqual(['repeat']);
  });

  test('shows what was given back', async () => {
    const placed = await testOrder(1900);
    await act(placed.token, 'exact');
    expect(await (await get(placed.token)).text()).not.toContain('已退款');
    const { merchantId, id: orderId } = placed;
    await refundOrder({ merchantId, orderId, amount: fen(500), way: 'channel', reason: '', actor: 'm' });
    expect(await (await get(placed.token)).text()).toMatch(/已退款<\/span><b>¥5\.00/);
  });

  test('has nothing for live orders and unknown ones', async () => {
    const live = await open(await order(shop, 1700));
    for (const token of [live.token, 'AAAAAAAAAAAAAAAAAAAAAA', '']) {
      expect((await get(token)).status).toBe(404);
      expect(await act(token, 'exact')).toEqual([]);
    }
    expect(await statusOf(live)).toBe('pending');
  });

  test('pays nothing that it was not asked for', async () => {
    const placed = await testOrder(1800);
    expect(await act(placed.token, 'everything')).toEqual([]);
    expect(await statusOf(placed)).toBe('pending');
  });
});
