import { expect, test } from 'vitest';
import { isDrawable } from '@/gateway/qrcode/is-drawable';

const SITE = 'https://pay.example.com';

test.each([
  'https://pay.example.com/pay/api?id=x&type=alipay',
  'https://qr.alipay.com/fkx00001',
  'HTTPS://QR.ALIPAY.COM/FKX00001',
  'wxp://f2f0abc',
  'weixin://wxpay/bizpayurl?pr=abc',
])('%s is drawn', (text) => {
  expect(isDrawable(text, SITE)).toBe(true);
});

test.each([
  '',
  'hello',
  'https://evil.example/',
  'https://pay.example.com.evil.example/',
  'https://pay.example.com',
  'https://pay.example.com@evil.example/',
  'https://qr.alipay.com.evil.example/',
  `https://qr.alipay.com/${'a'.repeat(512)}`,
])('%j is not drawn', (text) => {
  expect(isDrawable(text, SITE)).toBe(false);
});
