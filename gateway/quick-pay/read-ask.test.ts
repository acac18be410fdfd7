import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askQuery, readAmount, readAsk, readEntries, type Terms } from '@/gateway/quick-pay/read-ask';
import type { Link } from '@/lib/core/quick-pay';
import { fen } from '@/lib/platform/money';

const link: Link = {
  merchantId: 1,
  id: 1,
  mode: 'live',
  token: 'qflknfokn',
  previousTokenUntil: null,
  title: '打赏',
  contactLabel: '',
  min: null,
  max: null,
  presets: [],
  skin: 0,
  isDisabled: false,
  closedMessage: '',
  expiresAt: null,
  paymentsMax: null,
  dailyMax: null,
  createdAt: new Date(0),
};

function entries(query: string, form: Record<string, string> | null = null, changes: Partial<Link> = {}) {
  const changed = { ...link, ...changes };
  const terms: Terms = { link: changed, range: changed, types: ['alipay', 'wechat'] };
  const sent = form === null ? null : new URLSearchParams({ type: 'alipay', ...form });
  return readEntries(readAsk(new URLSearchParams(query)), terms, sent);
}

describe('an amount', () => {
  test.each([
    ['1.88', 188],
    ['1', 100],
    ['.5', 50],
    [' ¥1,280.50 ', 128_050],
    ['１０元', 1_000],
    ['￥6.66', 666],
  ])('%s is read as people mean it', (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });

  test.each(['', '0', '0.00', '-1', '1e3', '1.234', 'NaN', 'abc', '999999999', '1 or 1=1', '٣'])(
    '%j is none',
    (text) => {
      expect(readAmount(text)).toBeNull();
    },
  );
});

describe('an address', () => {
  test('without price leaves the amount to the buyer', () => {
    expect(entries('').amount).toEqual({ text: '', isLocked: false, fen: null, fault: null });
  });

  test('fills in a price, which the buyer may change', () => {
    expect(entries('price=1.88').amount).toMatchObject({ fen: 188, isLocked: false });
    expect(entries('price=1.88', { price: '2' }).amount).toMatchObject({ fen: 200 });
  });

  test('with stable=1 locks what it gives, and only that', () => {
    const { amount, contact } = entries('price=1.88&stable=1', null, { contactLabel: '邮箱' });
    expect([amount.isLocked, contact?.isLocked]).toEqual([true, false]);
    const named = entries('custom=terry&stable=1');
    expect([named.amount.isLocked, named.contact?.isLocked]).toEqual([false, true]);
  });

  test.each(['0', '2', 'true', ''])('with stable=%s locks nothing', (stable) => {
    expect(entries(`price=1.88&stable=${stable}`).amount.isLocked).toBe(false);
  });

  test.each([
    ['abc', 'amount_invalid'],
    ['1.234', 'amount_invalid'],
    ['0', 'amount_invalid'],
    ['-5', 'amount_invalid'],
    ['100000000', 'amount_invalid'],
  ])('with price=%s is told so, and the text is kept', (price, fault) => {
    expect(entries(`price=${price}`).amount).toEqual({ text: price, isLocked: false, fen: null, fault });
  });

  test('with a locked price that cannot be paid sends the buyer to the merchant', () => {
    expect(entries('price=abc&stable=1').amount).toMatchObject({ text: 'abc', fault: 'amount_link' });
    const outside = entries('price=5&stable=1', null, { max: fen(400) });
    expect(outside.amount).toMatchObject({ fen: null, fault: 'amount_link' });
  });

  test('names a skin by 0 or 1, anything else takes the link’s', () => {
    const skins = ['0', '1', '2', 'x', '', '__proto__', 'constructor'].map(
      (skin) => readAsk(new URLSearchParams({ skin })).skin,
    );
    expect(skins).toEqual([0, 1, null, null, null, null, null]);
  });

  test('is written as it was read', () => {
    const unit = fc.constantFrom(
      'a',
      '&',
      '=',
      '+',
      ' ',
      '%',
      '#',
      '\0',
      '\u202e',
      '\ud800',
      'é',
      '码',
      '💥',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 220 }), fc.string({ unit }), (custom, price) => {
        const ask = readAsk(new URLSearchParams({ appkey: 'k', token: 't', custom, price, stable: '1' }));
        expect(readAsk(new URLSearchParams(askQuery(ask)))).toEqual(ask);
      }),
    );
  });

  test('loses control and direction signs', () => {
    expect(readAsk(new URLSearchParams({ custom: 'a\0b\r\n\u202egpj' })).custom).toBe('abgpj');
  });
});

describe('a form', () => {
  test('cannot change what the address locks', () => {
    const forged = entries('price=1.88&custom=terry&stable=1', { price: '0.01', custom: 'eve' });
    expect(forged.amount).toMatchObject({ text: '1.88', fen: null, fault: 'amount_changed' });
    expect(forged.contact).toMatchObject({ text: 'terry', fault: 'contact_changed' });
  });

  test('may repeat it', () => {
    const same = entries('price=1.88&custom=terry&stable=1', { price: '1.880'.slice(0, 4), custom: 'terry' });
    expect(same.amount.fen).toBe(188);
    expect(same.contact?.fault).toBeNull();
  });

  test('need not bring it', () => {
    const { amount, contact } = entries('price=1.88&custom=terry&stable=1', {});
    expect([amount.fen, contact?.text]).toEqual([188, 'terry']);
  });

  test('leaves the one amount of a link that has only one', () => {
    const bounds = { min: fen(500), max: fen(500) };
    expect(entries('', {}, bounds).amount).toMatchObject({ text: '5.00', isLocked: true, fen: 500 });
    expect(entries('', { price: '1' }, bounds).amount.fault).toBe('amount_changed');
    expect(entries('price=1', null, bounds).amount.fault).toBe('amount_out_of_range');
  });

  test.each([
    [{ price: '' }, 'amount_empty'],
    [{ price: '1.999' }, 'amount_invalid'],
    [{ price: '0.99' }, 'amount_out_of_range'],
    [{ price: '5.01' }, 'amount_out_of_range'],
    [{ price: '5' }, null],
  ])('with %j is answered with %s', (form, fault) => {
    expect(entries('', form, { min: fen(100), max: fen(500) }).amount.fault).toBe(fault);
  });

  test('must bring the contact that the link asks for, of at most 100 signs', () => {
    const ask = (custom: string) => entries('', { price: '1', custom }, { contactLabel: '邮箱' }).contact;
    expect(ask('')).toMatchObject({ fault: 'contact_empty' });
    expect(ask('💥'.repeat(100))).toMatchObject({ fault: null });
    expect(ask('x'.repeat(101))).toMatchObject({ fault: 'contact_too_long' });
    expect(entries('', { price: '1', custom: 'eve' }).contact).toBeNull();
  });

  test('names one of the ways that are open', () => {
    expect(entries('', { price: '1', type: 'wechat' }).type).toBe('wechat');
    for (const type of ['qq', 'ALIPAY', '', '__proto__']) {
      expect(entries('', { price: '1', type })).toMatchObject({ type: null, isTypeFaulty: true });
    }
  });
});
