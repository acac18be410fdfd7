import { expect, test } from 'vitest';
import { clientIp } from '@/gateway/client-ip';
import { BodyTooLarge, GatewayRequest, normalisePath, splitAddress } from '@/gateway/request';

test.each([
  ['/submit.php', '/submit.php'],
  ['//submit.php', '/submit.php'],
  ['///submit.php//', '/submit.php'],
  ['/', '/'],
  ['//', '/'],
  ['', ''],
  ['/a//b', '/a//b'],
])('%s is the address %s', (path, expected) => {
  expect(normalisePath(path)).toBe(expected);
});

test('an address is cut without decoding anything', () => {
  expect(splitAddress('http://h:1//a/?x=%2F&y=//&z=?')).toEqual({ path: '/a', rawQuery: 'x=%2F&y=//&z=?' });
  expect(splitAddress('http://h:1')).toEqual({ path: '/', rawQuery: '' });
  expect(splitAddress('http://h/a#b?c')).toEqual({ path: '/a', rawQuery: '' });
});

test('a forwarded address is believed only from this machine, and only the last', () => {
  expect(clientIp('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  expect(clientIp('127.0.0.1', '6.6.6.6, 198.51.100.1')).toBe('198.51.100.1');
  expect(clientIp('::ffff:127.0.0.1', '198.51.100.1')).toBe('198.51.100.1');
  expect(clientIp('::1', 'nonsense')).toBe('::1');
  expect(clientIp('::ffff:203.0.113.9', null)).toBe('203.0.113.9');
  expect(clientIp(undefined, '::ffff:198.51.100.1')).toBe('198.51.100.1');
  expect(clientIp(undefined, null)).toBe('');
});

function post(body: BodyInit, headers: Record<string, string> = {}): GatewayRequest {
  const request = new Request('http://h/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  return new GatewayRequest(request, undefined);
}

test('a body of 64 KiB is read, a byte more is refused, declared or not', async () => {
  const whole = 'x'.repeat(64 * 1024);
  expect((await post(whole).readBody()).length).toBe(64 * 1024);
  await expect(post(`${whole}x`).readBody()).rejects.toThrow(BodyTooLarge);
  await expect(post('x', { 'content-length': '65537' }).readBody()).rejects.toThrow(BodyTooLarge);
});

test('a body without an end is not read to its end', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(16 * 1024));
    },
  });
  await expect(post(endless).readBody()).rejects.toThrow(BodyTooLarge);
  expect(sent).toBeLessThan(10);
});
