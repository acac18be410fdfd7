import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from '@/cli/commands';
import { seedDemo } from '@/db/seed/demo';
import { findProduct, listCards, listCategories, listProducts } from '@/lib/core/catalogue';
import { listMerchants } from '@/lib/core/merchants';
import { encodeGbk } from '@/lib/platform/gbk';
import { openShop } from '@/tests/support/shop';

const folder = mkdtempSync(join(tmpdir(), 'matou-cards-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string | Uint8Array): string {
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
    expect(await run('card import', { product, file: keys })).toMatchObject({ added: 2, duplicate: 1 });
    expect(await run('card import', { product, file: keys })).toMatchObject({ added: 0, duplicate: 3 });
    expect(await run('card import', { product, file: keys, mode: 'test' })).toMatchObject({
      added: 2,
      duplicate: 1,
    });
    const { rows } = await listCards({ merchantId, productId, mode: 'live', page: 1, pageSize: 9 });
    expect(rows.map(({ content }) => content)).toEqual(['a', 'b']);
  });

  test('a file in another encoding is read as what it is, which is said, or not at all', async () => {
    const { merchantId } = await openShop();
    const made = await run('product create', { merchant: String(merchantId), name: 'a', price: '1' });
    const productId = made.productId ?? 0;
    const product = String(productId);
    const given = (name: string, bytes: Uint8Array, more = {}) =>
      run('card import', { product, file: file(name, bytes), ...more });
    const wide = Buffer.from('卡号2 密码\r\n', 'utf16le');
    expect(await given('gbk.txt', encodeGbk('卡号1 密码\r\n\r\n'))).toEqual({
      added: 1,
      duplicate: 0,
      encoding: 'gbk',
      lines: 2,
    });
    expect(await given('wide.txt', wide)).toMatchObject({ added: 1, encoding: 'utf-16le', lines: 1 });
    expect(await given('rare.txt', encodeGbk('喆堃'), { encoding: 'gbk' })).toMatchObject({ added: 1 });
    const latin = Buffer.from('key\nclé\n', 'latin1');
    await expect(given('latin.txt', latin)).rejects.toThrow(/line 2 is not UTF-8.*--encoding/);
    await expect(given('latin.txt', latin, { encoding: 'gbk' })).rejects.toThrow('line 2 is not gbk');
    await expect(given('latin.txt', latin, { encoding: 'koi8-r' })).rejects.toThrow('--encoding must be');
    const damaged = Buffer.from('good\nbad\ufffd\n\u0000\n');
    await expect(given('bad.txt', damaged)).rejects.toThrow(/line 2 and 1 more, .*U\+FFFD/);
    await expect(given('long.txt', Buffer.from(`good\n${'x'.repeat(1001)}`))).rejects.toThrow('line 2');
    const { rows } = await listCards({ merchantId, productId, mode: 'live', page: 1, pageSize: 9 });
    expect(rows.map(({ content }) => content).sort()).toEqual(['卡号1 密码', '卡号2 密码', '喆堃'].sort());
  });

  test('a long file is taken, whatever of it is known', async () => {
    const { merchantId } = await openShop();
    const made = await run('product create', { merchant: String(merchantId), name: 'a', price: '1' });
    const product = String(made.productId);
    const lines = Array.from({ length: 1201 }, (_, index) => `key-${index}`);
    const half = file('half.txt', lines.slice(0, 600).join('\n'));
    const all = file('all.txt', lines.join('\n'));
    expect(await run('card import', { product, file: half })).toMatchObject({ added: 600, duplicate: 0 });
    expect(await run('card import', { product, file: all })).toMatchObject({ added: 601, duplicate: 600 });
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
