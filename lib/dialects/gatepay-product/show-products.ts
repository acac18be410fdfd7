import { listShelf, pictureUrl, type ShelfProduct } from '@/lib/core/catalogue';
import { DomainError } from '@/lib/core/errors';
import type { Credential } from '@/lib/core/merchants';
import type { Operation } from '@/lib/dialects/dialect';
import { type Claim, refuseWith, success, verifiedOver } from '@/lib/dialects/gatepay-family';
import { KEY, nothingLeft, readBy, SIGN } from '@/lib/dialects/gatepay-product/claim';
import { mishaps, productCodes } from '@/lib/dialects/gatepay-product/codes';
import { formatYuan } from '@/lib/platform/money';

/** Where products without a category stand; no category has this number. */
const UNCATEGORISED = { id: 0, name: '未分类' };
/** The stock of what the merchant's site delivers itself: the field is a number, and nothing runs out. */
const UNCOUNTED_STOCK = 9999;

interface Shelf {
  readonly products: readonly ShelfProduct[];
  readonly adminId: number;
}

function describeProduct(product: ShelfProduct, adminId: number) {
  return {
    id: product.id,
    admin_id: adminId,
    category_id: product.categoryId ?? UNCATEGORISED.id,
    name: product.name,
    description: product.description,
    image: product.pictureToken === null ? '' : pictureUrl(product.pictureToken),
    price: formatYuan(product.price),
    stock: product.stock ?? UNCOUNTED_STOCK,
  };
}

function categoriesOf({ products, adminId }: Shelf) {
  const categories = new Map<
    number,
    { id: number; name: string; product: ReturnType<typeof describeProduct>[] }
  >();
  for (const product of products) {
    const { id, name } = { id: product.categoryId, name: product.categoryName };
    const key = id === null || name === null ? UNCATEGORISED : { id, name };
    const category = categories.get(key.id) ?? { ...key, product: [] };
    category.product.push(describeProduct(product, adminId));
    categories.set(key.id, category);
  }
  return [...categories.values()];
}

async function run(_claim: Claim, credential: Credential): Promise<Shelf> {
  if (!credential.isApiOpen) throw new DomainError('forbidden', 'merchant.api_closed');
  const { merchantId, mode, pid } = credential;
  return { products: await listShelf({ merchantId, mode }), adminId: pid };
}

export const SHOW_PRODUCTS_RULES = [KEY, SIGN];
export const SHOW_PRODUCTS_SIGNED = ['appkey'];

/**
 * 获取产品信息, spec gatepay-product-api: what is on sale, by category. A category without such a product is left
 * out; products without a category stand last, under number 0. `admin_id` is the merchant's pid, and the stock is
 * that of the mode which the appkey is for.
 * Checks in this order: 101 something is missing; 102 nobody has this appkey; 103 the signature is wrong; 102
 * suspended, closed.
 */
export const showProducts: Operation<Claim, Shelf> = {
  paths: ['/api/product/show'],
  methods: ['POST'],
  read: readBy(SHOW_PRODUCTS_RULES),
  check: nothingLeft,
  ...verifiedOver(SHOW_PRODUCTS_SIGNED),
  run,
  encode: (shelf) => success({ category: categoriesOf(shelf) }),
  refuse: refuseWith(productCodes, mishaps),
};
