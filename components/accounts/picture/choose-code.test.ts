import { expect, test } from 'vitest';
import { chooseCode } from '@/components/accounts/picture/choose-code';

const ALIPAY = 'HTTPS://QR.ALIPAY.COM/FKX12345';
const WECHAT = 'wxp://f2f0abc';
const QQ = 'https://i.qianbao.qq.com/wallet/1';
const BANK = 'https://qr.95516.com/0001';

test('of several codes the chosen wallet’s is taken, and what stood beside it is said', () => {
  const poster = [ALIPAY, WECHAT, BANK, QQ];
  expect(chooseCode(poster, 'wechat')).toEqual({
    kind: 'taken',
    code: WECHAT,
    beside: ['alipay', null, 'qq'],
  });
  expect(chooseCode(poster, 'alipay')).toMatchObject({ code: ALIPAY });
  expect(chooseCode(poster, 'qq')).toMatchObject({ code: QQ });
});

test('a code that several wallets read serves where the wallet has none of its own', () => {
  expect(chooseCode([ALIPAY, BANK], 'wechat')).toEqual({ kind: 'taken', code: BANK, beside: ['alipay'] });
  expect(chooseCode([BANK], 'qq')).toEqual({ kind: 'taken', code: BANK, beside: [] });
});

test('a code of another wallet is never taken', () => {
  expect(chooseCode([ALIPAY, QQ], 'wechat')).toEqual({ kind: 'other_wallet', wallets: ['alipay', 'qq'] });
});

test('of two that fit none is taken by chance', () => {
  const codes = [WECHAT, 'wxp://f2f1other'];
  expect(chooseCode([...codes, ALIPAY], 'wechat')).toEqual({ kind: 'several', codes });
  expect(chooseCode([BANK, 'https://pay.example'], 'qq')).toMatchObject({ kind: 'several' });
});

test('an address that only looks like a wallet’s is no wallet’s', () => {
  expect(chooseCode(['https://qr.alipay.com.evil.example/x', ALIPAY], 'alipay')).toMatchObject({
    code: ALIPAY,
  });
  expect(chooseCode(['https://evil.example/?https://qr.alipay.com/'], 'alipay')).toMatchObject({
    kind: 'taken',
    beside: [],
  });
});

test('without a code there is none', () => {
  expect(chooseCode([], 'alipay')).toEqual({ kind: 'none' });
});
