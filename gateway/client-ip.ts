import { isIP } from 'node:net';

/** IPv4 that came in through an IPv6 socket is written as IPv4. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/**
 * The buyer's or merchant's address. X-Forwarded-For is believed only from a proxy on this machine, and only
 * its last entry, which that proxy wrote itself. A mount that cannot see its peer passes `undefined`: there the
 * host in front decides what the header says. Empty when nothing usable is known.
 */
export function clientIp(peer: string | undefined, forwardedFor: string | null): string {
  const direct = plain(peer ?? '');
  if (peer !== undefined && !isLoopback(direct)) return direct;
  const last = plain(forwardedFor?.split(',').at(-1)?.trim() ?? '');
  return isIP(last) === 0 ? direct : last;
}
