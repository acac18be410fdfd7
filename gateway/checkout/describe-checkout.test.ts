import { describe, expect, test } from 'vitest';
import { CHECKOUTS, facts, NOW, withOrder } from '@/e2e/pictures/checkout-fixtures';
import { CONFIRMING_MS } from '@/gateway/checkout/checkout-state';
import { describeCheckout } from '@/gateway/checkout/describe-checkout';
import { deviceOf, walletBrowserOf } from '@/gateway/checkout/device';
import { fen } from '@/lib/platform/money';

function earlier(ms: number): Date {
  return new Date(NOW.getTime() - ms);
}

const paid = { status: 'paid', paid: fen(1279), paidAt: earlier(60_000) } as const;
const waiting = { status: 'waiting', deliveredAt: null } as const;
const told = { status: 'delivered', createdAt: earlier(60_000), deliveredAt: earlier(50_000) } as const;

function wayOf(name: string): string | null {
  const subject = CHECKOUTS[name];
  const view = subject === undefined ? null : describeCheckout(subject);
  return view?.state === 'pending' ? view.guidance.way : null;
}

describe('the buyer sees', () => {
  test('the exact amount, and that it differs from the price only when it does', () => {
    expect(describeCheckout(facts)).toMatchObject({
      state: 'pending',
      payable: 1279,
      price: 1280,
      isAdjusted: true,
    });
    expect(describeCheckout(withOrder({ payable: fen(1280) }))).toMatchObject({ isAdjusted: false });
  });

  test('the seconds that the server’s clock leaves, and words in the last minute', () => {
    expect(describeCheckout(facts)).toMatchObject({ secondsLeft: 272, isLastMinute: false });
    const last = withOrder({ expiresAt: new Date(NOW.getTime() + 59_500) });
    expect(describeCheckout(last)).toMatchObject({ secondsLeft: 60, isLastMinute: true });
  });

  test('no code any more once the time is over, even before the order was swept', () => {
    const over = withOrder({ expiresAt: NOW });
    expect(over.order.status).toBe('pending');
    expect(describeCheckout(over)).toMatchObject({ state: 'expired' });
    expect(JSON.stringify(describeCheckout(over))).not.toContain('qr.alipay.com');
  });

  test('that the merchant is being told, for fifteen seconds and not longer', () => {
    const at = (ms: number) =>
      describeCheckout(withOrder(paid, { notice: { ...waiting, createdAt: earlier(ms) } })).state;
    expect(at(0)).toBe('confirming');
    expect(at(CONFIRMING_MS - 1)).toBe('confirming');
    expect(at(CONFIRMING_MS)).toBe('paid_unconfirmed');
  });

  test('a receipt at once when the merchant could not be told at all', () => {
    const dead = { status: 'dead', createdAt: earlier(10), deliveredAt: null } as const;
    expect(describeCheckout(withOrder(paid, { notice: dead })).state).toBe('paid_unconfirmed');
  });

  test('the way back as soon as the merchant acknowledged, also when he is told again', () => {
    const redirectUrl = 'https://shop.example.com/paid?sign=1';
    expect(describeCheckout(withOrder(paid, { notice: told, redirectUrl }))).toMatchObject({
      state: 'paid',
      redirectUrl,
      isLeaving: true,
    });
    const again = { ...told, status: 'waiting' } as const;
    expect(describeCheckout(withOrder(paid, { notice: again, redirectUrl })).state).toBe('paid');
  });

  test('a receipt that stays: without return address, when asked to stay, and when opened later', () => {
    const redirectUrl = 'https://shop.example.com/paid?sign=1';
    const later = { ...told, deliveredAt: earlier(11 * 60_000) };
    for (const rest of [
      { notice: told, redirectUrl: null },
      { notice: told, redirectUrl, isStaying: true },
      { notice: later, redirectUrl },
    ]) {
      expect(describeCheckout(withOrder(paid, rest))).toMatchObject({ state: 'paid', isLeaving: false });
    }
  });

  test('a late payment instead of an expired or closed order', () => {
    const latePayment = { amount: fen(1279), paidAt: earlier(5000) };
    for (const status of ['expired', 'closed'] as const) {
      expect(describeCheckout(withOrder({ status }, { latePayment }))).toMatchObject({
        state: 'late',
        paid: 1279,
      });
    }
  });

  test('what was paid and due when the merchant settled another amount', () => {
    const under = withOrder({ ...paid, paid: fen(1200), oddities: ['manual', 'under'] }, { notice: told });
    expect(describeCheckout(under)).toMatchObject({
      state: 'underpaid',
      paid: 1200,
      due: 1279,
      isLeaving: false,
    });
    const over = withOrder({ ...paid, paid: fen(1300), oddities: ['manual', 'over'] }, { notice: told });
    expect(describeCheckout(over)).toMatchObject({ state: 'overpaid', paid: 1300, due: 1279 });
  });

  test('the timeout address of an expired order, and leaves for it unless asked to stay', () => {
    const timeoutUrl = 'https://shop.example.com/timeout';
    const expired = { status: 'expired' } as const;
    expect(describeCheckout(withOrder(expired, { timeoutUrl }))).toMatchObject({
      timeoutUrl,
      isLeaving: true,
    });
    expect(describeCheckout(withOrder(expired, { timeoutUrl, isStaying: true }))).toMatchObject({
      isLeaving: false,
    });
    expect(describeCheckout(withOrder(expired))).toMatchObject({ timeoutUrl: null, isLeaving: false });
  });

  test('an honest refusal when nothing can be allocated, or the account has gone', () => {
    const created = { status: 'created', payable: null, accountId: null } as const;
    const refused = withOrder(created, { refusal: 'amounts_taken', instruction: null });
    expect(describeCheckout(refused)).toMatchObject({ state: 'unavailable', refusal: 'amounts_taken' });
    expect(describeCheckout(withOrder({}, { instruction: null }))).toMatchObject({
      state: 'unavailable',
      refusal: 'no_channel',
    });
  });
});

describe('the way to pay fits the browser:', () => {
  test.each([
    ['pending-pc', 'scan'],
    ['pending-pc-wechat', 'scan'],
    ['pending', 'open_app'],
    ['pending-wechat-album', 'album'],
    ['pending-wechat-native', 'second_device'],
    ['pending-in-wechat', 'long_press'],
    ['pending-in-wechat-native', 'second_device'],
    ['pending-in-wechat-alipay', 'leave_browser'],
    ['pending-in-alipay', 'open_here'],
    ['pending-in-alipay-wechat', 'leave_browser'],
    ['pending-in-douyin', 'leave_browser'],
    ['pending-test', 'simulate'],
  ])('%s → %s', (name, way) => {
    expect(wayOf(name)).toBe(way);
  });
});

describe('before he has chosen how to pay, the buyer sees', () => {
  function shown(name: string) {
    const view = describeCheckout(CHECKOUTS[name] ?? facts);
    if (view.state !== 'choosing') throw new Error(`${name} is ${view.state}`);
    return view;
  }

  test('the price, what he may choose, and how long the order waits', () => {
    expect(shown('choosing')).toMatchObject({
      price: 1280,
      choices: ['alipay', 'wechat'],
      secondsLeft: 272,
      isLastMinute: false,
    });
    expect(shown('choosing-last-minute')).toMatchObject({ isLastMinute: true });
  });

  test.each([
    ['choosing-pc', 'scan', null],
    ['choosing', 'tap', null],
    ['choosing-in-wechat-only-alipay', 'other_wallet', 'wechat'],
    ['choosing-in-qq', 'other_wallet', 'qq'],
  ])('%s → %s', (name, way, home) => {
    expect(shown(name)).toMatchObject({ way, home });
  });

  test('nothing to choose any more once the time is over', () => {
    const over = withOrder({ status: 'created', type: null, choices: ['alipay'], expiresAt: NOW });
    expect(describeCheckout({ ...over, instruction: null })).toMatchObject({ state: 'expired' });
  });

  test('the other wallets when the chosen one cannot receive', () => {
    const view = describeCheckout(CHECKOUTS['unavailable-other-choice'] ?? facts);
    expect(view).toMatchObject({ state: 'unavailable', wallet: 'wechat', choices: ['alipay'] });
    expect(describeCheckout(CHECKOUTS.unavailable ?? facts)).toMatchObject({ choices: [] });
  });
});

describe('a receipt', () => {
  test('with keys, or with keys to come, leads nobody away; one without does', () => {
    const leaving = (name: string) => describeCheckout(CHECKOUTS[name] ?? facts);
    for (const name of ['paid-key', 'paid-keys-thirty', 'paid-keys-owed', 'paid-keys-all-owed']) {
      expect(leaving(name)).toMatchObject({
        isLeaving: false,
        redirectUrl: expect.stringContaining('sign='),
      });
    }
    expect(leaving('paid-goods-without-keys')).toMatchObject({ isLeaving: true });
  });

  test('counts its keys and what is still owed', () => {
    expect(describeCheckout(CHECKOUTS['paid-keys-owed'] ?? facts)).toMatchObject({ keyCount: 3, owed: 2 });
    expect(describeCheckout(CHECKOUTS['confirming-keys'] ?? facts)).toMatchObject({
      state: 'confirming',
      keyCount: 1,
    });
  });

  test('whose whole money went back names the goods without their keys', () => {
    const refunded = describeCheckout(CHECKOUTS['refunded-keys'] ?? facts);
    expect(refunded).toMatchObject({ state: 'refunded', keyCount: 0, goods: [{ keys: [], owed: 0 }] });
  });

  test('of a payment that nobody is told of is final at once', () => {
    expect(describeCheckout(CHECKOUTS['paid-untold'] ?? facts)).toMatchObject({
      state: 'paid',
      isLeaving: false,
      redirectUrl: null,
      siteUrl: null,
    });
  });
});

describe('a browser tells what it is:', () => {
  test.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36', 'pc'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15',
      'pc',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1',
      'phone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
      'phone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.44',
      'in_wechat',
    ],
    [
      'Mozilla/5.0 (Linux; U; Android 14) UCBS/3.22 AlipayDefined AliApp(AP/10.5.60) AlipayClient/10.5.60',
      'in_alipay',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148 QQ/9.0.0.609 V1_IPH_SQ', 'in_qq'],
    // QQ's stand-alone browser is an ordinary one.
    ['Mozilla/5.0 (Linux; U; Android 14) Chrome/109.0 MQQBrowser/14.5 Mobile Safari/537.36', 'phone'],
    [
      'Mozilla/5.0 (Linux; Android 14) Chrome/110.0 Mobile Safari/537.36 aweme_280400 BytedanceWebview',
      'in_other_app',
    ],
    ['', 'pc'],
  ])('%s', (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });
});

describe('a wallet’s own browser on a phone is', () => {
  const phone = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120.0 Mobile Safari/537.36';
  test.each([
    [`${phone} MicroMessenger/8.0.44`, 'wechat'],
    [`${phone} AliApp(AP/10.5.60) AlipayClient/10.5.60`, 'alipay'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148 QQ/9.0.0.609 V1_IPH_SQ', 'qq'],
    [phone, null],
    [`${phone} MQQBrowser/14.5`, null],
    [`${phone} AliApp(TB/10.5.60)`, null],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) MicroMessenger/7.0.20 WindowsWechat', null],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) MicroMessenger/6.8.0 MacWechat/3.8', null],
    [`${phone} MicroMessenger/8.0.44 Googlebot/2.1`, null],
    [`${phone} wxwork/4.1.13 MicroMessenger/7.0.1`, null],
    ['MicroMessenger/8.0.44', null],
    ['', null],
  ])('%s → %s', (userAgent, wallet) => {
    expect(walletBrowserOf(userAgent)).toBe(wallet);
  });
});
