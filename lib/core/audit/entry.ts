import { createHmac } from 'node:crypto';
import { deriveKey } from '@/lib/platform/crypto';

/** What else is to be known, by name. Never a secret. */
export type AuditData = Readonly<Record<string, string | number | boolean | null>>;

export interface NewAuditEntry {
  /** `user:<id>`, `cli`, `worker`, `merchant` for his signed requests. Used where nobody is known to make the request. */
  readonly actor?: string;
  /** Left out, it is that of the request. */
  readonly onBehalfOf?: string | null;
  /** Whom it concerns; null for the installation. */
  readonly merchantId: number | null;
  /** Area and deed, such as `merchant.suspended`. */
  readonly action: string;
  /** What it was done to, such as `order:1000000000000001`. */
  readonly subject: string;
  readonly data?: AuditData;
  /** Left out, it is that of the request. */
  readonly ip?: string | null;
}

/** An entry as it is kept, but for its hashes. */
export interface KeptEntry {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly merchantId: number | null;
  readonly action: string;
  readonly subject: string;
  readonly data: AuditData;
  readonly ip: string | null;
}

/** An entry as it is shown. */
export interface AuditEntry extends KeptEntry {
  readonly merchantName: string | null;
  /** Who the actor is, when he signs in. */
  readonly actorRole: 'merchant' | 'operator' | null;
  readonly actorEmail: string | null;
}

/** What the first entry follows. */
export const GENESIS = Buffer.alloc(32);

let key: Buffer | undefined;

/** One text for one entry: every field in its place, the names of the data in order. */
function canonicalText(entry: KeptEntry): string {
  const { id, at, actor, onBehalfOf, merchantId, action, subject, data, ip } = entry;
  const sorted = Object.entries(data).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([id, at.toISOString(), actor, onBehalfOf, merchantId, action, subject, sorted, ip]);
}

/** HMAC-SHA-256 over the hash of the entry before and the entry's canonical text. */
export function hashOf(previousHash: Uint8Array, entry: KeptEntry): Buffer {
  key ??= deriveKey('audit');
  return createHmac('sha256', key).update(previousHash).update(canonicalText(entry), 'utf8').digest();
}
