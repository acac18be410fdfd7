import { changeSettings, countMerchants, createMerchant, createOperator } from '@/lib/core/merchants';

/** Where `examples/shop.mjs` listens: the demo merchant's own site. */
const SHOP = 'http://127.0.0.1:3900';

export interface DemoSeed {
  /** What the operator reads once: log-ins and test keys. Empty when the database already has a merchant. */
  readonly lines: readonly string[];
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
  const operator = await createOperator('operator@matou.example');
  return {
    lines: [
      'Log-ins (shown this once; `npm run matou -- reset-password --email …` makes new ones):',
      `  merchant  ${merchant.email}  ${merchant.password}`,
      `  operator  ${operator.email}  ${operator.password}`,
      'Test keys of the demo merchant:',
      `  appkey     ${merchant.test.appkey}`,
      `  appsecret  ${merchant.test.appsecret}`,
    ],
  };
}
