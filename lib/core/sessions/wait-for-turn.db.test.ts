import { expect, test } from 'vitest';
import { takeCallPlace } from '@/lib/core/sessions/paces-store';
import { LineFull, restAfter, waitForTurn } from '@/lib/core/sessions/wait-for-turn';

const HOUR_MS = 3_600_000;

test('all workers together stand in one line, and no call joins a line that is too long', async () => {
  const spacingMs = 600_000;
  const ask = () => takeCallPlace('crowded', { spacingMs, patienceMs: 2 * spacingMs });
  const places = await Promise.all(Array.from({ length: 60 }, ask));
  const taken = places.filter((place) => place !== null).sort((a, b) => a - b);
  expect(taken.map((waitMs) => Math.round(waitMs / spacingMs))).toEqual([0, 1, 2]);
});

test('calls are spaced wider than the limit, or those that drift on their way would meet', async () => {
  await waitForTurn({ name: 'slow', config: { callsPerSecond: '0.001' } }, 0);
  const untilNextMs = await takeCallPlace('slow', { spacingMs: 0, patienceMs: HOUR_MS });
  expect(untilNextMs).toBeGreaterThan(1_000_000);
  expect(untilNextMs).toBeLessThanOrEqual(1_100_000);
});

test('who was told that he calls too often has everybody rest, and nobody else does', async () => {
  const line = { name: 'resting', config: { callsPerSecond: '1000' } };
  expect(await restAfter(line, { isOverLimit: false })).toBe(false);
  await waitForTurn(line, 5_000);
  expect(await restAfter(line, { isOverLimit: true })).toBe(true);
  await expect(waitForTurn(line, 5_000)).rejects.toBeInstanceOf(LineFull);
});
