import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Load, load } from '@/bench/load';
import { type GoodsPath, goodsRequests, postRequest } from '@/bench/requests';
import { signedOver } from '@/tests/support/dialect-request';
import type { MerchantSite } from '@/tests/support/merchant-site';
import type { Product } from '@/tests/support/product';

const KEYS = 100_000;
const PER_PAGE = 50;
const PAGES = 300;
const IMPORTS = 20;
const IMPORT_KEYS = 500;
const RUSH = { buyers: 64, keys: 20 };

export interface GoodsTimes {
  /** Pages of ka/show over 100,000 keys: the first, the middle and the last in turns. */
  readonly pages: Load;
  /** Imports of 500 keys by ka/create. */
  readonly imports: Load;
  /** How many of 64 buyers at once got one of 20 keys, and how many were told that none is left. */
  readonly rush: { readonly bought: number; readonly refused: number; readonly keys: number };
}

/** Makes a product with `count` keys through the command line and answers its number. */
async function stock(product: Product, site: MerchantSite, count: number): Promise<string> {
  const owner = ['--merchant', site.merchantId];
  const made = await product.matou('product', 'create', ...owner, '--name', '月卡', '--price', '9.90');
  const id = String(made.productId);
  if (count === 0) return id;
  const folder = mkdtempSync(join(tmpdir(), 'matou-keys-'));
  try {
    const file = join(folder, 'keys.txt');
    writeFileSync(file, keys(`stock-${id}`, count));
    await product.matou('card', 'import', '--product', id, '--file', file);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return id;
}

function keys(series: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${series}-${index}-ABCDEFGHJKLM`).join('\n');
}

/** A product with keys enough for every measurement. */
export function stockShelf(product: Product, site: MerchantSite): Promise<string> {
  return stock(product, site, KEYS);
}

async function one(port: number, requests: readonly Buffer[], expected: string): Promise<Load> {
  let index = 0;
  const next = () => requests[index++] as Buffer;
  const run = await load({ port, connections: 1, requests: requests.length, next, expected });
  if (run.failures > 0) throw new Error(`${run.failures} requests failed, first: ${run.firstFailure}`);
  return run;
}

function pageRequests(site: MerchantSite, shelf: string): Buffer[] {
  const last = KEYS / PER_PAGE;
  const pages = [1, last / 2, last];
  return Array.from({ length: PAGES }, (_, index) => {
    const page = String(pages[index % pages.length]);
    return postRequest('/api/ka/show', signedOver(site, ['product_id'], { product_id: shelf, page }));
  });
}

function importRequests(site: MerchantSite, product: string): Buffer[] {
  return Array.from({ length: IMPORTS }, (_, index) => {
    const params = { product_id: product, content: keys(`import-${index}`, IMPORT_KEYS) };
    return postRequest('/api/ka/create', signedOver(site, ['product_id', 'content'], params));
  });
}

async function rush(product: Product, site: MerchantSite, path: GoodsPath): Promise<GoodsTimes['rush']> {
  const shelf = await stock(product, site, RUSH.keys);
  const requests = goodsRequests(path, site, RUSH.buyers, shelf);
  const buy = async (request: Buffer): Promise<number> => {
    const body = request.toString().split('\r\n\r\n')[1] ?? '';
    const answer = await fetch(`${product.publicUrl}${path}`, {
      method: 'POST',
      body: new URLSearchParams(body),
    });
    return ((await answer.json()) as { code: number }).code;
  };
  const codes = await Promise.all(requests.map(buy));
  const count = (code: number) => codes.filter((one) => one === code).length;
  return { bought: count(100), refused: count(110), keys: RUSH.keys };
}

/** Everything about card keys but the orders; `shelf` is the product of `stockShelf`. */
export async function goodsTimes(product: Product, site: MerchantSite, shelf: string): Promise<GoodsTimes> {
  const port = Number(new URL(product.publicUrl).port);
  const pages = await one(port, pageRequests(site, shelf), `"total":${KEYS}`);
  const imports = await one(port, importRequests(site, await stock(product, site, 0)), `${IMPORT_KEYS}条`);
  return { pages, imports, rush: await rush(product, site, '/api/pay/create') };
}
