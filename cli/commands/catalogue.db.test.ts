import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from '@/cli/commands';
import { seedDemo } from '@/db/seed/demo';
import { findProduct, listCards, listCategories, listProducts } from '@/lib/core/catalogue';
import { listMerchants } from '@/lib/core/merchants';
import { openShop } from '@/tests/support/shop';

const folder = mkdtempSync(join(tmpdir(), 'matou-cards-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(name: string, given: Record<string, string>): Promise<Record<string, number>> {
  const command = commands[name];
  if (command === undefined) throw new Error(`there is no ${name}`);
  return (await command.run(given)) as Record<string, number>;
}

test('the demo merchant has something to buy in test mode', async () => {
  const { lines } = await seedDemo();
  expect(lines.join('\n')).toMatch(/ {2}product +\d+/);
  const [demo] = await listMerchants(1, 0);
  const merchantId = demo?.merchantId ?? 0;
  expect(await listProducts({ merchantId, mode: 'test' })).toMatchObject([{ unsold: 50, isOnSale: true }]);
  expect(await listProducts({ merchantId, mode: 'live' })).toMatchObject([{ unsold: 0 }]);
});

describe('on the command line', () => {
  test('a category, a product and its keys are made', async () => {
    const { merchantId } = await openShop();
    const merchant = String(merchantId);
    const { categoryId = 0 } = await run('category create', { merchant, name: '会员' });
    expect(await listCategories(merchantId)).toMatchObject([{ id: categoryId, name: '会员' }]);
    const wanted = { merchant, name: '月卡', price: '9.90', category: String(categoryId) };
    const { productId = 0 } = await run('product create', wanted);
    const product = String(productId);
    expect(await findProduct({ merchantId, productId, mode: 'live' })).toMatchObject({
      price: 990,
      categoryId,
    });
    const keys = file('keys.txt', '\uFEFFa\r\n\r\n b \r\na\r\n');
    expect(await run('card import', { product, file: keys })).toEqual({ added: 2, duplicate: 1 });
    expect(await run('card import', { product, file: keys })).toEqual({ added: 0, duplicate: 3 });
    expect(await run('card import', { product, file: keys, mode: 'test' })).toEqual({
      added: 2,
      duplicate: 1,
    });
    const { rows } = await listCards({ merchantId, productId, mode: 'live', page: 1, pageSize: 9 });
    expect(rows.map(({ content }) => content)).toEqual(['a', 'b']);
  });

  test('a long file is taken, whatever of it is known', async () => {
    const { merchantId } = await openShop();
    const made = await run('product create', { merchant: String(merchantId), name: 'a', price: '1' });
    const product = String(made.productId);
    const lines = Array.from({ length: 1201 }, (_, index) => `key-${index}`);
    const half = file('half.txt', lines.slice(0, 600).join('\n'));
    const all = file('all.txt', lines.join('\n'));
    expect(await run('card import', { product, file: half })).toEqual({ added: 600, duplicate: 0 });
    expect(await run('card import', { product, file: all })).toEqual({ added: 601, duplicate: 600 });
  });

  test('what is wrong is said', async () => {
    const { merchantId } = await openShop();
    const merchant = String(merchantId);
    const wanted = { merchant, name: 'a', price: '1' };
    await expect(run('category create', { merchant: '999999', name: 'a' })).rejects.toMatchObject({
      code: 'merchant.unknown',
    });
    for (const price of ['0', '1.005', '-1', 'x']) {
      await expect(run('product create', { ...wanted, price })).rejects.toThrow('--price');
    }
    await expect(run('product create', { ...wanted, category: '999999' })).rejects.toMatchObject({
      code: 'category.unknown',
    });
    const { productId } = await run('product create', wanted);
    const product = String(productId);
    await expect(run('card import', { product, file: join(folder, 'none') })).rejects.toThrow('--file');
    const empty = file('empty.txt', '\n \n');
    await expect(run('card import', { product, file: empty })).rejects.toMatchObject({
      code: 'card.none_given',
    });
    await expect(run('card import', { product: '999999', file: empty })).rejects.toThrow('no product');
  });
});
