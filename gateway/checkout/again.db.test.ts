import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { changeSettings } from '@/lib/core/merchants';
import { type Order, settleByHand } from '@/lib/core/orders';
import { open, openShop, order as place, type Shop } from '@/tests/support/shop';

const gateway = createGateway();

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ timeoutUrl: 'https://shop.example/超时' });
});

function get(path: string, cookie = ''): Promise<Response> {
  return Promise.resolve(gateway.fetch(new Request(`http://localhost${path}`, { headers: { cookie } })));
}

/** Where the page goes by itself when its script does not run. */
async function againOf(path: string): Promise<string> {
  const page = await (await get(path)).text();
  const [, address = ''] = /http-equiv="refresh" content="\d+;url=([^"]+)"/.exec(page) ?? [];
  return address.replaceAll('&amp;', '&');
}

const markOf = (address: string) => new URL(address, 'http://localhost').searchParams.get('mark') ?? '';
const pageOf = ({ token }: Order, more = '') => `/pay/api?id=${token}&type=alipay${more}`;

async function payAndTell(placed: Order): Promise<void> {
  const { merchantId, id: orderId, price: amount } = placed;
  await settleByHand({ merchantId, orderId, actor: 'merchant:1', reason: 'seen', amount });
  await sql()`update callbacks set status = 'delivered', delivered_at = now() where order_id = ${orderId}`;
}

describe('a page whose script does not run', () => {
  test('looks again at its own address, in the manner that it was open in', async () => {
    const placed = await place(shop, 1000);
    const again = await get(await againOf(pageOf(placed, '&lang=en')));
    expect(again.status).toBe(303);
    expect(again.headers.get('location')).toBe(pageOf(placed, '&lang=en'));
    expect(again.headers.get('cache-control')).toContain('no-store');
    const other = await get(await againOf(`/pay/index?id=${placed.token}`));
    expect(other.headers.get('location')).toBe(`/pay/index?id=${placed.token}`);
  });

  test('that is paid leads back to the shop', async () => {
    const placed = await open(await place(shop, 2000));
    await payAndTell(placed);
    const location = (await get(await againOf(pageOf(placed)))).headers.get('location');
    expect(location).toMatch(/^http:\/\/127\.0\.0\.1:9\/return\?.*sign=/);
  });

  test('that is over leads to the timeout address, its letters encoded', async () => {
    const placed = await open(await place(shop, 3000));
    await sql()`update orders set expires_at = now() - interval '1 second' where id = ${placed.id}`;
    const location = (await get(await againOf(pageOf(placed)))).headers.get('location');
    expect(location).toBe(new URL('https://shop.example/超时').href);
  });

  test('leads nobody away before there is a reason, whatever its address says', async () => {
    const placed = await open(await place(shop, 4000));
    const { headers } = await get(`${await againOf(pageOf(placed))}&leave=1`);
    expect(headers.get('location')).toBe(pageOf(placed));
  });

  test('leads to no other site', async () => {
    for (const query of ['page=//evil.example', 'page=__proto__', 'id=x&page=appeal&leave=1', '']) {
      const { headers } = await get(`/pay/again?${query}`);
      expect(headers.get('location')).toMatch(/^\/pay\/(api|appeal)\?/);
    }
  });
});

describe('a page whose script runs', () => {
  test('stays as it is', async () => {
    const again = await againOf(pageOf(await place(shop, 5000)));
    const stay = await get(again, `a=b; page_${markOf(again)}=1`);
    expect([stay.status, await stay.text()]).toEqual([204, '']);
  });

  test('says so of itself alone, not of the next page that is drawn', async () => {
    const placed = await place(shop, 6000);
    const [first, second] = [await againOf(pageOf(placed)), await againOf(pageOf(placed))];
    expect((await get(second, `page_${markOf(first)}=1`)).status).toBe(303);
    expect((await get(second, `page_${markOf(second)}=10; x_page_${markOf(second)}=1`)).status).toBe(303);
    expect((await get('/pay/again?mark=', 'page_=1')).status).toBe(303);
  });
});

describe('the frames of other sites', () => {
  const policyOf = async (path: string) => {
    const { headers } = await get(path);
    const [, sources] = /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '') ?? [];
    return [sources, headers.get('x-frame-options')];
  };

  test('show the checkout of the merchant who named them, in all its states, and no other page', async () => {
    const other = await openShop();
    const frameOrigins = ['https://shop.example', 'http://localhost:8080'];
    await changeSettings(shop.merchantId, { frameOrigins });
    const placed = await place(shop, 7000);
    const named = ['https://shop.example http://localhost:8080', null];
    const none = ["'none'", 'DENY'];
    expect(await policyOf(pageOf(placed))).toEqual(named);
    expect(await policyOf(`/pay/index?id=${placed.token}`)).toEqual(named);
    expect(await policyOf(`/pay/appeal?id=${placed.token}`)).toEqual(named);
    expect(await policyOf(pageOf(await place(other, 7000)))).toEqual(none);
    for (const path of [`/pay/api?id=${randomUUID()}`, '/pay/any?token=x', '/wallet?id=x']) {
      expect(await policyOf(path)).toEqual(none);
    }
    await changeSettings(shop.merchantId, { frameOrigins: [] });
    expect(await policyOf(pageOf(placed))).toEqual(none);
  });
});
