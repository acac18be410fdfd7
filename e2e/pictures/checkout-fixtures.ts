import type { GoodsLine } from '@/gateway/checkout/checkout-view';
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
  life: 1,
  reopenedAt: null,
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
  frameOrigins: [],
  merchantName: '港口咖啡',
  device: 'phone',
  address: `https://pay.example.com/pay/api?id=${order.token}`,
  goods: [],
  choices: [],
  instruction: instructionFor('alipay'),
  refusal: null,
  tooMany: null,
  redirectUrl: null,
  timeoutUrl: null,
  siteUrl: 'https://shop.example.com/',
  isStaying: false,
};

type OrderChange = Partial<Order>;

export function withOrder(change: OrderChange, rest: Partial<Facts> = {}): Facts {
  const choices = change.status === 'created' ? (change.choices ?? []) : [];
  return { ...facts, choices, ...rest, order: { ...order, ...change } };
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

const choosing: OrderChange = {
  status: 'created',
  type: null,
  choices: ['alipay', 'wechat'],
  payable: null,
  accountId: null,
  allocatedAt: null,
};
const allChoices: OrderChange = { ...choosing, choices: ['alipay', 'wechat', 'qq'] };

function onChoosing(device: Device, change: OrderChange = choosing): Facts {
  return withOrder(change, { device, instruction: null });
}

/** A key as shops sell them: an account, its password, sometimes a line of help. */
function keysOf(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const number = String((at + 1) * 7_919).padStart(6, '0');
    return `IQ26-${number.slice(0, 3)}A-${number.slice(3)}K-${(number.length * (at + 11)).toString(36).toUpperCase().padStart(4, 'X')}`;
  });
}

const season: GoodsLine = {
  name: '爱奇艺黄金会员 季卡',
  unitPrice: fen(1280),
  quantity: 1,
  owed: 0,
  keys: keysOf(1),
};
const bought: OrderChange = {
  ...paid,
  goods: '8:1',
  title: '爱奇艺黄金会员 季卡×1',
  payable: fen(1280),
  paid: fen(1280),
};

function receipt(goods: readonly GoodsLine[], rest: Partial<Facts> = {}, change: OrderChange = {}): Facts {
  const sum = fen(goods.reduce((total, line) => total + line.unitPrice * line.quantity, 0));
  const title = goods.map(({ name, quantity }) => `${name}×${quantity}`).join('、');
  return withOrder(
    { ...bought, title, price: sum, payable: sum, paid: sum, ...change },
    { notice: told, goods, ...rest },
  );
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
  choosing: onChoosing('phone'),
  'choosing-three': onChoosing('phone', allChoices),
  'choosing-one': onChoosing('phone', { ...choosing, choices: ['alipay'] }),
  'choosing-pc': onChoosing('pc'),
  'choosing-pc-three': onChoosing('pc', allChoices),
  'choosing-pc-test': onChoosing('pc', { ...choosing, mode: 'test' }),
  'choosing-last-minute': onChoosing('phone', { ...choosing, expiresAt: at(42_000) }),
  'choosing-in-wechat-only-alipay': onChoosing('in_wechat', { ...choosing, choices: ['alipay'] }),
  'choosing-in-qq': onChoosing('in_qq'),
  unavailable: withOrder(
    { status: 'created', payable: null, accountId: null },
    { refusal: 'no_channel', instruction: null },
  ),
  'unavailable-amounts-taken': withOrder(
    { status: 'created', payable: null, accountId: null },
    { refusal: 'amounts_taken', instruction: null },
  ),
  'unavailable-too-many': withOrder(
    { status: 'created', payable: null, accountId: null },
    {
      refusal: 'too_many_open',
      tooMany: { by: 'visitor', count: 40, freeAt: at(180_000) },
      instruction: null,
    },
  ),
  'unavailable-other-choice': withOrder(
    { ...choosing, type: 'wechat' },
    { refusal: 'no_channel', instruction: null },
  ),
  confirming: withOrder(paid, { notice: untold }),
  paid: withOrder(paid, { notice: told, redirectUrl }),
  'paid-without-return': withOrder(paid, { notice: told }),
  'paid-staying': withOrder(paid, { notice: told, redirectUrl, isStaying: true }),
  'paid-test': withOrder({ ...paid, mode: 'test' }, { notice: told, redirectUrl }),
  'paid-unconfirmed': withOrder(paid, { notice: { ...untold, createdAt: at(-MINUTE_MS) } }),
  'paid-untold': withOrder({ ...paid, isTold: false }, { siteUrl: null }),
  'paid-part-refunded': withOrder({ ...paid, refunded: fen(300) }, { notice: told, redirectUrl }),
  'paid-key': receipt([season], { redirectUrl }),
  'paid-keys': receipt(
    [
      { ...season, quantity: 2, keys: keysOf(2) },
      {
        name: 'Steam 充值卡 50 元',
        unitPrice: fen(4890),
        quantity: 1,
        owed: 0,
        keys: ['账号 harbour2026@example.com----密码 Qz7!mate#19----请在 24 小时内登录并修改密码'],
      },
    ],
    { redirectUrl },
  ),
  'paid-keys-thirty': receipt([{ ...season, quantity: 30, keys: keysOf(30) }], { redirectUrl }),
  'paid-keys-owed': receipt([{ ...season, quantity: 5, owed: 2, keys: keysOf(3) }], { redirectUrl }),
  'paid-keys-all-owed': receipt([{ ...season, owed: 1, keys: [] }], { redirectUrl }),
  'paid-keys-test': receipt([season], { redirectUrl }, { mode: 'test' }),
  'paid-keys-part-refunded': receipt(
    [{ ...season, quantity: 3, keys: keysOf(3) }],
    {},
    { refunded: fen(1280) },
  ),
  'paid-goods-without-keys': receipt([{ ...season, name: '手冲咖啡豆 250 克', quantity: 2, keys: [] }], {
    redirectUrl,
  }),
  'confirming-keys': receipt([season], { notice: untold }),
  'refunded-keys': receipt([season], {}, { status: 'refunded', refunded: fen(1280) }),
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
