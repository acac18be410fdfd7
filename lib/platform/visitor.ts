import ipaddr from 'ipaddr.js';

/** Who asks, as far as his address tells. */
export interface Visitor {
  /** The IPv4 address, or the /64 of an IPv6 one, which is one household's or one server's. */
  readonly key: string;
  /**
   * The address is of this machine or of a private network: everybody behind a proxy that does not say for whom it asks
   * has it, and every buyer of a site that asks on their behalf from there.
   */
  readonly isCrowd: boolean;
}

const CROWDS: readonly string[] = ['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'];
const HOUSEHOLD_BITS = 64;

/** The visitor at a numeric address; null when it is none, or nobody's. */
export function visitorOf(address: string): Visitor | null {
  if (!ipaddr.isValid(address)) return null;
  const plain = ipaddr.process(address);
  const range = plain.range();
  if (range === 'unspecified') return null;
  const isCrowd = CROWDS.includes(range);
  if (plain.kind() === 'ipv4') return { key: plain.toString(), isCrowd };
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${plain.toString()}/${HOUSEHOLD_BITS}`);
  return { key: `${network.toString()}/${HOUSEHOLD_BITS}`, isCrowd };
}
