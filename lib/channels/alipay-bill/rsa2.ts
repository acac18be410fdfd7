import {
  createPrivateKey,
  createPublicKey,
  sign as cryptoSign,
  verify as cryptoVerify,
  generateKeyPair,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

/** Alipay refuses shorter ones for RSA2 (opendocs.alipay.com/common/02kipk). */
const BITS_MIN = 2048;

/** The platform's own tools hand keys out as bare base64; without its line breaks it is one DER text. */
function derOf(text: string): Buffer | null {
  const body = text.replace(/-----(BEGIN|END) [A-Z ]+-----/g, '').replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(body) ? Buffer.from(body, 'base64') : null;
}

function usable(read: () => KeyObject): KeyObject | null {
  try {
    const key = read();
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= BITS_MIN ? key : null;
  } catch {
    return null;
  }
}

/** An RSA private key of at least 2048 bits as PEM or bare base64, PKCS#8 or PKCS#1; null for anything else. */
export function readPrivateKey(text: string): KeyObject | null {
  const key = derOf(text);
  if (key === null) return null;
  return (
    usable(() => createPrivateKey({ key, format: 'der', type: 'pkcs8' })) ??
    usable(() => createPrivateKey({ key, format: 'der', type: 'pkcs1' }))
  );
}

/** An RSA public key of at least 2048 bits as PEM or bare base64, SPKI or PKCS#1; null for anything else. */
export function readPublicKey(text: string): KeyObject | null {
  const key = derOf(text);
  if (key === null) return null;
  return (
    usable(() => createPublicKey({ key, format: 'der', type: 'spki' })) ??
    usable(() => createPublicKey({ key, format: 'der', type: 'pkcs1' }))
  );
}

/**
 * What a request is signed over: every parameter that is not empty but `sign`, sorted by name, `name=value` joined by
 * `&`, values unencoded (reference: Alipay gateway v2).
 */
export function signingText(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** RSA2: SHA256 with RSA over the UTF-8 bytes, in base64. */
export function signRsa2(text: string, key: KeyObject): string {
  return cryptoSign('sha256', Buffer.from(text, 'utf8'), key).toString('base64');
}

export function isSignedRsa2(text: string, signature: string, key: KeyObject): boolean {
  return cryptoVerify('sha256', Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
}

const makePair = promisify(generateKeyPair);

/** A fresh private key for an application, as the platform's own tools write it: PKCS#8 in bare base64. */
export async function makePrivateKey(): Promise<string> {
  const { privateKey } = await makePair('rsa', { modulusLength: BITS_MIN });
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

/** The public half of a private key, to be pasted into the platform; null when the text is no usable key. */
export function publicHalfOf(privateKey: string): string | null {
  const key = readPrivateKey(privateKey);
  return key === null
    ? null
    : createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}
