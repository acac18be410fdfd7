import { expect, test } from 'vitest';
import { visitorOf } from '@/lib/platform/visitor';

test('an IPv4 address is a visitor, however it is written', () => {
  expect(visitorOf('203.0.113.7')).toBe('203.0.113.7');
  expect(visitorOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
});

test('all addresses of one /64 are one visitor, and the next /64 is another', () => {
  const first = visitorOf('2001:db8:0:1::1');
  expect(first).not.toBeNull();
  expect(visitorOf('2001:0db8:0:1:ffff:ffff:ffff:ffff')).toBe(first);
  expect(visitorOf('2001:db8:0:2::1')).not.toBe(first);
});

test.each(['127.0.0.1', '::1', '10.0.0.3', '172.17.0.1', '192.168.1.9', 'fd00::1', 'fe80::1', '100.64.0.1'])(
  '%s may be many people',
  (address) => expect(visitorOf(address)).toBeNull(),
);

test.each(['', 'unknown', '0.0.0.0', '::', 'localhost', '1.2.3.4.5', '203.0.113.7, 10.0.0.1'])(
  '%j is nobody',
  (address) => expect(visitorOf(address)).toBeNull(),
);
