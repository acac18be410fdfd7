import { createCategory, createProduct, importCards } from '@/lib/core/catalogue';
import { changeSettings, countMerchants, createMerchant, createOperator } from '@/lib/core/merchants';
import { fen } from '@/lib/platform/money';

/** Where `examples/shop.mjs` listens: the demo merchant's own site. */
const SHOP = 'http://127.0.0.1:3900';

export interface DemoSeed {
  /** What the operator reads once: log-ins and test keys. Empty when the database already has a merchant. */
  readonly lines: readonly string[];
}

/** Something to buy in test mode: one product with card keys that open nothing. */
async function stockShelf(merchantId: number): Promise<number> {
  const { categoryId } = await createCategory({ merchantId, name: '演示会员' });
  const { productId } = await createProduct({
    merchantId,
    categoryId,
    name: '演示会员月卡',
    description: '只用于测试：卡密没有任何用处。',
    price: fen(990),
  });
  const lines = Array.from({ length: 50 }, (_, index) => `DEMO-${String(index + 1).padStart(4, '0')}`);
  await importCards({ merchantId, productId, mode: 'test', lines });
  return productId;
}

/** Gives an empty database an operator and a demo merchant in test mode, with generated passwords. */
export async function seedDemo(): Promise<DemoSeed> {
  if ((await countMerchants()) > 0) return { lines: [] };
  const merchant = await createMerchant({ name: '演示商户', email: 'demo@matou.example' });
  await changeSettings(merchant.merchantId, {
    notifyUrl: `${SHOP}/notify`,
    returnUrl: `${SHOP}/return`,
    timeoutUrl: `${SHOP}/timeout`,
  });
  const productId = await stockShelf(merchant.merchantId);
  const operator = await createOperator('operator@matou.example');
  return {
    lines: [
      'Log-ins (shown this once; `npm run matou -- reset-password --email …` makes new ones):',
      `  merchant  ${merchant.email}  ${merchant.password}`,
      `  operator  ${operator.email}  ${operator.password}`,
      'Test keys of the demo merchant:',
      `  appkey     ${merchant.test.appkey}`,
      `  appsecret  ${merchant.test.appsecret}`,
      `  product    ${productId}  (50 card keys for tests)`,
    ],
  };
}
