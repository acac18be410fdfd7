import { createRequire } from 'node:module';
import { type Province, provinceOfName } from '@/lib/platform/region/provinces';

// Its default export means one thing to Node.js and another to bundlers; required, it is the same everywhere.
const { default: IP2Region } = createRequire(import.meta.url)('ip2region') as typeof import('ip2region');

let database: InstanceType<typeof IP2Region> | undefined;

/**
 * The province that an address is in, from a database that comes with the product; nothing is asked over the
 * network. Null for private, foreign and unknown addresses. The database (11 MB) is read at the first question.
 */
export function provinceOfIp(ip: string): Province | null {
  database ??= new IP2Region();
  const found = database.search(ip);
  return found === null || found.province === '' ? null : provinceOfName(found.province);
}
