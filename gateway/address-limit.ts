import { RateLimiterMemory } from 'rate-limiter-flexible';

const CREATES_PER_MINUTE = 10;

/** How often one address may place orders of one link; each process counts for itself. */
export class CreateLimit {
  readonly #limiter = new RateLimiterMemory({ points: CREATES_PER_MINUTE, duration: 60 });

  async admits(clientIp: string, linkId: number): Promise<boolean> {
    try {
      await this.#limiter.consume(`${clientIp} ${linkId}`);
      return true;
    } catch (refusal) {
      // It refuses with the time to wait, and throws errors for faults.
      if (refusal instanceof Error) throw refusal;
      return false;
    }
  }
}
