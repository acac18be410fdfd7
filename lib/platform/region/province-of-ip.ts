import IP2Region from 'ip2region';
import { type Province, provinceOfName } from '@/lib/platform/region/provinces';

let database: IP2Region | undefined;

/**
 * The province that an address is in, from a database that comes with the product; nothing is asked over the
 * network. Null for private, foreign and unknown addresses. The database (11 MB) is read at the first question.
 */
export function provinceOfIp(ip: string): Province | null {
  database ??= new IP2Region();
  const found = database.search(ip);
  return found === null || found.province === '' ? null : provinceOfName(found.province);
}
