import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NewGoodsOrder } from '@/lib/core/orders/goods-store';
import { frontFor, noteFront } from '@/lib/core/orders/shelf-front';

let merchantId = 0;

function orderFor(productIds: number[], mode: 'live' | 'test' = 'live') {
  return { merchantId, mode, productIds } as unknown as NewGoodsOrder;
}

const at = (id: number) => ({ createdAt: new Date(1_000), id });

describe('the front of a shelf', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    merchantId += 1;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is where the last order of the product found its keys', () => {
    const order = orderFor([7]);
    expect(frontFor(order)).toBeNull();
    noteFront(order, null, at(3));
    noteFront(order, at(3), at(4));
    expect(frontFor(order)).toEqual(at(4));
  });

  test('is forgotten a second after the whole shelf was looked at, however many orders came since', () => {
    const order = orderFor([7]);
    noteFront(order, null, at(3));
    for (let id = 4; id < 14; id += 1) {
      vi.advanceTimersByTime(100);
      noteFront(order, frontFor(order), at(id));
    }
    vi.advanceTimersByTime(1);
    expect(frontFor(order)).toBeNull();
  });

  test('belongs to one product of one merchant in one mode', () => {
    noteFront(orderFor([7]), null, at(3));
    expect(frontFor(orderFor([8]))).toBeNull();
    expect(frontFor(orderFor([7], 'test'))).toBeNull();
    merchantId += 1;
    expect(frontFor(orderFor([7]))).toBeNull();
  });

  test('is not kept for an order of several products, nor for one that found no key', () => {
    noteFront(orderFor([7, 8]), null, at(3));
    noteFront(orderFor([9]), null, null);
    expect(frontFor(orderFor([7, 8]))).toBeNull();
    expect(frontFor(orderFor([9]))).toBeNull();
  });
});
