import { askChannel } from '@/lib/core/refunds/ask-channel';
import { claimSending } from '@/lib/core/refunds/store';

/** How long a channel may take to answer before it is asked again. */
const QUIET_SECONDS = 60;

/**
 * Asks again for at most `limit` refunds whose channel has not answered, such as after a crash; answers how many.
 * Safe to run on several workers.
 */
export async function finishRefunds({ limit }: { limit: number }): Promise<number> {
  const refunds = await claimSending(limit, QUIET_SECONDS);
  for (const refund of refunds) await askChannel(refund);
  return refunds.length;
}
