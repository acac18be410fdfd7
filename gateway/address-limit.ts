import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How often in a minute one address may do something to one thing; each process counts for itself. */
export class AddressLimit {
  readonly #limiter: RateLimiterMemory;

  constructor(perMinute: number) {
    this.#limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  }

  async admits(clientIp: string, thing: string | number): Promise<boolean> {
    try {
      await this.#limiter.consume(`${clientIp} ${thing}`);
      return true;
    } catch (refusal) {
      // It refuses with the time to wait, and throws errors for faults.
      if (refusal instanceof Error) throw refusal;
      return false;
    }
  }
}
