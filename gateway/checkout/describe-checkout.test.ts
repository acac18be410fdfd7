import { describe, expect, test } from 'vitest';
import { CHECKOUTS, facts, NOW, withOrder } from '@/e2e/pictures/checkout-fixtures';
import { CONFIRMING_MS } from '@/gateway/checkout/checkout-state';
import { describeCheckout } from '@/gateway/checkout/describe-checkout';
import { deviceOf } from '@/gateway/checkout/device';
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
