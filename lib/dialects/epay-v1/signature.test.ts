import { expect, test } from 'vitest';
import { isSigned, sign, signedText } from '@/lib/dialects/epay-v1/signature';

const KEY = '89unJUB8HZ54Hj7x4nUj56HN4nUzUJ8i';

test('the vector of a client in use: go-epay signs two fields with a key of digits', () => {
  expect(sign(Object.entries({ money: 'moneyv', device: 'devicev' }), '1234567')).toBe(
    '3854cc9f022e0fb821bd2e002260245d',
  );
});

// The fields of the first are the spec's examples and the key is that of its api.php; it prints no signature for
// them, so the expected texts were computed with md5sum.
const vectors: [why: string, fields: Record<string, string>, signature: string][] = [
  [
    'the examples of the spec',
    {
      pid: '1001',
      type: 'alipay',
      out_trade_no: '20160806151343349',
      notify_url: 'http://www.pay.com/notify_url.php',
      return_url: 'http://www.pay.com/return_url.php',
      name: 'VIP会员',
      money: '1.00',
      param: '',
      sign_type: 'MD5',
    },
    '427724b6656aa612cfdbe7a2262036a3',
  ],
  [
    'Chinese text, raw signs, unpadded money and fields of no spec',
    {
      pid: '1001',
      type: 'wxpay',
      out_trade_no: 'A|1.b_c-d',
      notify_url: 'http://www.pay.com/n?a=1&b=2',
      name: '测试 & 商品',
      money: '1.5',
      param: '用户 张三',
      clientip: '192.168.1.100',
      device: 'pc',
      sitename: '码头小店',
      sign: 'x',
    },
    'af51e1b71da527191ddd5cc5fd564b03',
  ],
  [
    'names in the order of their bytes, blank values and arrays left out, and 0 kept',
    { a: '4', _x: '3', B: '2', A: '1', b: '0', c: ' \t\r\n', 'd[]': '5', 'e[f]': '6', '': '7' },
    '7f2920de9b9ec2b3b190f9a78c850ab2',
  ],
];

test.each(vectors)('%s are signed as md5sum says', (_why, fields, signature) => {
  expect(sign(Object.entries(fields), KEY)).toBe(signature);
  expect(isSigned(Object.entries(fields), signature.toUpperCase(), KEY)).toBe(true);
});

test('values are joined as they came, neither encoded nor trimmed', () => {
  expect(
    signedText([
      ['b', ' x%20+&=/'],
      ['a', '张三'],
    ]),
  ).toBe('a=张三&b= x%20+&=/');
});

test('every other signature is refused', () => {
  const fields = Object.entries({ money: '1.00' });
  const right = sign(fields, KEY);
  for (const wrong of ['', ' ', right.slice(1), `${right} `, '0'.repeat(32), '签名']) {
    expect(isSigned(fields, wrong, KEY)).toBe(false);
  }
});

test('an empty key signs and verifies nothing', () => {
  expect(() => sign([['a', '1']], '')).toThrow('empty key');
  expect(() => isSigned([['a', '1']], '0'.repeat(32), '')).toThrow('empty key');
});
