import { upsertPicture } from '@/lib/core/catalogue/pictures-store';
import type { ProductKey } from '@/lib/core/catalogue/products-store';
import { DomainError } from '@/lib/core/errors';
import { env } from '@/lib/platform/env';
import { newCheckoutToken } from '@/lib/platform/ids';

const BYTES_MAX = 512 * 1024;

/** What the first bytes say that a picture is; null for everything else, whatever it calls itself. */
function sniffType(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  const isRiff = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return isRiff ? 'image/webp' : null;
}

/**
 * Gives a product its picture: PNG, JPEG or WebP of at most 512 KiB. A new picture has a new address.
 * Throws product.picture_invalid, or product.unknown.
 */
export async function setProductPicture({ bytes, ...key }: ProductKey & { bytes: Buffer }): Promise<void> {
  const contentType = bytes.length > BYTES_MAX ? null : sniffType(bytes);
  if (contentType === null) throw new DomainError('invalid', 'product.picture_invalid');
  if (!(await upsertPicture(key, { contentType, bytes, token: newCheckoutToken() }))) {
    throw new DomainError('not_found', 'product.unknown');
  }
}

/** Where everyone may look at the picture. */
export function pictureUrl(token: string): string {
  return `${env.publicUrl}/pay/picture?id=${token}`;
}
