import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { findCredential } from '@/lib/core/merchants';
import { findOrderByReference, isPaid, settleByHand } from '@/lib/core/orders';
import { dialects } from '@/lib/dialects';
import { signedText } from '@/lib/dialects/epay-v1/signature';
import { fen } from '@/lib/platform/money';
import { epayOrder, isEpaySigned } from '@/tests/support/epay-site';
import { type Pairs, readingsOf } from '@/tests/support/readings';
import { openShop, type Shop } from '@/tests/support/shop';

/**
 * The signature of 易支付 joins raw values with `&` and `=`, so one signed text can be cut into fields in many ways.
 * These tests send all of them, as who saw the shop's form or the way back to it could.
 */
const gateway = createGateway();

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

/** The checkout that a request leads to; null when it is refused. */
async function leadsTo(path: '/submit.php' | '/mapi.php', pairs: Pairs): Promise<string | null> {
  const request = new Request(`http://localhost${path}`, {
    method: 'POST',
    body: new URLSearchParams(pairs),
  });
  const text = await (await gateway.fetch(request)).text();
  return /\/pay\/api\?id=([\w-]{22})/.exec(text)?.[1] ?? null;
}

async function place(pairs: Pairs): Promise<string | null> {
  return leadsTo(pairs.some(([name]) => name === 'clientip') ? '/mapi.php' : '/submit.php', pairs);
}

const MEANT = ['money', 'name', 'out_trade_no', 'notify_url', 'return_url', 'param', 'type'];

function meaningOf(pairs: Pairs): unknown[] {
  const fields = Object.fromEntries(pairs);
  return MEANT.map((name) => fields[name] ?? '');
}

const value = fc.constantFrom('1', 'B2', 'alipay', 'wxpay', '张三', 'https://evil.example/');
const joints = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'order', 'period', 'plan', 'zz', 'money', 'name', ...MEANT.slice(2)),
      value,
    ),
    { maxLength: 3 },
  )
  .map((pairs) => pairs.map(([name, text]) => `&${name}=${text}`).join(''));
const address = joints.map((text) => `https://shop.example/?s=1${text}`);
const param = fc.oneof(
  fc.constant(null),
  joints.map((text) => `x${text}`),
  fc.constant('x&pid=PID&return_url=https://evil.example/'),
);
const asked = fc.record({
  notify_url: address,
  return_url: address,
  param,
  type: fc.constantFrom(null, 'alipay'),
  clientip: fc.constantFrom(null, '127.0.0.1'),
  order_id: fc.constantFrom(null, '7'),
});

test('a text that was taken once is refused in every other meaning, from the page and the API', {
  timeout: 240_000,
}, async () => {
  const keys = shop.merchant;
  let taken = 0;
  let others = 0;
  await fc.assert(
    fc.asyncProperty(asked, fc.uuid(), async (fields, number) => {
      const own = fields.param?.replace('PID', String(keys.pid)) ?? null;
      const isFromServer = fields.clientip !== null;
      const type = isFromServer ? 'alipay' : fields.type;
      const sent = epayOrder(keys, { ...fields, param: own, type, out_trade_no: `R${number}` });
      const { sign = '', sign_type: _, ...signed } = sent;
      const pairs = Object.entries(signed);
      const token = await place(Object.entries(sent));
      if (token === null) return;
      taken += 1;
      const readings = readingsOf(signedText(pairs), 400).filter(
        (read) => String(meaningOf(read)) !== String(meaningOf(pairs)),
      );
      for (const read of readings.slice(0, 12).concat(readings.slice(12).slice(-12))) {
        others += 1;
        const withSign: Pairs = [...read, ['sign', sign]];
        expect(await leadsTo('/submit.php', withSign), JSON.stringify(read)).toBeNull();
        if (isFromServer) expect(await leadsTo('/mapi.php', withSign), JSON.stringify(read)).toBeNull();
      }
      expect(await place(Object.entries(sent))).toBe(token);
    }),
    { numRuns: 200 },
  );
  expect(taken).toBeGreaterThan(150);
  expect(others).toBeGreaterThan(1_500);
});

test('of two meanings that come at once, one is taken', async () => {
  for (let round = 0; round < 20; round += 1) {
    const address = 'https://shop.example/?wc-api=WC_Epay';
    const whole = epayOrder(shop.merchant, { return_url: address, type: 'alipay' });
    const cashier = Object.entries({ ...whole, return_url: `${address}&type=alipay`, type: '' });
    const answers = await Promise.all([place(Object.entries(whole)), place(cashier)]);
    expect(answers.filter((token) => token !== null)).toHaveLength(1);
  }
});

test('what we signed ourselves, in news and return addresses, makes no order', async () => {
  const { merchantId, merchant } = shop;
  const credential = await findCredential(merchantId, 'live');
  if (credential === null) throw new Error('the shop has no keys');
  const forged =
    '&notify_url=https://evil.example/&out_trade_no=B2&pid=PID&return_url=https://evil.example/&zz=';
  let others = 0;
  for (const param of ['x', 'a=1&money=2', `x${forged.replace('PID', String(merchant.pid))}`]) {
    const sent = epayOrder(merchant, { param });
    expect(await place(Object.entries(sent))).not.toBeNull();
    const placed = await findOrderByReference({
      merchantId,
      mode: 'live',
      outOrderId: sent.out_trade_no ?? '',
    });
    const order = await settleByHand({
      merchantId,
      orderId: placed?.id ?? 0,
      actor: 'test',
      reason: 'r',
      amount: fen(100),
    });
    if (!isPaid(order)) throw new Error('the order is not paid');
    const { notification, redirect } = dialects['epay-v1'];
    const news = new URLSearchParams(notification(order, credential).params);
    const back = new URL(redirect(order, credential)?.address ?? '').searchParams;
    for (const params of [news, back]) {
      expect(isEpaySigned(merchant, params)).toBe(true);
      const sign = params.get('sign') ?? '';
      const pairs = [...params].filter(([name]) => name !== 'sign' && name !== 'sign_type');
      for (const read of readingsOf(signedText(pairs), 200)) {
        others += 1;
        expect(await leadsTo('/submit.php', [...read, ['sign', sign]])).toBeNull();
        expect(await leadsTo('/mapi.php', [...read, ['sign', sign]])).toBeNull();
      }
    }
  }
  expect(others).toBeGreaterThan(50);
});
