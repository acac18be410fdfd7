import { isIP } from 'node:net';
import { isPortOpen } from '@/lib/platform/ports';
import { portOf } from '@/lib/platform/web-address';

export interface Target {
  readonly origin: string;
  readonly hostname: string;
  readonly port: number;
  /** Path and query as they will be sent. */
  readonly path: string;
}

/** Why a text is not an address that a request may be sent to. */
export type TargetFault = 'not_a_url' | 'not_http' | 'has_credentials' | 'port_shut';

/** The host without brackets, so that a numeric IPv6 address can be read. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** Reads an absolute http(s) address: no user name, and a port that is open to requests. */
export function parseTarget(text: string, { areLowPortsShut = false } = {}): Target | TargetFault {
  if (!URL.canParse(text)) return 'not_a_url';
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not_http';
  if (url.username !== '' || url.password !== '') return 'has_credentials';
  const port = portOf(url);
  if (!isPortOpen(port, { areLowPortsShut })) return 'port_shut';
  return { origin: url.origin, hostname: bareHost(url.hostname), port, path: url.pathname + url.search };
}

export function isNumeric(hostname: string): boolean {
  return isIP(hostname) !== 0;
}
