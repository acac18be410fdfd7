import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '@/gateway/app';
import { createProduct } from '@/lib/core/catalogue';
import { setAgent } from '@/lib/core/merchants';
import { findOrderByReference, settleByHand } from '@/lib/core/orders';
import { assignPlan, createPlan } from '@/lib/core/plans';
import { fen } from '@/lib/platform/money';
import { openShop, order, type Shop } from '@/tests/support/shop';

/** What merchants' software meets when a plan leaves something out, or the operator took it away. */
type Params = Record<string, string>;

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');
const gateway = createGateway();
let shop: Shop;
let productId: number;

async function post(path: string, params: Params): Promise<{ code: number; msg: string }> {
  const request = new Request(`http://localhost${path}`, {
    method: 'POST',
    body: new URLSearchParams(params),
  });
  return (await gateway.fetch(request)).json() as Promise<{ code: number; msg: string }>;
}

function signed(params: Params): Params {
  const { appkey, appsecret } = shop.merchant;
  return { appkey, ...params, sign: md5(md5(appkey + Object.values(params).join('')) + appsecret) };
}

const anyAmount = () => signed({ price: '10.00', type: 'alipay', out_order_id: randomUUID(), custom: 'a' });

beforeAll(async () => {
  shop = await openShop({ isCardApiOpen: true, isRefundApiOpen: true, isQuickPayOpen: true });
  const { merchantId } = shop;
  const product = { merchantId, name: '会员', price: fen(100), categoryId: null, delivery: 'cards' as const };
  productId = (await createProduct(product)).productId;
  const terms = {
    name: '入门版',
    pricePoints: 100,
    days: 30,
    ordersPerDay: null,
    sumPerDay: null,
    accountsMax: null,
    features: [],
    isOffered: true,
  };
  const { planId } = await createPlan({ terms, actor: 'cli' });
  await assignPlan({ merchantId, planId, actor: 'cli' });
});

describe('a plan that leaves a feature out', () => {
  test('107 for card keys, shown or added', async () => {
    const { code, msg } = await post('/api/ka/show', {
      ...signed({ product_id: String(productId) }),
      page: '1',
    });
    expect([code, msg]).toEqual([107, '接口已关闭：当前套餐不包含卡密接口']);
    const added = await post('/api/ka/create', signed({ product_id: String(productId), content: 'K1' }));
    expect(added.code).toBe(107);
  });

  test('107 for cloud orders, while other orders are placed', async () => {
    const refused = await post('/api/cloudpay/create', anyAmount());
    expect([refused.code, refused.msg]).toEqual([107, 'api已关闭：当前套餐不包含此接口']);
    expect((await post('/api/anypay/create', anyAmount())).code).toBe(100);
  });

  test('-2 for refunds by 易支付', async () => {
    const { pid, epayKey: key } = shop.merchant;
    const placed = await order(shop, 1000, 'R1');
    const { merchantId } = shop;
    await settleByHand({ merchantId, orderId: placed.id, actor: 'm', reason: 'seen', amount: fen(1000) });
    const asked = { pid: String(pid), key, out_trade_no: 'R1', money: '10.00' };
    const refused = await post('/api.php?act=refund', asked);
    expect([refused.code, refused.msg]).toEqual([-2, '商户套餐不包含订单退款API接口']);
    const found = await findOrderByReference({ merchantId, mode: 'live', outOrderId: 'R1' });
    expect(found).toMatchObject({ status: 'paid', refunded: 0 });
  });

  test('a page that says so for quick-pay', async () => {
    const { appkey, quickPayToken } = shop.merchant;
    const page = await gateway.fetch(
      new Request(`http://localhost/pay/any?appkey=${appkey}&token=${quickPayToken}`),
    );
    expect(page.status).toBe(403);
  });
});

describe('a merchant who is no agent any more', () => {
  test('209 for cloud orders at once', async () => {
    const agent = shop;
    const other = await openShop();
    shop = other;
    expect((await post('/api/cloudpay/create', anyAmount())).code).toBe(100);
    await setAgent({ merchantId: other.merchantId, isAgent: false, actor: 'cli' });
    expect((await post('/api/cloudpay/create', anyAmount())).code).toBe(209);
    await setAgent({ merchantId: other.merchantId, isAgent: true, actor: 'cli' });
    expect((await post('/api/cloudpay/create', anyAmount())).code).toBe(100);
    shop = agent;
  });
});
