import { env } from '@/lib/platform/env';
import { isPortOpen } from '@/lib/platform/ports';

/** White space of every width, what is never seen, and control characters: what is copied along with an address. */
const BLANKS = String.raw`[\s\p{Cc}\p{Zs}\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]`;
const LEADING = new RegExp(`^${BLANKS}+`, 'u');
const BLANK = new RegExp(BLANKS, 'u');

/** A text without the blanks around it. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end).replace(LEADING, '');
}

/** Whether a text is an absolute http(s) address without a user name in it; what callbacks and redirects may be. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** The port that an address names, or its scheme's. */
export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/**
 * The port of an address that will never be called because that port is shut here; null when it is open, and for a
 * text that is no web address.
 */
export function shutPortOf(address: string): number | null {
  if (!isWebAddress(address)) return null;
  const port = portOf(new URL(address));
  return isPortOpen(port, env) ? null : port;
}

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The origin of a site that may hold a page of ours in a frame, as `frame-ancestors` writes it: https, or http on this
 * very machine, of one host. Null for anything that is more or less than an origin, and for wildcards.
 */
export function frameOriginOf(text: string): string | null {
  const trimmed = trimBlanks(text);
  if (!/^https?:\/\/[^\s/\\?#*@]+\/?$/i.test(trimmed) || !isWebAddress(trimmed)) return null;
  const { protocol, hostname, origin } = new URL(trimmed);
  if (protocol === 'http:' && !LOOPBACK_HOST.test(hostname)) return null;
  // What a host may hold and a policy would read as the end of a source.
  return /^[a-z]+:\/\/[a-z0-9.\-_[\]:]+$/.test(origin) ? origin : null;
}

/** Adds encoded parameters to an address that may have a query, and keeps its fragment last. */
export function withParams(address: string, params: string): string {
  const hash = address.indexOf('#');
  const base = hash < 0 ? address : address.slice(0, hash);
  const fragment = hash < 0 ? '' : address.slice(hash);
  const isOpen = base.endsWith('?') || base.endsWith('&');
  const joint = isOpen ? '' : base.includes('?') ? '&' : '?';
  return `${base}${joint}${params}${fragment}`;
}
