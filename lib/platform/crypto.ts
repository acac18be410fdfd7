import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { env } from '@/lib/platform/env';

/** Lower-case hex md5 of the bytes, of a text's in UTF-8; only for the signatures that merchants' protocols demand. */
export function md5(text: string | Uint8Array): string {
  const hash = createHash('md5');
  return (typeof text === 'string' ? hash.update(text, 'utf8') : hash.update(text)).digest('hex');
}

/** Compares two texts in time that does not depend on where they differ. */
export function equalInConstantTime(left: string, right: string): boolean {
  const a = Buffer.from(left, 'utf8');
  const b = Buffer.from(right, 'utf8');
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A key for one purpose, derived from the installation's secret key. Refuses a missing secret key. */
export function deriveKey(purpose: string): Buffer {
  if (env.secretKey.length !== 64) {
    throw new Error('MATOU_SECRET_KEY is missing: start with `npm start`, or set it to 64 hex digits.');
  }
  return Buffer.from(hkdfSync('sha256', Buffer.from(env.secretKey, 'hex'), 'matou', purpose, 32));
}

let sealingKey: Buffer | undefined;

/** Encrypts a secret for the database (AES-256-GCM): `v1.` and base64url of nonce, tag and text. */
export function seal(plain: string): string {
  sealingKey ??= deriveKey('seal');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** Decrypts what `seal` wrote. Throws when the text was altered or another secret key sealed it. */
export function unseal(sealed: string): string {
  sealingKey ??= deriveKey('seal');
  if (!sealed.startsWith('v1.')) throw new Error('not a sealed secret');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
