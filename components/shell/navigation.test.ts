import { expect, test } from 'vitest';
import { PLACES, placeOf } from '@/components/shell/navigation';

test('a page belongs to the nearest place above it', () => {
  expect(placeOf('/', PLACES.merchant)?.key).toBe('home');
  expect(placeOf('/orders/1000000000000001', PLACES.merchant)?.key).toBe('orders');
  expect(placeOf('/settings', PLACES.merchant)?.key).toBe('settings');
  expect(placeOf('/settings/keys', PLACES.merchant)?.key).toBe('keys');
  expect(placeOf('/products/12', PLACES.merchant)?.key).toBe('products');
  expect(placeOf('/elsewhere', PLACES.merchant)).toBeUndefined();
});
