import {
  insertProduct,
  markProductRemoved,
  type ProductKey,
  updateProduct,
} from '@/lib/core/catalogue/products-store';
import { acceptProduct, type ProductFacts } from '@/lib/core/catalogue/shapes';
import { DomainError } from '@/lib/core/errors';
import type { Fen } from '@/lib/platform/money';

export interface NewProduct {
  readonly merchantId: number;
  readonly name: string;
  readonly price: Fen;
  readonly categoryId: number | null;
  readonly description?: string | undefined;
  readonly delivery?: ProductFacts['delivery'] | undefined;
}

/** A new product is on sale at once. Throws product.invalid with `field`, or category.unknown. */
export async function createProduct(product: NewProduct): Promise<{ productId: number }> {
  const { merchantId, description = '', delivery = 'cards', ...rest } = product;
  const facts = acceptProduct({ ...rest, description, delivery, isOnSale: true }) as ProductFacts;
  const productId = await insertProduct(merchantId, facts);
  if (productId === null) throw new DomainError('not_found', 'category.unknown');
  return { productId };
}

export type ProductChange = ProductKey & { [Fact in keyof ProductFacts]?: ProductFacts[Fact] | undefined };

/**
 * Changes what is named; orders keep the name and price that they were placed at.
 * Throws product.invalid with `field`, product.unknown, or category.unknown.
 */
export async function changeProduct({ merchantId, productId, ...change }: ProductChange): Promise<void> {
  const { isKnown, isMoved } = await updateProduct(
    { merchantId, productId },
    acceptProduct(change as Partial<ProductFacts>),
  );
  if (!isKnown) throw new DomainError('not_found', 'product.unknown');
  if (!isMoved) throw new DomainError('not_found', 'category.unknown');
}

/** Takes a product away for good; its orders and keys are kept. Throws product.unknown. */
export async function removeProduct(key: ProductKey): Promise<void> {
  if (!(await markProductRemoved(key))) throw new DomainError('not_found', 'product.unknown');
}
