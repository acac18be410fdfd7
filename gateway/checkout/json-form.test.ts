import { expect, test } from 'vitest';
import { CHECKOUTS, facts, withOrder } from '@/e2e/pictures/checkout-fixtures';
import { answerCheckoutJson, tellState } from '@/gateway/checkout/json-form';
import { fen } from '@/lib/platform/money';

async function read(
  response: Response,
): Promise<{ code: number; msg: string; time: string; data: Record<string, unknown> }> {
  return JSON.parse(await response.text());
}

test('a waiting order is told with exact amounts and unix seconds', async () => {
  const { code, time, data } = await read(answerCheckoutJson(facts));
  expect(code).toBe(100);
  expect(time).toMatch(/^\d{10}$/);
  expect(data).toEqual({
    order_id: 1000000000004217,
    out_order_id: 'HK20261121-0088',
    title: '手冲咖啡豆 埃塞俄比亚 250 克',
    status: 'pending',
    price: '12.80',
    realprice: '12.79',
    type: 'alipay',
    qrcode: 'https://qr.alipay.com/fkx12345abcde67890xyz',
    isexact: false,
    created_at: 1795242600,
    expires_at: 1795242900,
    server_time: 1795242628,
    redirect_url: null,
    timeout_url: null,
  });
});

test('no code is told of an order that is over', async () => {
  for (const name of ['paid', 'expired', 'closed', 'late', 'refunded']) {
    const { data } = await read(answerCheckoutJson(CHECKOUTS[name] ?? facts));
    expect(data.qrcode).toBeNull();
  }
});

test('every state has one of the five names', async () => {
  const names = new Set<unknown>();
  for (const subject of Object.values(CHECKOUTS)) {
    if (subject.refusal !== null) continue;
    names.add((await read(answerCheckoutJson(subject))).data.status);
  }
  expect([...names].sort()).toEqual(['closed', 'expired', 'paid', 'pending', 'refunded']);
});

test('the way back is told only after the acknowledgement, the timeout address only after the end', async () => {
  const back = await read(answerCheckoutJson(CHECKOUTS.paid ?? facts));
  expect(back.data).toMatchObject({ redirect_url: expect.stringContaining('sign='), timeout_url: null });
  const untold = await read(answerCheckoutJson(CHECKOUTS.confirming ?? facts));
  expect(untold.data).toMatchObject({ status: 'paid', redirect_url: null });
  const over = await read(answerCheckoutJson(CHECKOUTS['expired-with-address'] ?? facts));
  expect(over.data).toMatchObject({ status: 'expired', timeout_url: 'https://shop.example.com/timeout' });
});

test('an order that nothing can be allocated to answers the dialects’ 204', async () => {
  expect(await read(answerCheckoutJson(CHECKOUTS.unavailable ?? facts))).toMatchObject({
    code: 204,
    data: null,
  });
});

test('a status poll stays within 400 bytes for the longest order', () => {
  const longest = withOrder({
    title: '货'.repeat(500),
    outOrderId: 'x'.repeat(64),
    payable: fen(9_999_999_999),
  });
  expect(Buffer.byteLength(tellState(longest))).toBeLessThanOrEqual(400);
});

test('before the buyer has chosen there is no type and no code, but what he may choose', async () => {
  const { code, data } = await read(answerCheckoutJson(CHECKOUTS.choosing ?? facts));
  expect(code).toBe(100);
  expect(data).toMatchObject({
    status: 'pending',
    type: null,
    choices: ['alipay', 'wechat'],
    qrcode: null,
    realprice: '12.80',
  });
});

test('card keys are told to nobody who reads data', async () => {
  const paid = CHECKOUTS['paid-keys'] ?? facts;
  const [key = ''] = paid.goods[0]?.keys ?? [];
  expect(key).not.toBe('');
  expect(await answerCheckoutJson(paid).text()).not.toContain(key);
  expect(tellState(paid)).not.toContain(key);
});
