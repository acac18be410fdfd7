import { matchArrival } from '@/lib/core/arrivals';
import { log } from '@/lib/platform/log';

async function matchInTurn(merchantId: number, arrivalIds: readonly number[]): Promise<void> {
  for (const arrivalId of arrivalIds) {
    await matchArrival({ merchantId, arrivalId }).catch((error: unknown) =>
      log.error({ error, arrivalId }, 'an arrival waits for the sweep'),
    );
  }
}

/** Matches after the answer, one by one; what fails here, the worker's sweep does later. */
export function matchLater(merchantId: number, arrivalIds: readonly number[]): void {
  void matchInTurn(merchantId, arrivalIds);
}
