import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Product } from '@/tests/support/product';

/** Makes a product of the merchant and puts keys on its shelf, as the operator does. Answers the product's number. */
export async function stockProduct(
  product: Product,
  merchantId: string,
  goods: { name: string; price: string; keys: readonly string[]; mode?: 'live' | 'test' },
): Promise<string> {
  const { name, price, keys, mode = 'live' } = goods;
  const owner = ['--merchant', merchantId];
  const made = await product.matou('product', 'create', ...owner, '--name', name, '--price', price);
  const productId = String(made.productId);
  const folder = mkdtempSync(join(tmpdir(), 'matou-keys-'));
  try {
    const file = join(folder, 'keys.txt');
    writeFileSync(file, keys.join('\n'));
    await product.matou('card', 'import', '--product', productId, '--file', file, '--mode', mode);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return productId;
}
