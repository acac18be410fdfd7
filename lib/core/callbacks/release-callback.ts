import type { CallbackClaim } from '@/lib/core/callbacks/callback';
import { releaseClaim } from '@/lib/core/callbacks/store';

/** Gives a claimed callback back without an attempt, due again after `delayMs`; a lost claim changes nothing. */
export function releaseCallback(claim: CallbackClaim, { delayMs }: { delayMs: number }): Promise<void> {
  return releaseClaim(claim, delayMs);
}
