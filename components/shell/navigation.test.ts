import { expect, test } from 'vitest';
import { groupedPlaces, PLACES, placeOf } from '@/components/shell/navigation';

test('a page belongs to the nearest place above it', () => {
  expect(placeOf('/', PLACES.merchant)?.key).toBe('home');
  expect(placeOf('/orders/1000000000000001', PLACES.merchant)?.key).toBe('orders');
  expect(placeOf('/settings', PLACES.merchant)?.key).toBe('settings');
  expect(placeOf('/settings/keys', PLACES.merchant)?.key).toBe('keys');
  expect(placeOf('/products/12', PLACES.merchant)?.key).toBe('products');
  expect(placeOf('/elsewhere', PLACES.merchant)).toBeUndefined();
});

test.each(['merchant', 'operator'] as const)('every place of the %s stands in one group', (role) => {
  const grouped = groupedPlaces(role).flatMap(({ places }) => places.map(({ key }) => key));
  expect(grouped.sort()).toEqual(PLACES[role].map(({ key }) => key).sort());
});

test('a thumb finds at most four places and the way to the others', () => {
  for (const places of Object.values(PLACES)) {
    const primary = places.filter((place) => 'isPrimary' in place);
    expect(primary.length).toBeGreaterThan(0);
    expect(primary.length).toBeLessThanOrEqual(4);
  }
});
