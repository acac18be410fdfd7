import type { NewGoodsOrder, ShelfFront } from '@/lib/core/orders/goods-store';

/** How long one look at the whole shelf is gone on from. Keys that come back to its front meanwhile wait that long. */
const LOOK_MS = 1_000;
const FRONTS_MAX = 10_000;

interface Look {
  readonly front: ShelfFront | null;
  readonly overAt: number;
}

/**
 * Where this process last found the first unsold key of a product. In a rush the entries of the keys just taken lie in
 * front of the unsold ones until they are cleaned away, thousands of them; who goes on from here walks past few.
 */
const looks = new Map<string, Look>();

/** The shelf that an order for one product takes its keys from; null for several, which look at their whole shelves. */
function shelfOf({ merchantId, mode, productIds }: NewGoodsOrder): string | null {
  return productIds.length === 1 ? `${merchantId}:${mode}:${productIds[0]}` : null;
}

/** Null when the whole shelf is to be looked at. */
export function frontFor(order: NewGoodsOrder): ShelfFront | null {
  const look = looks.get(shelfOf(order) ?? '');
  return look === undefined || look.overAt < performance.now() ? null : look.front;
}

/** Keeps where the keys of an order began; `gone` is what `frontFor` had said before. */
export function noteFront(order: NewGoodsOrder, gone: ShelfFront | null, front: ShelfFront | null): void {
  const shelf = shelfOf(order);
  if (shelf === null || front === null) return;
  const now = performance.now();
  // Going on from a front does not make the look at the whole shelf any younger.
  const overAt = gone === null ? now + LOOK_MS : (looks.get(shelf)?.overAt ?? now);
  if (looks.size >= FRONTS_MAX) looks.clear();
  looks.set(shelf, { front, overAt });
}
