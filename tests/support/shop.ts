import { randomUUID } from 'node:crypto';
import { createAccount, createMonitor, recordHeartbeat } from '@/lib/core/accounts';
import { openOrder } from '@/lib/core/allocation';
import { changeSettings, createMerchant, findCredential, type MerchantSettings } from '@/lib/core/merchants';
import { type Order, placeOrder } from '@/lib/core/orders';
import { fen } from '@/lib/platform/money';

/** A merchant with addresses and one switched-on Alipay account: the smallest shop that can be paid. */
export async function openShop({
  isAgent = true,
  ...settings
}: Partial<MerchantSettings> & { isAgent?: boolean } = {}) {
  const merchant = await createMerchant({ name: 'Shop', email: `${randomUUID()}@shop.example`, isAgent });
  const { merchantId } = merchant;
  await changeSettings(merchantId, {
    notifyUrl: 'http://127.0.0.1:9/notify',
    returnUrl: 'http://127.0.0.1:9/return',
    ...settings,
  });
  const { accountId } = await addAccount(merchantId);
  const credential = await findCredential(merchantId, 'live');
  if (credential === null) throw new Error('the shop has no keys');
  return { merchant, merchantId, accountId, credential };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

export function addAccount(merchantId: number, monitorId: number | null = null) {
  const code = `https://qr.alipay.com/fkx${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  return createAccount({ merchantId, type: 'alipay', label: 'till', code, monitorId });
}

export function addMonitor(merchantId: number) {
  return createMonitor({ merchantId, name: 'phone' });
}

let lastBeatMs = 0;

/** The monitor's phone, whose clock is right, beats; no two beats tell one time. */
export function beat(monitor: { merchantId: number; monitorId: number }): Promise<void> {
  lastBeatMs = Math.max(Date.now(), lastBeatMs + 1);
  return recordHeartbeat({ ...monitor, monitorTimeMs: lastBeatMs });
}

export function order(shop: Shop, price: number, outOrderId: string = randomUUID()): Promise<Order> {
  return placeOrder({
    credential: shop.credential,
    dialect: 'cloudpay',
    outOrderId,
    type: 'alipay',
    price: fen(price),
    title: 'goods',
    attachment: 'buyer',
    notifyUrl: null,
    returnUrl: null,
    areAddressesSigned: false,
    pin: null,
  });
}

/** The buyer's first look at the order: allocated, pending. */
export async function open(placed: Order, payerIp = '127.0.0.1'): Promise<Order> {
  const opened = await openOrder({ token: placed.token, payerIp, device: 'pc' });
  if (opened === null) throw new Error('the order is gone');
  return opened;
}
