import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/** Which addresses the product's own requests may reach, beside the public internet. */
export interface AddressPolicy {
  /** Ranges that the operator opened, as CIDR. */
  readonly allowCidrs: readonly string[];
  /** Ports of this product on this machine; refused here whatever is opened. */
  readonly ownPorts: readonly number[];
  /** The database's port; refused at every address that is not public. */
  readonly databasePort: number | null;
  /** Whether ports below 1024 other than 80 and 443 stay shut; open when left out. */
  readonly areLowPortsShut?: boolean;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Cloud metadata and addresses that are nobody's: no setting opens them. */
const NEVER = ['169.254.0.0/16', 'fd00:ec2::254/128', '0.0.0.0/32', '::/128', '224.0.0.0/4', 'ff00::/8'];
/** The only IPv6 space that is routed on the internet; everything outside is special or unassigned. */
const GLOBAL_V6 = '2000::/3';

function isWithin(address: Address, cidrs: readonly string[]): boolean {
  return cidrs.some((cidr) => {
    const [range, bits] = ipaddr.parseCIDR(cidr);
    return range.kind() === address.kind() && address.match(range, bits);
  });
}

/** What a proxy's name server answers for every name when it keeps the true address to itself. */
const FAKE_IPS = ['198.18.0.0/15'];

/** Whether an address is of the range that proxies such as Clash and mihomo hand out instead of true ones. */
export function isFakeIp(addressText: string): boolean {
  if (!ipaddr.isValid(addressText)) return false;
  return isWithin(ipaddr.process(addressText), FAKE_IPS);
}

function embeddedV4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const bytes = address.toByteArray();
  const from = { ipv4Mapped: 12, rfc6145: 12, rfc6052: 12, '6to4': 2 }[address.range() as string];
  return from === undefined ? null : new ipaddr.IPv4(bytes.slice(from, from + 4));
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || isWithin(address, [GLOBAL_V6]);
}

function isOfThisMachine(address: Address): boolean {
  if (address.range() === 'loopback') return true;
  const text = address.toString();
  return Object.values(networkInterfaces())
    .flat()
    .some(
      (own) =>
        own !== undefined && ipaddr.isValid(own.address) && ipaddr.parse(own.address).toString() === text,
    );
}

function isAddressAllowed(address: Address, port: number, policy: AddressPolicy): boolean {
  if (isWithin(address, NEVER)) return false;
  if (policy.ownPorts.includes(port) && isOfThisMachine(address)) return false;
  if (isPublic(address)) return true;
  return port !== policy.databasePort && isWithin(address, policy.allowCidrs);
}

/**
 * Whether a request may connect to this numeric address and port. An IPv4 address inside an IPv6 one is judged as
 * what it is: `::ffff:` by the inner address alone, NAT64 and 6to4 only when both are opened.
 */
export function isAllowed(addressText: string, port: number, policy: AddressPolicy): boolean {
  if (!ipaddr.isValid(addressText)) return false;
  const address = ipaddr.parse(addressText);
  if (address.kind() === 'ipv4') return isAddressAllowed(address, port, policy);
  const inner = embeddedV4(address as ipaddr.IPv6);
  if (inner === null) return isAddressAllowed(address, port, policy);
  if (!isAddressAllowed(inner, port, policy)) return false;
  return (address as ipaddr.IPv6).isIPv4MappedAddress() || isAddressAllowed(address, port, policy);
}
