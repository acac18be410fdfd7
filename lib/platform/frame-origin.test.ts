import { expect, test } from 'vitest';
import { frameOriginOf } from '@/lib/platform/web-address';

test.each([
  ['https://shop.example', 'https://shop.example'],
  [' https://Shop.Example/ ', 'https://shop.example'],
  ['https://shop.example:443', 'https://shop.example'],
  ['https://shop.example:8443', 'https://shop.example:8443'],
  ['https://商店.example', 'https://xn--czrs0t.example'],
  ['https://203.0.113.7', 'https://203.0.113.7'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['http://127.0.0.1', 'http://127.0.0.1'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('%s may frame the checkout', (text, origin) => {
  expect(frameOriginOf(text)).toBe(origin);
});

test.each([
  '',
  '*',
  'https://*',
  'https://*.example',
  'https://*.shop.example',
  'https://shop.example:*',
  'https:',
  'https://',
  "'self'",
  'shop.example',
  '//shop.example',
  'http://shop.example',
  'http://localhost.shop.example',
  'http://127.0.0.1.shop.example',
  'ftp://shop.example',
  'data:text/html,x',
  'javascript:alert(1)',
  'https://shop.example/checkout',
  'https://shop.example/?a',
  'https://shop.example?',
  'https://shop.example#',
  'https://shop.example#a',
  'https://user@shop.example',
  'https://shop.example; script-src *',
  'https://shop.example https://evil.example',
  'https://shop.example,https://evil.example',
  "https://shop.example;frame-ancestors'*'",
  'https://sh\top.example',
  'https:\\\\shop.example',
  'https:shop.example',
])('%j may not', (text) => {
  expect(frameOriginOf(text)).toBeNull();
});
