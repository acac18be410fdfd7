import {
  type CallbackClaim,
  claimDueCallbacks,
  IN_FLIGHT_IN_ALL,
  releaseCallback,
} from '@/lib/core/callbacks';
import { log } from '@/lib/platform/log';
import { type Sender, sendCallback } from './send-callback';

export interface Deliverer {
  /** Looks for due callbacks now; cheap when it is already looking. */
  wake(): void;
  /** Resolves when nothing is being looked for or sent. */
  settled(): Promise<void>;
  /** Takes nothing more, waits for what is under way, then gives the rest back untried. */
  drain(timeoutMs: number): Promise<void>;
}

/**
 * A pool of slots: each finished attempt makes room for the next claim, so that nobody waits for the slowest of a
 * batch. A claim that fails is logged and taken up again when its lease ends.
 */
export function createDeliverer(sender: Sender, slots = IN_FLIGHT_IN_ALL): Deliverer {
  const underWay = new Map<CallbackClaim, Promise<void>>();
  let looking: Promise<void> | null = null;
  let isWoken = false;
  let isDraining = false;

  const take = (claim: CallbackClaim) => {
    const attempt = sendCallback(claim, sender)
      .catch((error: unknown) => log.error({ error, orderId: claim.orderId }, 'callback attempt failed'))
      .finally(() => {
        underWay.delete(claim);
        wake();
      });
    underWay.set(claim, attempt);
  };

  const look = async () => {
    while (isWoken && !isDraining && underWay.size < slots) {
      isWoken = false;
      const claims = await claimDueCallbacks({ slots: slots - underWay.size });
      claims.forEach(take);
    }
  };

  const wake = () => {
    isWoken = true;
    if (looking !== null || isDraining) return;
    looking = look()
      .catch((error: unknown) => log.error({ error }, 'cannot look for callbacks'))
      .finally(() => {
        looking = null;
        // Somebody may have called between the last look and now.
        if (isWoken && underWay.size < slots) wake();
      });
  };

  const settled = async () => {
    while (looking !== null || underWay.size > 0) await Promise.all([looking, ...underWay.values()]);
  };

  const drain = async (timeoutMs: number) => {
    isDraining = true;
    await Promise.race([settled(), new Promise((done) => setTimeout(done, timeoutMs))]);
    await Promise.all([...underWay.keys()].map((claim) => releaseCallback(claim, { delayMs: 0 })));
  };

  return { wake, settled, drain };
}
