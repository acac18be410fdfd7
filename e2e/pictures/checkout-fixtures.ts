import type { Facts } from '@/gateway/checkout/describe-checkout';
import { DEVICES, type Device } from '@/gateway/checkout/device';
import { channels, type PaymentInstruction } from '@/lib/channels';
import type { Order } from '@/lib/core/orders';
import type { PayType } from '@/lib/core/vocabulary';
import { fen } from '@/lib/platform/money';

/** Every picture is taken at this moment: 14:30:28 in China. */
export const NOW = new Date('2026-11-21T06:30:28Z');

const MINUTE_MS = 60_000;

function at(msFromNow: number): Date {
  return new Date(NOW.getTime() + msFromNow);
}

export const order: Order = {
  merchantId: 1,
  id: 1000000000004217,
  mode: 'live',
  dialect: 'cloudpay',
  outOrderId: 'HK20261121-0088',
  type: 'alipay',
  choices: [],
  goods: null,
  linkId: null,
  isTold: true,
  refunded: fen(0),
  title: '手冲咖啡豆 埃塞俄比亚 250 克',
  price: fen(1280),
  attachment: 'buyer@example.com',
  token: 'A1b2C3d4E5f6G7h8I9j0Kw',
  notifyUrl: null,
  returnUrl: null,
  status: 'pending',
  oddities: [],
  accountId: 1,
  payable: fen(1279),
  paid: null,
  createdAt: at(-28_000),
  allocatedAt: at(-27_000),
  expiresAt: at(4 * MINUTE_MS + 32_000),
  paidAt: null,
  endedAt: null,
};

const CODES: Readonly<Record<PayType, string>> = {
  alipay: 'https://qr.alipay.com/fkx12345abcde67890xyz',
  wechat: 'wxp://f2f0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcd',
  qq: 'https://i.qianbao.qq.com/wallet/sqrcode.htm?m=tenpay&f=wallet&u=10001&a=1&n=matou',
};

export function instructionFor(type: PayType, code: string = CODES[type]): PaymentInstruction {
  return channels['monitored-code'].instruct({
    wallet: type,
    orderToken: order.token,
    payable: order.payable ?? order.price,
    accountCode: code,
    fixedCode: null,
  });
}

export const facts: Facts = {
  order,
  notice: null,
  latePayment: null,
  now: NOW,
  merchantName: '港口咖啡',
  device: 'phone',
  instruction: instructionFor('alipay'),
  refusal: null,
  redirectUrl: null,
  timeoutUrl: null,
  siteUrl: 'https://shop.example.com/',
  isStaying: false,
};

type OrderChange = Partial<Order>;

export function withOrder(change: OrderChange, rest: Partial<Facts> = {}): Facts {
  return { ...facts, ...rest, order: { ...order, ...change } };
}

const paid: OrderChange = { status: 'paid', paid: fen(1279), paidAt: at(-9_000) };
const told = { status: 'delivered', createdAt: at(-8_000), deliveredAt: at(-7_000) } as const;
const untold = { status: 'waiting', createdAt: at(-2_000), deliveredAt: null } as const;
const expired: OrderChange = { status: 'expired', expiresAt: at(-MINUTE_MS), endedAt: at(-MINUTE_MS) };
const redirectUrl =
  'https://shop.example.com/paid?order_id=1000000000004217&price=12.80&sign=0123456789abcdef';

const simulated = channels.simulator.instruct({
  wallet: 'alipay',
  orderToken: order.token,
  payable: order.price,
  accountCode: '',
  fixedCode: null,
});

function onPhone(device: Device, type: PayType, code?: string): Facts {
  return withOrder({ type }, { device, instruction: instructionFor(type, code) });
}

/** Every state that a checkout can be in, and every way to pay, by the name of its picture. */
export const CHECKOUTS: Readonly<Record<string, Facts>> = {
  pending: facts,
  'pending-equal-amount': withOrder({ payable: fen(1280) }),
  'pending-large-amount': withOrder({ price: fen(9_999_999_999), payable: fen(9_999_999_998) }),
  'pending-last-minute': withOrder({ expiresAt: at(42_000) }),
  'pending-pc': { ...facts, device: 'pc' },
  'pending-pc-wechat': onPhone('pc', 'wechat'),
  'pending-pc-test': withOrder(
    { mode: 'test', payable: fen(1280) },
    { device: 'pc', instruction: simulated },
  ),
  'pending-test': withOrder({ mode: 'test' }, { instruction: simulated }),
  'pending-wechat-album': onPhone('phone', 'wechat'),
  'pending-wechat-native': onPhone('phone', 'wechat', 'weixin://wxpay/bizpayurl?pr=abcDEF123'),
  'pending-in-wechat': onPhone('in_wechat', 'wechat'),
  'pending-in-wechat-native': onPhone('in_wechat', 'wechat', 'weixin://wxpay/bizpayurl?pr=abcDEF123'),
  'pending-in-wechat-alipay': onPhone('in_wechat', 'alipay'),
  'pending-in-alipay': onPhone('in_alipay', 'alipay'),
  'pending-in-alipay-wechat': onPhone('in_alipay', 'wechat'),
  'pending-in-douyin': onPhone('in_other_app', 'alipay'),
  'pending-qq': onPhone('phone', 'qq'),
  unavailable: withOrder(
    { status: 'created', payable: null, accountId: null },
    { refusal: 'no_channel', instruction: null },
  ),
  'unavailable-amounts-taken': withOrder(
    { status: 'created', payable: null, accountId: null },
    { refusal: 'amounts_taken', instruction: null },
  ),
  confirming: withOrder(paid, { notice: untold }),
  paid: withOrder(paid, { notice: told, redirectUrl }),
  'paid-without-return': withOrder(paid, { notice: told }),
  'paid-staying': withOrder(paid, { notice: told, redirectUrl, isStaying: true }),
  'paid-test': withOrder({ ...paid, mode: 'test' }, { notice: told, redirectUrl }),
  'paid-unconfirmed': withOrder(paid, { notice: { ...untold, createdAt: at(-MINUTE_MS) } }),
  late: withOrder(expired, { latePayment: { amount: fen(1279), paidAt: at(-20_000) } }),
  underpaid: withOrder(
    { ...paid, paid: fen(1200), oddities: ['manual', 'under'] },
    { notice: told, redirectUrl },
  ),
  overpaid: withOrder(
    { ...paid, paid: fen(1380), oddities: ['manual', 'over'] },
    { notice: told, redirectUrl },
  ),
  refunded: withOrder({ ...paid, status: 'refunded' }, { notice: told }),
  expired: withOrder(expired),
  'expired-with-address': withOrder(expired, { timeoutUrl: 'https://shop.example.com/timeout' }),
  closed: withOrder({ status: 'closed', endedAt: at(-MINUTE_MS) }),
  creating: withOrder({ status: 'created', payable: null, accountId: null }, { instruction: null }),
};

export const EVERY_DEVICE = DEVICES;
