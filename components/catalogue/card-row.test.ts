import { expect, test } from 'vitest';
import { toCardRow } from '@/components/catalogue/card-row';

test.each([
  ['ABCD-EFGH-IJKL', 'ABC••••JKL'],
  ['12345678901', '••••••••'],
  ['x', '••••••••'],
])('the key %s is shown as %s, and does not travel along', (content, masked) => {
  const at = new Date(0);
  const row = toCardRow({ id: 1, content, status: 'unsold', orderId: null, createdAt: at, movedAt: at });
  expect(row.masked).toBe(masked);
  expect(JSON.stringify(row)).not.toContain(content.length > 2 ? content : '"x"');
});
