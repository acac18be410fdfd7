import * as ip2region from 'ip2region';
import { log } from '@/lib/platform/log';
import { type Province, provinceOfName } from '@/lib/platform/region/provinces';

type Database = InstanceType<typeof ip2region.default>;
type Constructor = new () => Database;

/** The package is CommonJS with a default export: loaders disagree on how deep it lies. */
function constructorOf(exported: unknown): Constructor {
  let found = exported;
  while (typeof found === 'object' && found !== null && 'default' in found) found = found.default;
  if (typeof found !== 'function') throw new Error('the package ip2region exports no class');
  return found as Constructor;
}

let database: Database | undefined;

function read(ip: string): Province | null {
  database ??= new (constructorOf(ip2region))();
  const found = database.search(ip);
  return found === null || found.province === '' ? null : provinceOfName(found.province);
}

/**
 * The province that an address is in, from a database that comes with the product; nothing is asked over the
 * network. Null for private, foreign and unknown addresses, and when the database cannot be read: no payment waits
 * for it. The database (11 MB) is read at the first question.
 */
export function provinceOfIp(ip: string): Province | null {
  try {
    return read(ip);
  } catch (error) {
    log.error({ error }, 'the database of provinces cannot be read');
    return null;
  }
}
