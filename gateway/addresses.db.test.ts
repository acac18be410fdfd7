import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '@/cli/commands';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { changeSettings, getSettings } from '@/lib/core/merchants';
import { notifiers } from '@/lib/notifiers';
import { type Params, signedOrder } from '@/tests/support/dialect-request';
import { epayOrder } from '@/tests/support/epay-site';
import { openShop, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
let shop: Shop;

beforeAll(async () => {
  shop = await openShop({ isApiOpen: true });
});

async function post(path: string, params: Params): Promise<string> {
  const request = new Request(`http://localhost${path}`, {
    method: 'POST',
    body: new URLSearchParams(params),
  });
  return await (await gateway.fetch(request)).text();
}

function vmqOrder(payId: string, notifyUrl: string): Params {
  const params = { payId, param: 'p', type: '2', price: '10.00' };
  const text = params.payId + params.param + params.type + params.price + shop.merchant.vmqKey;
  const sign = createHash('md5').update(text, 'utf8').digest('hex');
  return { ...params, notifyUrl, returnUrl: notifyUrl, sign };
}

type Place = (reference: string, address: string) => Promise<string>;

const epay: (path: string) => Place = (path) => (out_trade_no, address) =>
  post(
    path,
    epayOrder(shop.merchant, { out_trade_no, notify_url: address, return_url: address, clientip: '1.1.1.1' }),
  );
const gatepay: (path: string) => Place = (path) => (reference, address) =>
  post(path, signedOrder(shop.merchant, reference, { notify_url: address, return_url: address }));

/** Every way of naming a callback address with an order, signed over the text as it is sent. */
const DOORS: readonly (readonly [name: string, place: Place, refusal: RegExp])[] = [
  ['mapi.php', epay('/mapi.php'), /"code":-1,"msg":"通知地址\(notify_url\)的端口22不允许使用/],
  ['submit.php', epay('/submit.php'), /通知地址\(notify_url\)的端口22不允许使用/],
  ['gatepay v1', gatepay('/api/anypay/create'), /"code":106,.*notify_url 的端口不允许使用/],
  ['cloudpay', gatepay('/api/cloudpay/create'), /"code":106,.*notify_url 的端口不允许使用/],
  [
    'V免签',
    (reference, address) => post('/createOrder', vmqOrder(reference, address)),
    /"code":-1,.*notifyUrl 的端口不允许使用/,
  ],
];

async function addressesOf(reference: string) {
  const [row] = await sql()<{ notifyUrl: string; returnUrl: string }[]>`
    select notify_url, return_url from orders
    where merchant_id = ${shop.merchantId} and out_order_id = ${reference}`;
  return row;
}

describe.each(DOORS)('%s', (_, place, refusal) => {
  test('refuses an address with a port that callbacks never go to when it is given, in its own words', async () => {
    const reference = randomUUID();
    expect(await place(reference, 'http://127.0.0.1:22/notify')).toMatch(refusal);
    expect(await addressesOf(reference)).toBeUndefined();
  });

  test.each([81, 88, 666, 8443])('takes port %d', async (port) => {
    const reference = randomUUID();
    await place(reference, `http://127.0.0.1:${port}/notify`);
    expect(await addressesOf(reference)).toMatchObject({ notifyUrl: `http://127.0.0.1:${port}/notify` });
  });

  test.each([' ', '\t', '\r\n', '\u00A0', '\u3000', '\u200B', '\uFEFF'])(
    'cuts %j around an address after the signature was verified over it',
    async (blank) => {
      const reference = randomUUID();
      await place(reference, `${blank}http://127.0.0.1:9/n?a=1${blank}${blank}`);
      const address = 'http://127.0.0.1:9/n?a=1';
      expect(await addressesOf(reference)).toEqual({ notifyUrl: address, returnUrl: address });
    },
  );
});

test('an address with blanks and the same without are the same order', async () => {
  const reference = randomUUID();
  const place = (address: string) =>
    post(
      '/mapi.php',
      epayOrder(shop.merchant, { out_trade_no: reference, notify_url: address, clientip: '1.1.1.1' }),
    );
  const first = JSON.parse(await place('http://127.0.0.1:9/n\u3000'));
  const again = JSON.parse(await place('http://127.0.0.1:9/n'));
  expect(again).toMatchObject({ code: 1, trade_no: first.trade_no });
});

describe('the merchant’s own addresses', () => {
  test('lose the blanks around them and refuse a shut port for callbacks alone', async () => {
    const { merchantId } = await openShop();
    const settings = await changeSettings(merchantId, {
      notifyUrl: '\u3000http://127.0.0.1:81/n\u00A0\n',
      returnUrl: '\u200Bhttps://shop.example/back ',
    });
    expect(settings).toMatchObject({
      notifyUrl: 'http://127.0.0.1:81/n',
      returnUrl: 'https://shop.example/back',
    });
    await expect(changeSettings(merchantId, { notifyUrl: 'http://127.0.0.1:6379/' })).rejects.toMatchObject({
      code: 'merchant.port_shut',
      details: { setting: 'notifyUrl' },
    });
    await expect(changeSettings(merchantId, { notifyUrl: ' shop.example ' })).rejects.toMatchObject({
      code: 'merchant.setting_invalid',
    });
    expect((await getSettings(merchantId)).notifyUrl).toBe('http://127.0.0.1:81/n');
  });

  test('are given on the command line in the same way', async () => {
    const { merchantId } = await openShop();
    const set = async (given: Record<string, string>) =>
      await commands['merchant set']?.run({ merchant: String(merchantId), ...given });
    expect(await set({ 'notify-url': ' http://127.0.0.1:88/n\u3000' })).toMatchObject({
      notifyUrl: 'http://127.0.0.1:88/n',
    });
    await expect(set({ 'notify-url': 'http://shop.example:25/n' })).rejects.toThrow(
      '--notify-url has port 25',
    );
    expect(await set({ 'return-url': ' \u3000' })).toMatchObject({ returnUrl: null });
    expect(await set({ 'lenient-ack': 'on' })).toMatchObject({ isEpayAckLenient: true });
    expect(await set({ 'lenient-ack': 'off' })).toMatchObject({ isEpayAckLenient: false });
  });
});

test('the address of a webhook loses its blanks and refuses a shut port', () => {
  const { shown } = notifiers.webhook;
  expect(shown.parse({ url: '\u3000https://a.example:81/x\u200B' })).toEqual({
    url: 'https://a.example:81/x',
  });
  expect(shown.safeParse({ url: 'https://a.example:22/x' }).error?.issues).toMatchObject([
    { message: 'port' },
  ]);
  expect(shown.safeParse({ url: ' ' }).error?.issues[0]?.message).toBe('required');
});
