import { expect, test } from 'vitest';
import { isSigned, sign } from '@/lib/dialects/gatepay-family/signature';

const APPKEY = '098f6bcd4621d373cade4e832627b4f6';
const SECRET = '5d41402abc4b2a76b9719d911017c592';

// The fields are the examples of the spec; their secret is not published, so the expected texts were computed
// with md5sum for a secret of our own.
const vectors: [fields: string[], signature: string][] = [
  [[APPKEY, '0.82', 'wechat', '5cc75a6a0b418', 'terry'], '345558c6786570c1838d534954c251c8'],
  [[APPKEY, '0.82', 'alipay', '5cc75a6a0b418', 'test_user'], '745d0dcea29066b1683b8e4ab752de1b'],
  [[APPKEY, '1', 'alipay', 'A-1', '用户 张三'], 'de4d279694b9cac71ab86892452273ef'],
  [[APPKEY, '1.5', 'wechat', 'A-2', ''], 'a2aaef06bedd27107950adde27194b61'],
  [[APPKEY, '1.50', 'wechat', 'A-2', ''], '0fb42ac0c5216d7d7c2846d88d1495b0'],
  [[APPKEY, '10.23', 'alipay', 'A:3@x#1', 'a@b.c'], '5dcc245d5fd94161a747a708a9666c32'],
  [[APPKEY, '5cc75a6a0b418'], 'cc653a357cc9d456a7563a6ce839ff9c'],
];

test.each(vectors)('%j is signed as md5sum says', (fields, signature) => {
  expect(sign(fields.join(''), SECRET)).toBe(signature);
});

test('hex of any case is taken, anything else is not', () => {
  const text = `${APPKEY}5cc75a6a0b418`;
  expect(isSigned(text, 'CC653A357CC9D456A7563A6CE839FF9C', SECRET)).toBe(true);
  for (const wrong of [
    '',
    'cc653a357cc9d456a7563a6ce839ff9',
    `cc653a357cc9d456a7563a6ce839ff9c `,
    '0'.repeat(32),
  ]) {
    expect(isSigned(text, wrong, SECRET)).toBe(false);
  }
});

test('an empty secret signs and verifies nothing', () => {
  expect(() => sign('text', '')).toThrow('empty appsecret');
  expect(() => isSigned('text', '0'.repeat(32), '')).toThrow('empty appsecret');
});
