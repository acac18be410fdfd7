import type { ProductView } from '@/lib/core/catalogue';

export interface ProductRow extends ProductView {
  /** The address of the picture on this very site. */
  readonly picture: string | null;
}

/** `url` is where everyone sees the picture; the admin stands on the same site. */
export function toProductRow(product: ProductView, url: (token: string) => string): ProductRow {
  const { pictureToken } = product;
  if (pictureToken === null) return { ...product, picture: null };
  const { pathname, search } = new URL(url(pictureToken));
  return { ...product, picture: `${pathname}${search}` };
}
