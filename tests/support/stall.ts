import { createAccount } from '@/lib/core/accounts';
import { createProduct, importCards, type NewProduct } from '@/lib/core/catalogue';
import type { MerchantSettings } from '@/lib/core/merchants';
import { fen } from '@/lib/platform/money';
import { openShop } from '@/tests/support/shop';

/** A shop that takes Alipay and WeChat and has one card product at ¥1.50 with `keys` on its shelf. */
export async function openStall(keys: readonly string[], settings: Partial<MerchantSettings> = {}) {
  const shop = await openShop(settings);
  const { merchantId } = shop;
  await createAccount({
    merchantId,
    type: 'wechat',
    label: 'till',
    code: `wxp://f2f0${merchantId}abcdefghijklmnop`,
    monitorId: null,
  });
  const productId = await addProduct(merchantId, {}, keys);
  return { ...shop, productId };
}

export type Stall = Awaited<ReturnType<typeof openStall>>;

export async function addProduct(
  merchantId: number,
  facts: Partial<NewProduct> = {},
  keys: readonly string[] = [],
): Promise<number> {
  const product = { name: '月卡', price: fen(150), categoryId: null, ...facts };
  const { productId } = await createProduct({ ...product, merchantId });
  if (keys.length > 0) await importCards({ merchantId, productId, mode: 'live', lines: keys });
  return productId;
}
