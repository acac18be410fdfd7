import { describe, expect, test } from 'vitest';
import { partsOf } from '@/components/catalogue/parts-of';

describe('an import', () => {
  test('takes 500 keys at most', () => {
    const keys = Array.from({ length: 1201 }, (_, index) => `K-${index}`);
    const parts = partsOf(keys);
    expect(parts.map(({ length }) => length)).toEqual([500, 500, 201]);
    expect(parts.flat()).toEqual(keys);
  });

  test('takes fewer when they are long', () => {
    const parts = partsOf(Array.from({ length: 500 }, (_, index) => `${index}`.padStart(1000, 'x')));
    expect(parts.map(({ length }) => length)).toEqual([200, 200, 100]);
  });

  test('of nothing is none', () => {
    expect(partsOf([])).toEqual([]);
  });
});
