import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '@/db/client';
import { createGateway } from '@/gateway/app';
import { openOrder } from '@/lib/core/allocation';
import { createProduct } from '@/lib/core/catalogue';
import { type Credential, createMerchant, findCredential, type NewMerchant } from '@/lib/core/merchants';
import { findOrderByReference, isPaid, type PaidOrder, settleByHand } from '@/lib/core/orders';
import { assignPlan, createPlan, type PlanTerms } from '@/lib/core/plans';
import { type DialectId, PLAN_FEATURES } from '@/lib/core/vocabulary';
import { dialects } from '@/lib/dialects';
import { fen } from '@/lib/platform/money';
import { openShop, type Shop } from '@/tests/support/shop';

/**
 * What every dialect owes its merchants, whatever its words. A new dialect does not compile until it stands in the
 * table; its signatures are made and verified here by code that shares nothing with the product.
 */
type Params = Record<string, string>;

interface Merchant extends NewMerchant {
  readonly productId: number;
}

interface Contract {
  readonly path: string;
  /** A right request for an order, without its signature; `reference` is the field that names it. */
  readonly order: (merchant: Merchant, reference: string) => Params;
  readonly reference: string;
  readonly sign: (params: Params, merchant: Merchant) => string;
  /** Fields that the signature covers, each with another legal value. */
  readonly altered: Params;
  readonly isTaken: (response: Response) => Promise<boolean>;
  /** What it says of a plan that has expired, and of one whose quota of the day is spent. */
  readonly refusals: Readonly<Record<'expired' | 'spent', { code: number; msg: string }>>;
  /** As the merchant's own code does it. */
  readonly verifyNews: (news: Params, merchant: Merchant) => boolean;
  readonly verifyReturn: (news: Params, merchant: Merchant) => boolean;
  /** A field of the news that a forger would change. */
  readonly amountField: string;
}

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');
const pick = (params: Params, names: readonly string[]) => names.map((name) => params[name] ?? '').join('');

function joinedTwice(names: readonly string[]) {
  return (params: Params, { appkey, appsecret }: Merchant) =>
    md5(md5(appkey + pick(params, names)) + appsecret);
}

function isCode(wanted: number) {
  return async (response: Response) => {
    const { code } = (await response.json()) as { code: number };
    return code === wanted;
  };
}

const GATEPAY_NEWS = ['order_id', 'out_order_id', 'price', 'realprice', 'type', 'paytime', 'extend'];
const GATEPAY_RETURN = ['price', 'type', 'product_id', 'order_id', 'out_order_id'];
const gatepay = {
  reference: 'out_order_id',
  isTaken: isCode(100),
  verifyNews: (news: Params, merchant: Merchant) =>
    joinedTwice(GATEPAY_NEWS)(news, merchant) === news['sign'],
  verifyReturn: (news: Params, merchant: Merchant) =>
    joinedTwice(GATEPAY_RETURN)(news, merchant) === news['sign'],
  amountField: 'price',
};

const anyAmount = {
  ...gatepay,
  refusals: {
    expired: { code: 103, msg: '秘钥已过期：套餐已到期，请续费' },
    spent: { code: 110, msg: '套餐已超额' },
  },
  order: ({ appkey }: Merchant, reference: string) => ({
    appkey,
    price: '10.00',
    type: 'alipay',
    out_order_id: reference,
    custom: '张三',
  }),
  sign: joinedTwice(['price', 'type', 'out_order_id', 'custom']),
  altered: { price: '10.01', out_order_id: 'another', custom: '李四' },
};

function sortedPairs(params: Params, { epayKey }: Merchant): string {
  const pairs = Object.entries(params)
    .filter(([name, text]) => name !== 'sign' && name !== 'sign_type' && text !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return md5(pairs.map(([name, text]) => `${name}=${text}`).join('&') + epayKey);
}
const verifyEpay = (news: Params, merchant: Merchant) => sortedPairs(news, merchant) === news['sign'];

const VMQ_NEWS = ['payId', 'param', 'type', 'price', 'reallyPrice'];
const verifyVmq = (news: Params, { vmqKey }: Merchant) => md5(pick(news, VMQ_NEWS) + vmqKey) === news['sign'];

const CONTRACTS: Readonly<Record<DialectId, Contract>> = {
  'gatepay-v1': { ...anyAmount, path: '/api/anypay/create' },
  cloudpay: { ...anyAmount, path: '/api/cloudpay/create' },
  'gatepay-product': {
    ...gatepay,
    refusals: {
      expired: { code: 112, msg: '商铺授权已过期' },
      spent: { code: 111, msg: '商铺当日额度已用完' },
    },
    path: '/api/pay/create',
    order: ({ appkey, productId }, reference) => ({
      appkey,
      product_id: String(productId),
      product_num: '1',
      pay_type: 'alipay',
      out_order_id: reference,
      custom: '张三',
    }),
    sign: joinedTwice(['product_id', 'product_num', 'pay_type', 'out_order_id', 'custom']),
    altered: { product_num: '2', out_order_id: 'another', custom: '李四' },
  },
  'epay-v1': {
    path: '/mapi.php',
    reference: 'out_trade_no',
    order: ({ pid }, reference) => ({
      pid: String(pid),
      type: 'alipay',
      out_trade_no: reference,
      notify_url: 'http://127.0.0.1:9/notify',
      return_url: 'http://127.0.0.1:9/return',
      name: 'VIP会员',
      money: '10.00',
      clientip: '192.168.1.100',
      param: '张三',
      sign_type: 'MD5',
    }),
    sign: sortedPairs,
    altered: { money: '1.00', out_trade_no: 'another', name: 'SVIP', param: '', clientip: '10.0.0.1' },
    isTaken: isCode(1),
    refusals: {
      expired: { code: -1, msg: '商户套餐已到期，无法支付！' },
      spent: { code: -1, msg: '商户今日套餐额度已用完，无法支付！' },
    },
    verifyNews: verifyEpay,
    verifyReturn: verifyEpay,
    amountField: 'money',
  },
  vmq: {
    path: '/createOrder',
    reference: 'payId',
    order: (_merchant, reference) => ({ payId: reference, param: '张三', type: '2', price: '10.00' }),
    sign: (params, { vmqKey }) => md5(pick(params, ['payId', 'param', 'type', 'price']) + vmqKey),
    altered: { price: '1.00', payId: 'another', param: '李四' },
    isTaken: isCode(1),
    refusals: {
      expired: { code: -1, msg: '商户套餐已到期，请联系服务商' },
      spent: { code: -1, msg: '商户套餐今日额度已用完' },
    },
    verifyNews: verifyVmq,
    verifyReturn: verifyVmq,
    amountField: 'price',
  },
};

const NOBODYS_KEYS = { appsecret: 'f'.repeat(32), epayKey: 'f'.repeat(32), vmqKey: 'f'.repeat(32) };

const gateway = createGateway();
let shop: Shop;
let merchant: Merchant;
let stranger: Merchant;

async function withProduct(made: NewMerchant): Promise<Merchant> {
  const { merchantId } = made;
  const product = { merchantId, name: '会员', price: fen(1000), categoryId: null, delivery: 'none' as const };
  return { ...made, ...(await createProduct(product)) };
}

beforeAll(async () => {
  shop = await openShop();
  merchant = await withProduct(shop.merchant);
  stranger = await withProduct((await openShop()).merchant);
});

async function planWith(limits: Partial<PlanTerms>): Promise<number> {
  const terms: PlanTerms = {
    name: '基础版',
    pricePoints: 100,
    days: 30,
    ordersPerDay: null,
    sumPerDay: null,
    accountsMax: null,
    features: [...PLAN_FEATURES],
    isOffered: true,
    ...limits,
  };
  return (await createPlan({ terms, actor: 'cli' })).planId;
}

const post = (path: string, params: Params) =>
  gateway.fetch(
    new Request(`http://localhost${path}`, { method: 'POST', body: new URLSearchParams(params) }),
  );

const ordersIn = async (dialect: string) => {
  const [row] = await sql()<
    { count: number }[]
  >`select count(*) as count from orders where dialect = ${dialect}`;
  return row?.count;
};

describe.each(Object.entries(CONTRACTS) as [DialectId, Contract][])('%s', (id, contract) => {
  const { path, order, sign, isTaken } = contract;
  const signed = (reference: string) => {
    const params = order(merchant, reference);
    return { ...params, sign: sign(params, merchant) };
  };
  const send = async (params: Params) => isTaken(await post(path, params));

  async function paid(): Promise<{ order: PaidOrder; credential: Credential }> {
    const outOrderId = randomUUID();
    expect(await send(signed(outOrderId))).toBe(true);
    const { merchantId } = shop;
    const placed = await findOrderByReference({ merchantId, mode: 'live', outOrderId });
    const settled = await settleByHand({
      merchantId,
      orderId: placed?.id ?? 0,
      actor: 'test',
      reason: 'seen',
      amount: placed?.payable ?? placed?.price ?? fen(0),
    });
    const credential = await findCredential(merchantId, 'live');
    if (!isPaid(settled) || credential === null) throw new Error('the order is not paid');
    return { order: settled, credential };
  }

  test('takes a signed order and writes its own name on it', async () => {
    const outOrderId = randomUUID();
    expect(await send(signed(outOrderId))).toBe(true);
    const made = await findOrderByReference({ merchantId: shop.merchantId, mode: 'live', outOrderId });
    expect(made).toMatchObject({ dialect: id, price: 1000, attachment: '张三' });
  });

  test('refuses a signature that is wrong, missing, or made with another key', async () => {
    const before = await ordersIn(id);
    const params = order(merchant, randomUUID());
    for (const wrong of ['0'.repeat(32), '', 'x', sign(params, { ...merchant, ...NOBODYS_KEYS })]) {
      expect(await send({ ...params, sign: wrong })).toBe(false);
    }
    expect(await send(params)).toBe(false);
    expect(await ordersIn(id)).toBe(before);
  });

  test.each(Object.entries(contract.altered))(
    'refuses %s altered to %j after it was signed',
    async (name, text) => {
      const before = await ordersIn(id);
      expect(await send({ ...signed(randomUUID()), [name]: text })).toBe(false);
      expect(await ordersIn(id)).toBe(before);
    },
  );

  test('answers the same order to the same request, and refuses its reference to another', async () => {
    const reference = randomUUID();
    expect(await send(signed(reference))).toBe(true);
    const before = await ordersIn(id);
    expect(await send(signed(reference))).toBe(true);
    const [field = '', text = ''] =
      Object.entries(contract.altered).find(([name]) => name !== contract.reference) ?? [];
    const other = { ...order(merchant, reference), [field]: text };
    expect(await send({ ...other, sign: sign(other, merchant) })).toBe(false);
    expect(await ordersIn(id)).toBe(before);
  });

  test('tells of a payment what the merchant’s own code verifies, and no forgery does', async () => {
    const { order: told, credential } = await paid();
    const news = Object.fromEntries(new URLSearchParams(dialects[id].notification(told, credential).params));
    expect(contract.verifyNews(news, merchant)).toBe(true);
    expect(contract.verifyNews({ ...news, [contract.amountField]: '0.01' }, merchant)).toBe(false);
    expect(contract.verifyNews(news, stranger)).toBe(false);
    expect(Number(news[contract.amountField])).toBe(10);
    expect(JSON.stringify(news)).not.toContain(merchant.appsecret);
  });

  test('tells the same bytes every time', async () => {
    const { order: told, credential } = await paid();
    const { params } = dialects[id].notification(told, credential);
    expect(dialects[id].notification(told, credential).params).toBe(params);
  });

  test('sends the buyer back with what the merchant’s own code verifies', async () => {
    const { order: told, credential } = await paid();
    const address = new URL(dialects[id].redirect(told, credential)?.address ?? '');
    expect(address.origin + address.pathname).toBe('http://127.0.0.1:9/return');
    const news = Object.fromEntries(address.searchParams);
    expect(contract.verifyReturn(news, merchant)).toBe(true);
    expect(contract.verifyReturn({ ...news, [contract.amountField]: '0.01' }, merchant)).toBe(false);
  });

  test('takes HTTP 200 with success as heard, and neither fail nor an error nor a redirect', () => {
    const reply = (status: number, text: string) => ({
      status,
      body: new TextEncoder().encode(text),
      isCut: false,
    });
    const isHeard = (status: number, text: string) =>
      dialects[id].acknowledge(reply(status, text), { isLenient: false })?.isAcknowledged === true;
    expect(isHeard(200, 'success')).toBe(true);
    for (const [status, text] of [
      [200, 'fail'],
      [200, ''],
      [500, 'success'],
      [302, 'success'],
    ] as const) {
      expect(isHeard(status, text)).toBe(false);
    }
  });

  test('refuses a suspended merchant', async () => {
    const suspended = await withProduct(
      await createMerchant({ name: 'Gone', email: `${randomUUID()}@shop.example` }),
    );
    await sql()`update merchants set status = 'suspended' where id = ${suspended.merchantId}`;
    const params = order(suspended, randomUUID());
    expect(await send({ ...params, sign: sign(params, suspended) })).toBe(false);
  });

  test('refuses a price without a place left, and keeps no order for it', async () => {
    const full = await openShop({ amountSpreadFen: 0 });
    const own = await withProduct(full.merchant);
    const ask = async (reference: string) => {
      const params = order(own, reference);
      const response = await post(path, { ...params, sign: sign(params, own) });
      return (await response.json()) as { code: number; msg: string };
    };
    const found = (outOrderId: string) =>
      findOrderByReference({ merchantId: full.merchantId, mode: 'live', outOrderId });
    const taken = await ask('A1');
    const { token = '' } = (await found('A1')) ?? {};
    await openOrder({ token, payerIp: '198.51.100.1', device: 'pc' });
    const refused = await ask('A2');
    expect(refused.code).not.toBe(taken.code);
    expect(refused.msg).toMatch(/无可用支付方式|无效的支付类型|支付方式暂不可用|超出负荷/);
    expect(await found('A2')).toBeNull();
    expect((await ask('A1')).code).toBe(taken.code);
  });

  test('says that the quota of the day is spent, or the plan expired, and goes on answering what it took', async () => {
    const planned = await openShop();
    const own = await withProduct(planned.merchant);
    const limited = await planWith({ ordersPerDay: 1 });
    await assignPlan({ merchantId: planned.merchantId, planId: limited, actor: 'cli' });
    const ask = async (reference: string) => {
      const params = order(own, reference);
      const response = await post(path, { ...params, sign: sign(params, own) });
      return (await response.json()) as { code: number; msg: string };
    };
    const taken = await ask('A1');
    expect(await ask('A2')).toMatchObject(contract.refusals.spent);
    expect((await ask('A1')).code).toBe(taken.code);
    await assignPlan({ merchantId: planned.merchantId, planId: limited, until: new Date(0), actor: 'cli' });
    expect(await ask('A2')).toMatchObject(contract.refusals.expired);
    expect((await ask('A1')).code).toBe(taken.code);
    expect(taken.code).toBeGreaterThan(0);
  });
});
