import { expect, test } from 'vitest';
import { isSessionOver, SESSION_LIMITS } from '@/lib/auth/session-policy';

const claims = { userId: 1, sessionVersion: 1, openedAt: 0, renewedAt: 0 };

test.each(['merchant', 'operator'] as const)('a %s session ends after its idle time', (role) => {
  const { idleSeconds } = SESSION_LIMITS[role];
  expect(isSessionOver(claims, role, idleSeconds)).toBe(false);
  expect(isSessionOver(claims, role, idleSeconds + 1)).toBe(true);
});

test.each(['merchant', 'operator'] as const)(
  'a %s session ends after its total time, however busy',
  (role) => {
    const { totalSeconds } = SESSION_LIMITS[role];
    const busy = { ...claims, renewedAt: totalSeconds };
    expect(isSessionOver(busy, role, totalSeconds)).toBe(false);
    expect(isSessionOver({ ...busy, renewedAt: totalSeconds + 1 }, role, totalSeconds + 1)).toBe(true);
  },
);
