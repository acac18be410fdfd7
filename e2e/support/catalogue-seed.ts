import { expect, type Page } from '@playwright/test';
import { PNG } from 'pngjs';
import postgres from 'postgres';
import type { Product } from '@/tests/support/product';

type Sql = ReturnType<typeof postgres>;

export interface SeededCatalogue {
  /** Products by what they show. */
  readonly products: { readonly stocked: number; readonly soldOut: number; readonly byHand: number };
  readonly codesAccountId: number;
}

/** A picture that nobody else has drawn: one colour running into another. */
function drawPicture(): Buffer {
  const side = 96;
  const png = new PNG({ width: side, height: side });
  for (let place = 0; place < side * side; place += 1) {
    const x = place % side;
    const y = Math.floor(place / side);
    png.data.set([40 + x, 110 + Math.floor(y / 2), 120, 255], place * 4);
  }
  return PNG.sync.write(png);
}

async function insertProduct(
  sql: Sql,
  merchantId: number,
  product: {
    name: string;
    priceFen: number;
    categoryId: number | null;
    delivery?: string;
    isOnSale?: boolean;
  },
): Promise<number> {
  const { name, priceFen, categoryId, delivery = 'cards', isOnSale = true } = product;
  const [row] = await sql<{ id: string }[]>`
    insert into products (merchant_id, category_id, name, price_fen, delivery, is_on_sale)
    values (${merchantId}, ${categoryId}, ${name}, ${priceFen}, ${delivery}, ${isOnSale}) returning id`;
  return Number(row?.id);
}

/** Products of every kind in a category, and codes for fixed amounts on one account. */
export async function seedCatalogue(
  sql: Sql,
  merchantId: number,
  codesAccountId: number,
): Promise<SeededCatalogue> {
  const [category] = await sql<{ id: string }[]>`
    insert into categories (merchant_id, name) values (${merchantId}, '会员与点卡') returning id`;
  await sql`insert into categories (merchant_id, name) values (${merchantId}, '教程资料')`;
  const categoryId = Number(category?.id);
  const byHand = await insertProduct(sql, merchantId, {
    name: '定制茶罐刻字服务，名字较长的商品也要排得下',
    priceFen: 12_800,
    categoryId: null,
    delivery: 'none',
    isOnSale: false,
  });
  const soldOut = await insertProduct(sql, merchantId, { name: '季度会员', priceFen: 4500, categoryId });
  const stocked = await insertProduct(sql, merchantId, { name: '月度会员', priceFen: 1990, categoryId });
  await sql`
    insert into product_pictures (merchant_id, product_id, token, content_type, bytes)
    values (${merchantId}, ${stocked}, ${`seed${stocked}`.padEnd(22, '0')}, 'image/png', ${drawPicture()})`;
  const codes: [amountFen: number, productId: number | null][] = [
    [1000, null],
    [999, null],
    [1990, null],
    [1990, stocked],
  ];
  for (const [amountFen, productId] of codes) {
    await sql`
      insert into fixed_codes (merchant_id, account_id, product_id, amount_fen, code)
      values (${merchantId}, ${codesAccountId}, ${productId}, ${amountFen}, ${`https://qr.alipay.com/fix${amountFen}-${productId ?? 'all'}`})`;
  }
  return { products: { stocked, soldOut, byHand }, codesAccountId };
}

/** Imports keys as the merchant does, through the wizard; `page` is signed in. */
export async function importKeys(page: Page, origin: string, productId: number, text: string): Promise<void> {
  await page.goto(`${origin}/cards?product=${productId}`);
  await page.locator('main header .button--primary').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea').fill(text);
  await dialog.locator('.button--primary').click();
  await dialog.locator('dl').waitFor();
  await dialog.locator('.button--primary').click();
  await expect(dialog.locator('[role=status] dl')).toBeVisible({ timeout: 30_000 });
}

interface Moves extends Pick<SeededCatalogue, 'products'> {
  readonly merchantId: number;
  readonly paidId: number;
  readonly openId: number;
}

/** Sells keys of the stocked shelf to a paid order, which is owed some of the empty one, and reserves one for another. */
export async function moveKeys(
  product: Product,
  { merchantId, products, paidId, openId }: Moves,
): Promise<void> {
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  const order = (orderId: number, productId: number, name: string, quantity: number, owed: number) => sql`
    insert into order_lines (merchant_id, order_id, product_id, mode, name, unit_price_fen, quantity, owed)
    values (${merchantId}, ${orderId}, ${productId}, 'live', ${name}, 1990, ${quantity}, ${owed})`;
  const move = (orderId: number, status: string, count: number) => sql`
    update card_keys set status = ${status}, order_id = ${orderId}, moved_at = now() where id in (
      select id from card_keys
      where merchant_id = ${merchantId} and product_id = ${products.stocked} and status = 'unsold'
      order by id limit ${count})`;
  try {
    await order(paidId, products.stocked, '月度会员', 2, 0);
    await order(paidId, products.soldOut, '季度会员', 2, 2);
    await order(openId, products.stocked, '月度会员', 1, 0);
    await move(paidId, 'sold', 2);
    await move(openId, 'locked', 1);
  } finally {
    await sql.end();
  }
}

/** Pictures as a merchant uploads them: two codes, one whose name tells no amount, one without a code. */
export async function codePictures(page: Page, origin: string) {
  const codes = { '10.00.png': 'a', '9.98.png': 'b', '店里的收款码.png': 'c' };
  const drawn = Object.entries(codes).map(async ([name, end]) => {
    const text = encodeURIComponent(`https://qr.alipay.com/fixed-${end}`);
    const reply = await page.request.get(`${origin}/qrcode/build?size=300&text=${text}`);
    return { name, mimeType: 'image/png', buffer: await reply.body() };
  });
  return [...(await Promise.all(drawn)), { name: '9.97.png', mimeType: 'image/png', buffer: drawPicture() }];
}
