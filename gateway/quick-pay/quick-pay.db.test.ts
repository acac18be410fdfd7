import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { changeSettings } from '@/lib/core/merchants';
import { findOrderByToken } from '@/lib/core/orders';
import { createLink, describeLink, type LinkTerms, turnLink } from '@/lib/core/quick-pay';
import { writeViews } from '@/lib/core/quick-pay/count-view';
import { fen } from '@/lib/platform/money';
import { openShop, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const TERMS: LinkTerms = {
  title: '打赏',
  contactLabel: '',
  min: null,
  max: null,
  presets: [fen(666)],
  skin: 0,
  closedMessage: '',
  expiresAt: null,
  paymentsMax: null,
  dailyMax: null,
};

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ isQuickPayOpen: true, name: '海边<茶铺>' });
});

const newNonce = () => randomBytes(16).toString('hex');
let visitors = 0;

interface Made {
  readonly linkId: number;
  /** The query of the link's address. */
  readonly query: string;
}

async function makeLink(terms: Partial<LinkTerms> = {}): Promise<Made> {
  const { merchantId } = shop;
  const { linkId } = await createLink({ merchantId, mode: 'live', ...TERMS, ...terms });
  const found = await describeLink({ merchantId, mode: 'live', linkId });
  return { linkId, query: `appkey=${shop.merchant.appkey}&token=${found?.link.token}` };
}

function get(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(gateway.fetch(new Request(`http://localhost/pay/any?${query}`, { headers })));
}

/** Each call comes from another address, unless one is named. */
function post(query: string, fields: Record<string, string>, from?: string): Promise<Response> {
  visitors += 1;
  const ip = from ?? `198.51.${(visitors >> 8) & 255}.${visitors & 255}`;
  const body = new URLSearchParams({ type: 'alipay', nonce: newNonce(), ...fields });
  const request = new Request(`http://localhost/pay/any?${query}`, {
    method: 'POST',
    body,
    headers: { 'x-forwarded-for': ip },
  });
  return Promise.resolve(gateway.fetch(request));
}

async function orderBehind(answer: Response) {
  expect(answer.status).toBe(303);
  const location = new URL(answer.headers.get('location') ?? '', 'http://localhost');
  expect(location.pathname).toBe('/pay/api');
  return findOrderByToken(location.searchParams.get('id') ?? '');
}

describe('the page', () => {
  test.each([0, 1])(
    'in skin %s is one document of at most 14 kB, without a word from elsewhere',
    async (skin) => {
      const { query } = await makeLink({ contactLabel: '邮箱', presets: [1, 2, 3, 4, 5, 6].map(fen) });
      const answer = await get(`${query}&skin=${skin}`);
      const page = await answer.text();
      expect(answer.status).toBe(200);
      expect(gzipSync(page).length).toBeLessThanOrEqual(14_000);
      expect(page).not.toMatch(/<img|<link rel="?stylesheet|<script src|<iframe/);
      expect(page).not.toMatch(/\sstyle="|\son[a-z]+="/);
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('x-robots-tag')).toContain('noindex');
      expect(page).toContain('og:title');
    },
  );

  test('says whom it pays, as text', async () => {
    const { query } = await makeLink();
    const page = await (await get(query)).text();
    expect(page).toContain('海边&lt;茶铺&gt;');
    expect(page).not.toContain('<茶铺>');
  });

  test('keeps a price that is none and says so, without a fault of ours', async () => {
    const { query } = await makeLink();
    const answer = await get(`${query}&price=${encodeURIComponent('"><script>alert(1)</script>')}`);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('请输入正确的金额');
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  test('speaks the language that the visitor reads', async () => {
    const { query } = await makeLink();
    expect(await (await get(query, { 'accept-language': 'en' })).text()).toContain('Make sure that you know');
    expect(await (await get(`${query}&lang=zh`, { 'accept-language': 'en' })).text()).toContain(
      '付款前请确认',
    );
  });

  test('is counted when it is looked at', async () => {
    const { linkId, query } = await makeLink();
    await get(query);
    await writeViews();
    const seen = await describeLink({ merchantId: shop.merchantId, mode: 'live', linkId });
    expect(seen?.viewCount).toBe(1);
  });

  test('has its code as a small picture for chats', async () => {
    const { query } = await makeLink();
    const answer = await gateway.fetch(new Request(`http://localhost/pay/any/qr?${query}`));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(bytes.length).toBeLessThan(60_000);
    expect(PNG.sync.read(bytes).width).toBe(512);
    const other = await gateway.fetch(new Request('http://localhost/pay/any/qr?appkey=x&token=y'));
    expect(other.status).toBe(404);
  });
});

describe('paying', () => {
  test('places an order and leads to its checkout', async () => {
    const { linkId, query } = await makeLink();
    const order = await orderBehind(await post(query, { price: '6.66' }));
    expect(order).toMatchObject({ linkId, price: 666, title: '打赏', type: 'alipay', attachment: '' });
  });

  test('takes two taps for one, even on the last place', async () => {
    const { query } = await makeLink({ paymentsMax: 1 });
    const tap = { price: '6.66', nonce: newNonce() };
    const [one, two] = await Promise.all([post(query, tap), post(query, tap)]);
    const orders = [await orderBehind(one), await orderBehind(two)];
    expect(orders[0]?.id).toBe(orders[1]?.id);
    expect((await orderBehind(await post(query, tap)))?.id).toBe(orders[0]?.id);
    const late = await post(query, { price: '6.66' });
    expect(await late.text()).toContain('请稍后再试');
  });

  test('takes two taps for one on the day’s last cent', async () => {
    const { query } = await makeLink({ dailyMax: fen(666), presets: [] });
    const tap = { price: '6.66', nonce: newNonce() };
    const first = await orderBehind(await post(query, tap));
    expect((await orderBehind(await post(query, tap)))?.id).toBe(first?.id);
  });

  test('offers a fresh try when the old order is over or was another', async () => {
    const { query } = await makeLink();
    const tap = { price: '6.66', nonce: newNonce() };
    const order = await orderBehind(await post(query, tap));
    const changed = await post(query, { ...tap, price: '7' });
    expect(changed.status).toBe(409);
    expect(await changed.text()).toContain('value="7"');
    await sql()`update orders set status = 'expired', ended_at = now() where id = ${order?.id ?? 0}`;
    const again = await post(query, tap);
    expect(again.status).toBe(409);
    expect(await again.text()).not.toContain(tap.nonce);
  });

  test('cannot change what the address locks, not even by a forged form', async () => {
    const { query } = await makeLink({ contactLabel: '邮箱' });
    const locked = `${query}&price=1.88&custom=terry&stable=1`;
    const page = await (await get(locked)).text();
    expect(page).toContain('由商家指定');
    expect(page).not.toMatch(/name="(price|custom)"/);
    const forged = await post(locked, { price: '0.01', custom: 'eve' });
    expect(forged.status).toBe(422);
    expect(await forged.text()).toContain('金额由商家指定，不能修改');
    expect(await orderBehind(await post(locked, {}))).toMatchObject({ price: 188, attachment: 'terry' });
  });

  test('cannot go round the one amount of a link that has only one', async () => {
    const { query } = await makeLink({ min: fen(500), max: fen(500), presets: [] });
    for (const [address, price] of [
      [query, '0.01'],
      [`${query}&price=0.01&stable=1`, '0.01'],
      [`${query}&price=0.01`, '0.01'],
    ] as const) {
      expect((await post(address, { price })).status).toBe(422);
    }
    expect((await orderBehind(await post(query, {})))?.price).toBe(500);
  });

  test('says at the field what is missing', async () => {
    const { query } = await makeLink({ contactLabel: '邮箱', min: fen(100) });
    const answer = await post(query, { price: '0.5', custom: '', type: 'cash' });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    for (const words of ['金额不在可付款的范围内', '请填写此项', '请选择支付方式', 'value="0.5"']) {
      expect(page).toContain(words);
    }
  });

  test('is slowed down for one address that places many', async () => {
    const { query } = await makeLink();
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      statuses.push((await post(query, { price: '1' }, '203.0.113.9')).status);
    }
    expect(statuses).toEqual([...Array(10).fill(303), 429]);
    const answer = await post(query, { price: '1' }, '203.0.113.9');
    expect(await answer.text()).toContain('操作太频繁');
    expect((await post(query, { price: '1' }, '203.0.113.10')).status).toBe(303);
  });
});

describe('a link that takes nothing', () => {
  const closed: [string, () => Promise<string>, number, string][] = [
    ['nobody knows', async () => 'appkey=nobody&token=none', 404, '收款链接无法使用'],
    ['has another token', async () => `appkey=${shop.merchant.appkey}&token=x`, 404, '收款链接无法使用'],
    [
      'is off',
      async () => {
        const { linkId, query } = await makeLink({ closedMessage: '活动<b>结束</b>了' });
        await turnLink({ merchantId: shop.merchantId, linkId, isDisabled: true });
        return query;
      },
      410,
      '活动&lt;b&gt;结束&lt;/b&gt;了',
    ],
    [
      'is past its end',
      async () => (await makeLink({ expiresAt: new Date(0) })).query,
      410,
      '收款链接已过期',
    ],
  ];
  test.each(closed)('because it %s says so politely', async (_why, address, status, words) => {
    const query = await address();
    const answer = await get(query);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(words);
    expect((await post(query, { price: '1' })).status).toBe(status);
  });

  test('belongs to a merchant who has not opened quick-pay', async () => {
    const other = await openShop();
    const query = `appkey=${other.merchant.appkey}&token=${other.merchant.quickPayToken}`;
    expect(await (await get(query)).text()).toContain('暂未开通快捷收款');
    expect((await post(query, { price: '1' })).status).toBe(403);
    await changeSettings(other.merchantId, { isQuickPayOpen: true, isAlipayOpen: false });
    expect(await (await get(query)).text()).toContain('暂时无法付款');
    expect(await (await post(query, { price: '1' })).text()).toContain('暂时无法付款');
  });
});

test('the longest parameters still fit the code of the poster', async () => {
  const { query } = await makeLink({ skin: 1 });
  const long = encodeURIComponent('💥'.repeat(300));
  const answer = await get(`${query}&custom=${long}&price=${long}&stable=1`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('class="qr"');
});

test('whatever is sent, there is no fault of ours and nothing that runs', async () => {
  const { query } = await makeLink({ contactLabel: '邮箱' });
  const nasty = fc.constantFrom(
    '\0',
    '<script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    "' or 1=1 --",
    '%00',
    '１．００',
    '1e309',
    '-0',
    '9'.repeat(400),
    '\r\nSet-Cookie: a=b',
    '💥'.repeat(100),
    '\u202egpj',
    '__proto__',
    'javascript:alert(1)',
  );
  const value = fc.oneof(
    nasty,
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('1', '1.88', ''),
  );
  const names = ['price', 'custom', 'skin', 'stable', 'lang', 'type', 'nonce', 'preview', 'appkey', 'token'];
  const fields = fc.array(fc.tuple(fc.constantFrom(...names, '__proto__'), value), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fields, fields, fc.boolean(), async (address, form, isAimed) => {
      const extra = new URLSearchParams(address).toString();
      const asked = isAimed ? `${query}&${extra}` : extra;
      const answers = [await get(asked), await post(asked, Object.fromEntries(form))];
      for (const answer of answers) {
        expect(answer.status).toBeLessThan(500);
        const page = await answer.text();
        expect(page).not.toMatch(/<svg onload|<script>alert|node_modules|PostgresError/);
        expect(answer.headers.get('set-cookie')).toBeNull();
      }
    }),
    { numRuns: 200 },
  );
});
