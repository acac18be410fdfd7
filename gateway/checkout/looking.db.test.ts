import { beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { findOrder, type Order } from '@/lib/core/orders';
import { openShop, order, type Shop } from '@/tests/support/shop';

const gateway = createGateway();
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36';
const HTML = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
let price = 20_000;

function ask(path: string, init: RequestInit): Promise<Response> {
  return Promise.resolve(gateway.fetch(new Request(`http://localhost${path}`, init)));
}

/** What a request makes of an order that nobody has seen. */
async function lookedAt(
  headers: Record<string, string>,
  { method = 'GET', path = '/pay/api', more = '' } = {},
): Promise<Order['status']> {
  price += 100;
  const placed = await order(shop, price);
  const answer = await ask(`${path}?id=${placed.token}${more}`, { method, headers });
  expect(answer.status).toBeLessThan(500);
  return (await findOrder({ merchantId: shop.merchantId, orderId: placed.id }))?.status ?? 'closed';
}

describe('an amount is not taken by', () => {
  test.each([
    ['the page', '/pay/api', ''],
    ['its other address', '/pay/index', ''],
    ['its data', '/pay/api', '&format=json'],
    ['its code as a file', '/pay/qr', ''],
    ['the pretend wallet', '/wallet', ''],
  ])('whoever only tries the address of %s', async (_, path, more) => {
    expect(await lookedAt({ 'user-agent': CHROME, accept: HTML }, { method: 'HEAD', path, more })).toBe(
      'created',
    );
  });

  test('whoever asks for the code as a file before the page was seen', async () => {
    expect(await lookedAt({ 'user-agent': CHROME, accept: '*/*' }, { path: '/pay/qr' })).toBe('created');
  });

  test.each([
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { purpose: 'prefetch' },
    { 'x-purpose': 'preview' },
    { 'x-moz': 'prefetch' },
  ])('a browser that fetches ahead: %j', async (purpose) => {
    const headers: Record<string, string> = { 'user-agent': CHROME, accept: HTML };
    for (const [name, value] of Object.entries(purpose)) headers[name] = value;
    expect(await lookedAt(headers)).toBe('created');
    expect(await lookedAt(headers, { more: '&format=json' })).toBe('created');
  });

  test.each([
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Twitterbot/1.0',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'TelegramBot (like TwitterBot)',
    'WhatsApp/2.23.20.0',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
    'Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
    'Mozilla/4.0 (compatible; QQ-URL-Manager)',
    `${CHROME} MicroMessenger/8.0.44 (compatible; linkbot/1.0)`,
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'DingTalkBot-LinkService/1.0',
    'Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)',
    'Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
    'Iframely/1.3.1 (+https://iframely.com/docs/about)',
  ])('a program that says it only looks at links: %s', async (agent) => {
    expect(await lookedAt({ 'user-agent': agent, accept: HTML })).toBe('created');
  });

  test.each(['image', 'script', 'style', 'video', 'object', 'embed', 'empty'])(
    'a stranger’s page that names the address as its %s',
    async (destination) => {
      const headers = { 'user-agent': CHROME, accept: '*/*', 'sec-fetch-site': 'cross-site' };
      expect(await lookedAt({ ...headers, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': destination })).toBe(
        'created',
      );
    },
  );
});

describe('an amount is taken for', () => {
  const NAVIGATION = {
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'cross-site',
    'sec-fetch-dest': 'document',
  };

  test.each([
    ['a browser that goes there', { 'user-agent': CHROME, accept: HTML, ...NAVIGATION }],
    [
      'a shop that frames it',
      { 'user-agent': CHROME, accept: HTML, ...NAVIGATION, 'sec-fetch-dest': 'iframe' },
    ],
    ['an old browser, or one on plain http', { 'user-agent': CHROME, accept: HTML }],
    [
      'a phone whose maker is called like a robot',
      { 'user-agent': 'Mozilla/5.0 (Linux; Android 7.0; CUBOT X18) AppleWebKit/537.36 Mobile', accept: HTML },
    ],
    [
      'the page’s own script',
      {
        'user-agent': CHROME,
        accept: 'text/html',
        'x-matou-page': '1',
        'sec-fetch-mode': 'cors',
        'sec-fetch-site': 'same-origin',
        'sec-fetch-dest': 'empty',
      },
    ],
  ] as [string, Record<string, string>][])('%s', async (_, headers) => {
    expect(await lookedAt(headers)).toBe('pending');
  });

  test.each(['curl/8.5.0', 'python-requests/2.32', 'GuzzleHttp/7', ''])(
    'the merchant’s own page, whatever asks for the data: %j',
    async (agent) => {
      expect(await lookedAt({ 'user-agent': agent, accept: '*/*' }, { more: '&format=json' })).toBe(
        'pending',
      );
    },
  );

  test('a person who was taken for a program and presses the button, without script', async () => {
    const placed = await order(shop, 19_000);
    const headers = { 'user-agent': 'ShoppingApp LinkPreview/1.0', accept: HTML };
    const page = await (await ask(`/pay/api?id=${placed.token}&lang=zh-CN`, { headers })).text();
    expect(page).toContain('data-state="creating"');
    expect(page).toContain('显示付款码');
    const action =
      /<form [^>]*method="post" action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const shown = await ask(new URL(action, `http://localhost/pay/api?id=${placed.token}`).href.slice(16), {
      method: 'POST',
      headers,
    });
    expect(await shown.text()).toContain('data-state="pending"');
    const again = await (await ask(`/pay/api?id=${placed.token}`, { headers })).text();
    expect(again).toContain('data-state="pending"');
  });
});
