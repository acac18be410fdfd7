import ipaddr from 'ipaddr.js';

/**
 * Addresses of this machine and of private networks: everybody behind a proxy that does not say for whom it asks has
 * one, and every buyer of a site that asks on their behalf from there.
 */
const CROWDS: readonly string[] = ['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'];

/** One household's, or one server's. */
const NETWORK_BITS = 64;

/**
 * Who is at a numeric address, as far as it tells: an IPv4 address, or the /64 of an IPv6 one. Null when it is none, or
 * may be anybody's.
 */
export function visitorOf(address: string): string | null {
  if (!ipaddr.isValid(address)) return null;
  const plain = ipaddr.process(address);
  const range: string = plain.range();
  if (range === 'unspecified' || CROWDS.includes(range)) return null;
  if (plain.kind() === 'ipv4') return plain.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${plain.toString()}/${NETWORK_BITS}`);
  return `${network.toString()}/${NETWORK_BITS}`;
}
