import { expect, test } from 'vitest';
import { amountFromName, type CodeRow, judgeRows } from '@/components/accounts/code-rows';

test.each([
  ['10.01.png', '10.01'],
  ['9.9.JPG', '9.9'],
  ['100.jpeg', '100'],
  ['¥9.90.webp', '9.90'],
  ['支付宝 ¥ 12.5 店里.png', '12.5'],
  ['微信收款码8元.jpg', '8'],
  ['alipay-19.99 (2).png', '19.99'],
  ['IMG_20261121_140509.jpg', ''],
  ['mmqrcode1699999999999.png', ''],
  ['1.00-2.00.png', ''],
  ['IMG_0042.png', ''],
  ['1.2.3.png', ''],
  ['收款码.png', ''],
])('the name %s tells the amount %j', (name, amount) => {
  expect(amountFromName(name)).toBe(amount);
});

function row(amount: string, choice: string | CodeRow['choice']): CodeRow {
  const taken = { kind: 'taken', code: String(choice), beside: [] } as const;
  const isCode = typeof choice === 'string' && choice !== 'reading';
  return { key: 1, fileName: '', picture: '', amount, choice: isCode ? taken : choice };
}

test('each picture is judged by itself, beside the others and beside what is kept already', () => {
  const rows = [
    row('1.00', 'a'),
    row('2', 'b'),
    row('3', 'c'),
    row('3.0', 'd'),
    row('4', 'e'),
    row('5', 'e'),
    row('', 'f'),
    row('0', 'g'),
    row('1.001', 'h'),
    row('6', { kind: 'none' }),
    row('8', { kind: 'other_wallet', wallets: ['qq'] }),
    row('9', { kind: 'several', codes: ['i', 'j'] }),
    row('7', 'reading'),
  ];
  expect(judgeRows(rows, new Set([200]))).toEqual([
    'ready',
    'replaces',
    'amount_repeated',
    'amount_repeated',
    'code_repeated',
    'code_repeated',
    'amount_missing',
    'amount_invalid',
    'amount_invalid',
    'unreadable',
    'other_wallet',
    'several',
    'reading',
  ]);
});
