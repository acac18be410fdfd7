import postgres from 'postgres';
import type { Product } from '@/tests/support/product';

/** Takes a setting of the installation back to how the product came, for the tests that follow on the same one. */
export async function forgetSetting(product: Product, name: 'mail' | 'fees'): Promise<void> {
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`delete from installation_settings where name = ${name}`;
  } finally {
    await sql.end();
  }
}
