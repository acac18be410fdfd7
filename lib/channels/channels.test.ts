import { describe, expect, test } from 'vitest';
import { CHANNEL_IDS, channelOf, channels, type PaymentRequest, type Wallet } from '@/lib/channels';
import { fen } from '@/lib/platform/money';

const request: PaymentRequest = {
  wallet: 'alipay',
  orderToken: 'A1b2C3d4E5f6G7h8I9j0Kw',
  payable: fen(1001),
  accountCode: 'https://qr.alipay.com/fkx12345',
  fixedCode: null,
};

describe.each(CHANNEL_IDS.map((id) => [id] as const))('%s keeps the contract:', (id) => {
  const channel = channels[id];

  test('it is registered under its own name', () => {
    expect(channel.describe().id).toBe(id);
    expect(channelOf(id)).toBe(channel);
  });

  test('the same question gets the same answer', () => {
    expect(channel.instruct(request)).toEqual(channel.instruct({ ...request }));
  });

  test('it gives a text that fits a QR code', () => {
    const { qrText } = channel.instruct(request);
    expect(qrText.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(qrText)).toBeLessThanOrEqual(1024);
  });

  test('it opens nothing but a known wallet or our own page', () => {
    const { appLink } = channel.instruct(request);
    if (appLink !== null) expect(new URL(appLink).protocol).toMatch(/^(alipays|https?):$/);
  });

  test('an open code does not claim to carry the amount', () => {
    const { qrText, carriesAmount } = channel.instruct(request);
    if (qrText === request.accountCode) expect(carriesAmount).toBe(false);
  });
});

describe('a monitored code', () => {
  const fixedCode = 'https://qr.alipay.com/fkx1001';

  test('that carries the amount is what the buyer scans and what Alipay is opened at', () => {
    const { qrText, carriesAmount, appLink } = channels['monitored-code'].instruct({ ...request, fixedCode });
    expect([qrText, carriesAmount]).toEqual([fixedCode, true]);
    expect(appLink).toContain(encodeURIComponent(fixedCode));
  });
});

describe('the text of a monitored code tells', () => {
  const instruct = (wallet: Wallet, accountCode: string) =>
    channels['monitored-code'].instruct({ ...request, wallet, accountCode });

  test('that Alipay can be opened at it from a browser', () => {
    expect(instruct('alipay', 'https://qr.alipay.com/fkx1?t=2&a=b').appLink).toBe(
      'alipays://platformapi/startapp?saId=10000007&qrcode=https%3A%2F%2Fqr.alipay.com%2Ffkx1%3Ft%3D2%26a%3Db',
    );
  });

  test.each([
    'https://qr.alipay.com.evil.example/x',
    'https://evil.example/?alipay.com/',
    'javascript:alert(1)',
    'http://qr.alipay.com/x',
  ])('that Alipay is not opened at %s', (code) => {
    expect(instruct('alipay', code).appLink).toBeNull();
  });

  test('that a personal WeChat code works from the album and by long press, a Native one only scanned', () => {
    expect(instruct('wechat', 'wxp://f2f0abc')).toMatchObject({
      allowsAlbum: true,
      allowsLongPress: true,
      appLink: null,
    });
    expect(instruct('wechat', 'weixin://wxpay/bizpayurl?pr=abc')).toMatchObject({
      allowsAlbum: false,
      allowsLongPress: false,
    });
  });

  test('nothing more than scanning of a code that nobody knows', () => {
    expect(instruct('wechat', 'https://pay.example/abc')).toMatchObject({
      allowsAlbum: false,
      allowsLongPress: false,
    });
  });
});

describe('a code is', () => {
  const judge = channels['monitored-code'].judgeCode;

  test.each([
    ['alipay', 'https://qr.alipay.com/fkx1'],
    ['alipay', 'HTTPS://QR.ALIPAY.COM/FKX1'],
    ['wechat', 'wxp://f2f0abc'],
    ['wechat', 'weixin://wxpay/bizpayurl?pr=abc'],
    ['wechat', 'https://payapp.weixin.qq.com/qr/abc'],
    ['qq', 'https://i.qianbao.qq.com/wallet/sqrcode.htm?m=tenpay&u=1'],
    ['qq', 'https://bank.example/any-code'],
  ] as const)('taken for %s: %s', (wallet, code) => {
    expect(judge(wallet, code)).toEqual({ isAccepted: true, looksLike: null });
  });

  test('taken with a warning when it looks like another wallet’s', () => {
    expect(judge('wechat', 'https://qr.alipay.com/fkx1')).toEqual({ isAccepted: true, looksLike: 'alipay' });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['x'.repeat(513), 'too_long'],
    ['wxp://a b', 'not_printable'],
    ['wxp://a\n', 'not_printable'],
    ['收款码', 'not_printable'],
  ])('refused when it cannot be one: %j', (code, reason) => {
    expect(judge('alipay', code)).toEqual({ isAccepted: false, reason });
  });
});

describe('the pretend wallet gives back', () => {
  const refund = { orderToken: request.orderToken, refundNo: 'R1', paid: fen(1001), reason: '' };

  test('the same under the same number', async () => {
    const reply = await channels.simulator.refund?.({ ...refund, amount: fen(1001) });
    expect(reply).toEqual({ isGiven: true, reference: expect.stringContaining('R1') });
    expect(await channels.simulator.refund?.({ ...refund, amount: fen(1001) })).toEqual(reply);
  });

  test('anything but ¥0.44, so that a failing refund can be tried', async () => {
    expect(await channels.simulator.refund?.({ ...refund, amount: fen(44) })).toMatchObject({
      isGiven: false,
    });
  });
});
