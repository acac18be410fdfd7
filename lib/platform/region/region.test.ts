import { expect, test } from 'vitest';
import { PROVINCES, provinceOfIp, provinceOfName } from '@/lib/platform/region';

test.each([
  ['113.104.1.1', '广东省'],
  ['202.96.209.5', '上海市'],
  ['175.45.20.138', '香港特别行政区'],
  ['240e:47d:c20:1627:30a3:ba0d:a5e6:ec19', '广东省'],
])('%s is in %s', (ip, province) => {
  expect(provinceOfIp(ip)).toBe(province);
});

test.each(['127.0.0.1', '10.0.0.1', '8.8.8.8', '::1', '::ffff:127.0.0.1', 'unknown', '', '999.1.1.1'])(
  '%s is in no province',
  (ip) => {
    expect(provinceOfIp(ip)).toBeNull();
  },
);

test('every province is known by its name, its short name and nothing shorter', () => {
  for (const province of PROVINCES) {
    expect(provinceOfName(province)).toBe(province);
    expect(provinceOfName(province.slice(0, 2))).toBe(province);
    expect(provinceOfName(province.slice(0, 1))).toBeNull();
  }
});
