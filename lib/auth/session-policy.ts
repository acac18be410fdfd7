/** How long a session lives without use and at most, in seconds, by role (documented limits, OWASP ASVS 7.3). */
export const SESSION_LIMITS = {
  merchant: { idleSeconds: 7_200, totalSeconds: 86_400 },
  operator: { idleSeconds: 1_800, totalSeconds: 43_200 },
} as const;

/** What the session cookie carries; it is signed and encrypted, and proves nothing without the database. */
export interface SessionClaims {
  readonly userId: number;
  readonly sessionVersion: number;
  /** Unix seconds of the sign-in. */
  readonly openedAt: number;
  /** Unix seconds of the last renewal. */
  readonly renewedAt: number;
}

/** Whether a session is past its idle or its total limit. `nowSeconds` is unix time. */
export function isSessionOver(claims: SessionClaims, role: keyof typeof SESSION_LIMITS, nowSeconds: number) {
  const { idleSeconds, totalSeconds } = SESSION_LIMITS[role];
  return nowSeconds - claims.renewedAt > idleSeconds || nowSeconds - claims.openedAt > totalSeconds;
}
