import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after';

const NOW = Date.parse('2026-01-01T00:00:00Z');

it('reads Retry-After as seconds or as a date, and nothing else', () => {
  expect(readRetryAfter('Thu, 01 Jan 2026 00:01:30 GMT', NOW)).toBe(90);
  expect(readRetryAfter('Wed, 31 Dec 2025 00:00:00 GMT', NOW)).toBe(0);
  expect(readRetryAfter('soon', NOW)).toBeNull();
  expect(readRetryAfter('99999999999999', NOW)).toBeNull();
});
