import { test as base } from '@playwright/test';
import { type Product, startProduct } from '@/tests/support/product';
import { startThrowawayPostgres } from '@/tests/support/throwaway-postgres';

export { expect } from '@playwright/test';

interface PerWorker {
  /**
   * The whole product on a database of its own, started when the first test asks for it and shared by all that follow
   * in this worker. Each test makes its own merchants; what it changes for the whole installation it puts back.
   */
  readonly product: Product;
}

export const test = base.extend<object, PerWorker>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
    async ({}, use) => {
      const database = await startThrowawayPostgres();
      const product = await startProduct({ env: { DATABASE_URL: database.url } });
      await use(product);
      await product.discard();
      await database.discard();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

type Declare = (title: string, details: typeof WALK, body: Parameters<typeof test>[2]) => void;

/**
 * Declares one more look at every page, in another language, theme or size: `walk('…', WALK, …)`. `npm test` takes the
 * first of each kind, which is a `test`; the others are left to `npm run test:all`, and `npm test` says how many they are.
 */
export const walk: Declare = process.env.MATOU_TESTS === 'all' ? test : test.skip;
export const WALK = { tag: '@walk' } as const;
